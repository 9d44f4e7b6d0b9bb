/**
 * How long people took and looked: counts in doubling bins with quartiles, one row per outcome, because
 * a refusal and an acceptance take different time and their mixture says nothing. Guards signals.md S82.
 */
import type { Counting } from '../acceptance.ts'
import { isObserved, type LoggedRound } from '../rounds.ts'

export const OUTCOMES = ['taken', 'refused', 'unanswered'] as const
export type OutcomeName = (typeof OUTCOMES)[number]

export interface DurationRow {
	outcome: OutcomeName
	n: number
	/** How many fall in each bin. */
	counts: number[]
	/** Milliseconds; null without any. */
	quartiles: { q1: number; median: number; q3: number } | null
}
export interface Durations {
	/** Bin edges, milliseconds; bin i holds edges[i] <= t < edges[i + 1]; the last one is open above. */
	edges: number[]
	rows: DurationRow[]
	/** Observed rounds without a time, and so in no row. */
	unknown: number
}

/** Half a second, doubled: up to about 4.5 hours. */
export const EDGES_MS: readonly number[] = [
	0,
	...Array.from({ length: 15 }, (_, i) => 500 * 2 ** i),
]

/** From the offer to the requester's own standing verdict. */
export function countLatency(): Counting<Durations> {
	return countDurations(({ decision }) => decision?.latencyMs ?? null, ['taken', 'refused'])
}

/** Longest reported look. A look known only from its verdict or ghost has no length. */
export function countDwell(): Counting<Durations> {
	return countDurations(({ viewed, dwellMs }) => (viewed === 'event' ? dwellMs : null), OUTCOMES)
}

function countDurations(
	timeOf: (round: LoggedRound) => number | null,
	outcomes: readonly OutcomeName[],
): Counting<Durations> {
	const times = new Map<OutcomeName, number[]>(outcomes.map((outcome) => [outcome, []]))
	let unknown = 0
	return {
		add(round) {
			if (!isObserved(round)) return
			const into = times.get(outcomeName(round))
			if (!into) return
			const ms = timeOf(round)
			if (ms === null) unknown++
			else into.push(ms)
		},
		result: () => ({
			edges: [...EDGES_MS],
			rows: outcomes.map((outcome) => rowOf(outcome, times.get(outcome) ?? [])),
			unknown,
		}),
	}
}

export function outcomeName({ decision }: LoggedRound): OutcomeName {
	if (!decision) return 'unanswered'
	return decision.verdict === 'accept' || decision.verdict === 'edit_accept' ? 'taken' : 'refused'
}

function rowOf(outcome: OutcomeName, times: readonly number[]): DurationRow {
	const counts = EDGES_MS.map(() => 0)
	for (const ms of times) {
		let bin = EDGES_MS.length - 1
		while (bin > 0 && ms < (EDGES_MS[bin] ?? 0)) bin--
		counts[bin] = (counts[bin] ?? 0) + 1
	}
	const inOrder = Float64Array.from(times).sort()
	const at = (share: number) => quantile(inOrder, share)
	const quartiles = times.length === 0 ? null : { q1: at(0.25), median: at(0.5), q3: at(0.75) }
	return { outcome, n: times.length, counts, quartiles }
}

/** Hyndman and Fan (1996), Am. Stat. 50:361–365, type 7: between neighbours, linearly. */
export function quantile(inOrder: Float64Array, share: number): number {
	const at = (inOrder.length - 1) * share
	const below = inOrder[Math.floor(at)] ?? Number.NaN
	const above = inOrder[Math.ceil(at)] ?? Number.NaN
	return below + (above - below) * (at - Math.floor(at))
}
