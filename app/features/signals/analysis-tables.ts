/** The research figures as plain tables: under a plot's "Table" button and in its CSV file alike. */
import type { Calibration } from '#core/signals/analysis/calibration.ts'
import type { Disagreement } from '#core/signals/analysis/disagreement.ts'
import type { DurationRow, Durations, OutcomeName } from '#core/signals/analysis/durations.ts'
import { type EditDistances, TENTHS } from '#core/signals/analysis/edit-distance.ts'
import { personLabel } from '#core/signals/analysis/grouping.ts'
import type { WeightCheck, Yardstick } from '#core/signals/analysis/propensity.ts'
import type { Standard, Survival } from '#core/signals/analysis/survival.ts'
import type { Cell, PlainTable } from '#core/signals/csv.ts'
import type { SurvivalClock } from '#core/signals/event.ts'

export const OUTCOME_LABELS: Record<OutcomeName, string> = {
	taken: 'Accepted',
	refused: 'Refused',
	unanswered: 'Unanswered',
}
export const STANDARD_LABELS: Record<Standard, string> = {
	any: 'some of it stands',
	whole: 'all of it stands',
}
export const CLOCK_LABELS: Record<SurvivalClock, string> = {
	wall: 'by the clock',
	active: 'while somebody was on the board',
}
export const YARDSTICK_LABELS: Record<Yardstick, string> = {
	uniform: 'every card alike',
	first: 'the first on the list',
}
export const WEIGHT_VERDICTS: Record<WeightCheck['verdict'], string> = {
	right: 'as it should be',
	exact: '1 by definition',
	off: 'more than 4 errors off',
	few: 'too little to tell',
}

export function rounded(value: number | null, digits = 4): Cell {
	if (value === null || !Number.isFinite(value)) return null
	return Number(value.toFixed(digits))
}

/** Bins that hold something in any row: first and last. */
export function usedBins(rows: readonly Pick<DurationRow, 'counts'>[]): [number, number] {
	const isUsed = (bin: number) => rows.some(({ counts }) => (counts[bin] ?? 0) > 0)
	const bins = (rows[0]?.counts ?? []).map((_, bin) => bin).filter(isUsed)
	return [bins[0] ?? 0, bins.at(-1) ?? 0]
}

export function durationTable({ edges, rows }: Durations): PlainTable {
	const [first, last] = usedBins(rows)
	const bins = edges.slice(first, last + 1)
	return {
		header: [
			'Outcome',
			'n',
			'lower quartile, s',
			'median, s',
			'upper quartile, s',
			...bins.map((edge, i) => {
				const to = edges[first + i + 1]
				return to === undefined ? `${edge / 1000} s and more` : `${edge / 1000}–${to / 1000} s`
			}),
		],
		rows: rows.map(({ outcome, n, counts, quartiles }) => [
			OUTCOME_LABELS[outcome],
			n,
			seconds(quartiles?.q1),
			seconds(quartiles?.median),
			seconds(quartiles?.q3),
			...bins.map((_, i) => counts[first + i] ?? 0),
		]),
	}
}

function seconds(ms: number | undefined): Cell {
	return ms === undefined ? null : rounded(ms / 1000, 3)
}

export function editTable({ counts, n, mean, unchanged, unknown }: EditDistances): PlainTable {
	return {
		header: ['Share of fields changed', 'accepted'],
		rows: [
			['none, accepted as offered', unchanged],
			...counts.map((each, tenth): Cell[] => [
				`${(tenth * 100) / TENTHS}–${((tenth + 1) * 100) / TENTHS} %`,
				each,
			]),
			['not known', unknown],
			['edited in all', n],
			['mean share changed', rounded(mean)],
		],
	}
}

export function disagreementTable({ rows }: Disagreement): PlainTable {
	return {
		header: [
			'Category',
			'decided',
			'seen differently',
			'share',
			'95 % from',
			'95 % to',
			'would have refused it',
			'would have accepted it',
		],
		rows: rows.map((row) => [
			row.label,
			row.decided,
			row.contested,
			rounded(row.rate),
			rounded(row.low),
			rounded(row.high),
			row.wouldRefuse,
			row.wouldTake,
		]),
	}
}

export function dissentTable({ pairs }: Disagreement): PlainTable {
	return {
		header: [
			'Decided by',
			'Seen differently by',
			'would have refused it',
			'would have accepted it',
		],
		rows: pairs.map(({ deciderPid, otherPid, wouldRefuse, wouldTake }) => [
			personLabel(deciderPid),
			personLabel(otherPid),
			wouldRefuse,
			wouldTake,
		]),
	}
}

/** Both standards of one clock under its plot; of both clocks in the CSV file. */
export function survivalTable({ curves }: Survival, clock?: SurvivalClock): PlainTable {
	const shown = curves.filter((curve) => clock === undefined || curve.clock === clock)
	return {
		header: [
			...['Clock', 'Counted as standing while', 'after, s', 'at risk', 'ended', 'censored'],
			...['share standing', 'standard error', '95 % from', '95 % to'],
		],
		rows: shown.flatMap(({ clock: by, standard, steps }) =>
			steps.map((step): Cell[] => [
				...[CLOCK_LABELS[by], STANDARD_LABELS[standard], step.ms / 1000],
				...[step.atRisk, step.ended, step.censored, rounded(step.share)],
				...[rounded(step.standardError), rounded(step.low), rounded(step.high)],
			]),
		),
	}
}

export function calibrationTable({ bins }: Calibration): PlainTable {
	return {
		header: [
			'Predicted',
			'viewed',
			'accepted',
			'mean prediction',
			'share accepted',
			'95 % from',
			'95 % to',
		],
		rows: bins.map((bin) => [
			`${Math.round(bin.from * 100)}–${Math.round(bin.to * 100)} %`,
			bin.n,
			bin.accepted,
			rounded(bin.predicted),
			rounded(bin.rate),
			rounded(bin.low),
			rounded(bin.high),
		]),
	}
}

export function weightTable(checks: readonly WeightCheck[]): PlainTable {
	return {
		header: [
			'Policy that drew',
			'measured against',
			'slates',
			'mean weight',
			'standard error',
			'largest weight',
			'verdict',
		],
		rows: checks.map((check) => [
			check.label,
			YARDSTICK_LABELS[check.yardstick],
			check.slates,
			rounded(check.mean),
			rounded(check.standardError),
			rounded(check.largest),
			WEIGHT_VERDICTS[check.verdict],
		]),
	}
}
