/**
 * The research page's figures as plain tables: the same rows under a plot's "Table" button and in its
 * CSV file, so that a number on screen can always be taken along.
 */
import type { AcceptanceRow, ReasonRow } from '#core/signals/acceptance.ts'
import type { ProposalRow } from '#core/signals/analysis/proposals.ts'
import type { PlainTable } from '#core/signals/csv.ts'
import { CATEGORY_LABELS, REASONS } from '#core/suggestions/suggestion-record.ts'

/** Shares are written with four decimals; the page rounds them to whole per cent. */
function share(value: number): number {
	return Math.round(value * 10_000) / 10_000
}

export function acceptanceTable(first: string, rows: readonly AcceptanceRow[]): PlainTable {
	return {
		header: [
			first,
			'viewed',
			'accepted',
			'accepted after an edit',
			'rejected',
			'dismissed',
			'share accepted',
			'95 % from',
			'95 % to',
		],
		rows: rows.map((row) => [
			row.label,
			row.viewed,
			row.accepted,
			row.edited,
			row.rejected,
			row.dismissed,
			...(row.viewed > 0 ? [share(row.rate), share(row.low), share(row.high)] : [null, null, null]),
		]),
	}
}

/** Reasons that were given at least once, in the order people are offered them. */
export function usedReasons(rows: readonly ReasonRow[]) {
	return REASONS.filter(([code]) => rows.some((row) => (row.counts[code] ?? 0) > 0))
}

export function reasonTable(rows: readonly ReasonRow[]): PlainTable {
	const reasons = usedReasons(rows)
	return {
		header: ['Category', ...reasons.map(([, label]) => label), 'No reason given'],
		rows: rows.map((row) => [
			CATEGORY_LABELS[row.category],
			...reasons.map(([code]) => row.counts[code] ?? 0),
			row.without,
		]),
	}
}

export function proposalTable(rows: readonly ProposalRow[]): PlainTable {
	return {
		header: [
			...['Category', 'proposed', 'looked at by others', 'accepted', 'accepted after an edit'],
			...['rejected', 'dismissed', 'taken back', 'waiting'],
		],
		rows: rows.map((row) => [
			CATEGORY_LABELS[row.category],
			...[row.proposed, row.viewed, row.accepted, row.edited],
			...[row.rejected, row.dismissed, row.takenBack, row.waiting],
		]),
	}
}

/** What the latest-decisions table needs of a decision. */
export interface Decision {
	eventId: string
	tsMs: number
	category: string
	generator: string
	generatorVersion: string
	title: string
	panelNumber: string | null
	verdict: string
	reasonCodes: string[]
	critique: string | null
	position: number | null
	slateSize: number
	latencyMs: number | null
	byRequester: boolean
	contested: boolean
	actor: string
}

export function reasonLabels(codes: readonly string[]): string[] {
	return codes.map((code) => REASONS.find(([known]) => known === code)?.[1] ?? code)
}

export function decisionTable(rows: readonly Decision[]): PlainTable {
	return {
		header: [
			'Time (UTC)',
			'Panel',
			'Category',
			'Offered',
			'Rule',
			'Version',
			'Place',
			'Of',
			'Verdict',
			'By',
			'Own round',
			'Reasons',
			'Critique',
			'Seconds',
			'Contested',
		],
		rows: rows.map((row) => [
			new Date(row.tsMs).toISOString(),
			row.panelNumber,
			row.category,
			row.title,
			row.generator,
			row.generatorVersion,
			row.position === null ? null : row.position + 1,
			row.slateSize,
			row.verdict,
			row.actor,
			row.byRequester ? 'yes' : 'no',
			reasonLabels(row.reasonCodes).join('; '),
			row.critique,
			row.latencyMs === null ? null : row.latencyMs / 1000,
			row.contested ? 'yes' : 'no',
		]),
	}
}
