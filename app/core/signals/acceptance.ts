/**
 * Figures of the research page from logged rounds: acceptance of what was viewed, with its interval,
 * and the reasons why not. Guards signals.md S28: a share is never shown without its n and interval.
 */
import type { Category, ReasonCode } from '../suggestions/suggestion-record.ts'
import { CATEGORY_LABELS } from '../suggestions/suggestion-record.ts'
import type { LoggedRound } from './rounds.ts'
import { isObserved } from './rounds.ts'
import { wilsonInterval } from './wilson.ts'

export interface AcceptanceRow {
	key: string
	label: string
	viewed: number
	accepted: number
	edited: number
	rejected: number
	dismissed: number
	/** accepted + edited ÷ viewed, with its 95 % Wilson interval; [0, 1] when nothing was viewed. */
	rate: number
	low: number
	high: number
}
export interface Group {
	key: string
	label: string
}
export interface ReasonRow {
	category: Category
	counts: Partial<Record<ReasonCode, number>>
	/** Rejections that gave no reason (dismissing never asks for one). */
	without: number
}

function emptyRow({ key, label }: Group): AcceptanceRow {
	const counts = { viewed: 0, accepted: 0, edited: 0, rejected: 0, dismissed: 0 }
	return { key, label, ...counts, rate: 0, low: 0, high: 1 }
}

function count(row: AcceptanceRow, round: LoggedRound): void {
	row.viewed++
	const verdict = round.decision?.verdict
	if (verdict === 'accept') row.accepted++
	if (verdict === 'edit_accept') row.edited++
	if (verdict === 'reject') row.rejected++
	if (verdict === 'dismiss') row.dismissed++
}

/** What a figure is counted with: rounds one by one, so that a reader can pause between them. */
export interface Counting<T> {
	add(round: LoggedRound): void
	result(): T
}

/** One row per group that was viewed at least once, best accepted first. */
export function countAcceptance(
	groupOf: (round: LoggedRound) => Group | null,
): Counting<AcceptanceRow[]> {
	const rows = new Map<string, AcceptanceRow>()
	return {
		add(round) {
			if (!isObserved(round)) return
			const group = groupOf(round)
			if (!group) return
			const row = rows.get(group.key) ?? emptyRow(group)
			rows.set(group.key, row)
			count(row, round)
		},
		result: () =>
			[...rows.values()]
				.map((row) => ({ ...row, ...wilsonInterval(row.accepted + row.edited, row.viewed) }))
				.sort((a, b) => b.rate - a.rate || b.viewed - a.viewed || (a.key < b.key ? -1 : 1)),
	}
}

export function acceptanceBy(
	rounds: Iterable<LoggedRound>,
	groupOf: (round: LoggedRound) => Group,
): AcceptanceRow[] {
	return counted(countAcceptance(groupOf), rounds)
}

function counted<T>(counting: Counting<T>, rounds: Iterable<LoggedRound>): T {
	for (const round of rounds) counting.add(round)
	return counting.result()
}

const ALL: Group = { key: 'all', label: 'All viewed' }

/** All observed rounds in one row, also when there are none. */
export function countOverall(): Counting<AcceptanceRow> {
	const counting = countAcceptance(() => ALL)
	return { add: counting.add, result: () => counting.result()[0] ?? emptyRow(ALL) }
}

export function overallAcceptance(rounds: Iterable<LoggedRound>): AcceptanceRow {
	return counted(countOverall(), rounds)
}

export function categoryGroup(round: LoggedRound): Group {
	return { key: round.category, label: CATEGORY_LABELS[round.category] }
}

/** `rule:K2` -> K2, `model:name` -> name; every colleague who proposes is one group. */
export function generatorGroup(round: Pick<LoggedRound, 'generatorId'>): Group {
	const id = round.generatorId
	if (id.startsWith('person:')) return { key: 'person', label: 'A colleague' }
	if (id === 'breakdown') return { key: id, label: 'Script breakdown' }
	return { key: id, label: id.replace(/^(rule|model):/, '') }
}

/** Own refusals (rejected or dismissed) by category and reason; one refusal may give several. */
export function countReasons(): Counting<ReasonRow[]> {
	const rows = new Map<Category, ReasonRow>()
	return {
		add(round) {
			const { decision, category } = round
			if (!decision || !isObserved(round)) return
			if (decision.verdict !== 'reject' && decision.verdict !== 'dismiss') return
			const row = rows.get(category) ?? { category, counts: {}, without: 0 }
			if (decision.verdict === 'dismiss' && decision.reasonCodes.length === 0) return
			rows.set(category, row)
			if (decision.verdict === 'reject' && decision.reasonCodes.length === 0) row.without++
			for (const code of decision.reasonCodes) row.counts[code] = (row.counts[code] ?? 0) + 1
		},
		result: () => [...rows.values()].sort((a, b) => total(b) - total(a)),
	}
}

export function reasonsByCategory(rounds: Iterable<LoggedRound>): ReasonRow[] {
	return counted(countReasons(), rounds)
}

function total(row: ReasonRow): number {
	return Object.values(row.counts).reduce((sum, n) => sum + n, row.without)
}
