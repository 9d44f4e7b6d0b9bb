/**
 * How long accepted changes stand: Kaplan and Meier (1958), J. Am. Stat. Assoc. 53:457–481, with
 * Greenwood's standard error and the interval on the log(−log) scale, which stays between 0 and 1.
 * Guards signals.md S92: a change that was not looked at any longer leaves the count without an end.
 */
import type { Counting } from '../acceptance.ts'
import { HORIZONS, type Horizon, SURVIVAL_CLOCKS, type SurvivalClock } from '../event.ts'
import type { FollowedChange, LoggedRound, SurvivalLook } from '../rounds.ts'
import { HORIZON_MS } from '../survival.ts'
import { Z_95 } from '../wilson.ts'
import { contestsOf } from './disagreement.ts'

/** Ends when nothing of it stands, or when anything of it is gone. */
export const STANDARDS = ['any', 'whole'] as const
export type Standard = (typeof STANDARDS)[number]

export interface Span {
	/** How long it was seen, milliseconds. */
	ms: number
	/** Whether it ended there; else it was only not looked at any longer. */
	ended: boolean
}
export interface SurvivalStep {
	ms: number
	atRisk: number
	ended: number
	censored: number
	share: number
	standardError: number
	low: number
	high: number
}
export interface SurvivalCurve {
	clock: SurvivalClock
	standard: Standard
	/** Changes that were looked at at least once. */
	n: number
	ended: number
	steps: (SurvivalStep & { horizon: Horizon })[]
}
export interface Survival {
	/** Accepted changes, and of those how many were taken back and seen differently by somebody. */
	accepted: number
	takenBack: number
	contested: number
	/** Found with nothing left of them, by the clock on the wall. */
	reverted: number
	curves: SurvivalCurve[]
}

/** One step per moment asked for. Who is censored at a moment was still at risk then. */
export function kaplanMeier(spans: readonly Span[], moments: readonly number[]): SurvivalStep[] {
	let share = 1
	let sum = 0
	let before = Number.NEGATIVE_INFINITY
	return moments.map((ms) => {
		const atRisk = spans.filter((span) => span.ms >= ms).length
		const here = spans.filter((span) => span.ms > before && span.ms <= ms)
		before = ms
		const ended = here.filter((span) => span.ended).length
		if (ended > 0) {
			share *= 1 - ended / atRisk
			sum += ended / (atRisk * (atRisk - ended))
		}
		const standardError = share === 0 ? 0 : share * Math.sqrt(sum)
		const censored = here.length - ended
		return { ms, atRisk, ended, censored, share, standardError, ...interval(share, sum) }
	})
}

function interval(share: number, greenwoodSum: number): { low: number; high: number } {
	if (share <= 0 || share >= 1) return { low: share, high: share }
	const spread = (Z_95 * Math.sqrt(greenwoodSum)) / Math.abs(Math.log(share))
	return { low: share ** Math.exp(spread), high: share ** Math.exp(-spread) }
}

export function countSurvival(mayCountPerson: (pid: string | null) => boolean): Counting<Survival> {
	const changes: FollowedChange[] = []
	let contested = 0
	return {
		add(round: LoggedRound) {
			for (const change of round.followed) {
				if (!mayCountPerson(change.actorPid)) continue
				changes.push(change)
				const contests = contestsOf(round, change.decisionEventId, mayCountPerson)
				if (contests.length > 0) contested++
			}
		},
		result: () => {
			const curves = SURVIVAL_CLOCKS.flatMap((clock) =>
				STANDARDS.map((standard) => curveOf(changes, clock, standard)),
			)
			return {
				accepted: changes.length,
				takenBack: changes.filter(({ takenBack }) => takenBack).length,
				contested,
				reverted: curves[0]?.ended ?? 0,
				curves,
			}
		},
	}
}

function curveOf(
	changes: readonly FollowedChange[],
	clock: SurvivalClock,
	standard: Standard,
): SurvivalCurve {
	const spans = changes.flatMap(({ looks }) => {
		const span = spanOf(
			looks.filter((look) => look.clock === clock),
			standard,
		)
		return span ? [span] : []
	})
	const moments = HORIZONS.map((horizon) => HORIZON_MS[horizon])
	const steps = kaplanMeier(spans, moments).flatMap((step, i) => {
		const horizon = HORIZONS[i]
		return horizon ? [{ ...step, horizon }] : []
	})
	return { clock, standard, n: spans.length, ended: spans.filter((s) => s.ended).length, steps }
}

/** Up to the first look that found it gone, else up to the last one; null without any. */
function spanOf(looks: readonly SurvivalLook[], standard: Standard): Span | null {
	let last: Span | null = null
	for (const horizon of HORIZONS) {
		const look = looks.find((each) => each.horizon === horizon)
		if (!look) continue
		const isGone = standard === 'any' ? look.kept === 0 : look.kept < Math.max(1, look.total)
		last = { ms: HORIZON_MS[horizon], ended: isGone }
		if (isGone) return last
	}
	return last
}
