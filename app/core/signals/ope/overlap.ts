/**
 * Whether a log can say anything about a policy at all. Guards signals.md S64: with too little overlap
 * no estimate is given, only the reason why not (signal.md section 3.1 fixes the thresholds).
 */
import type { Clusters, OpeRows } from './rows.ts'
import { standardError, totalsOf } from './terms.ts'

export const MIN_EFFECTIVE_ROWS = 100
export const MIN_EFFECTIVE_SHARE = 0.01
/** Standard errors that the mean weight may lie from 1. */
export const MAX_WEIGHT_DRIFT_SE = 4
/** Of all weight, on one row. */
export const MAX_SINGLE_SHARE = 0.1
/** Of the evaluated policy's choices, on what the log could never show. */
export const MAX_UNSUPPORTED = 0.01

export interface WeightFigures {
	/** (Σ w)² ÷ Σ w². Kish 1965: how many equally weighted rows say as much. */
	ess: number
	/** 1 in expectation when the chances are right and everything can be shown. */
	meanWeight: number
	maxWeight: number
}
export interface Overlap extends WeightFigures {
	verdict: 'enough' | 'insufficient'
	/** Why no estimate is given, in sentences; null when there is enough. */
	reason: string | null
	essNeeded: number
	/** Over units; NaN for a single one. */
	meanWeightStandardError: number
	/** Share of all weight on the heaviest row, and on the heaviest hundredth of rows. */
	largestShare: number
	topPercentShare: number
	/** Mean chance that the policy takes an action the log could not show. */
	unsupportedMass: number
}

export function weightFigures(weight: Float64Array): WeightFigures {
	let sum = 0
	let squares = 0
	let maxWeight = 0
	for (const w of weight) {
		sum += w
		squares += w * w
		if (w > maxWeight) maxWeight = w
	}
	return {
		ess: squares > 0 ? (sum * sum) / squares : 0,
		meanWeight: sum / weight.length,
		maxWeight,
	}
}

/**
 * `units`: rows drawn together. The error of the mean weight is taken over them alone: whoever the
 * person, a slate's weights average 1 over its own draw, so draws add up like independent ones.
 */
export function overlapOf(rows: OpeRows, units: Clusters): Overlap {
	const { n, weight } = rows
	const figures = weightFigures(weight)
	const total = figures.meanWeight * n
	const sorted = weight.toSorted()
	const top = sorted.subarray(n - Math.max(1, Math.floor(n / 100)))
	const overlap = {
		...figures,
		essNeeded: Math.max(MIN_EFFECTIVE_ROWS, MIN_EFFECTIVE_SHARE * n),
		meanWeightStandardError: meanWeightError(weight, units),
		largestShare: total > 0 ? figures.maxWeight / total : 0,
		topPercentShare: total > 0 ? top.reduce((sum, w) => sum + w, 0) / total : 0,
		unsupportedMass: rows.unsupported.reduce((sum, mass) => sum + mass, 0) / n,
	}
	const reasons = reasonsAgainst(overlap, n)
	const reason = reasons.length > 0 ? `Insufficient overlap. ${reasons.join(' ')}` : null
	return { verdict: reason === null ? 'enough' : 'insufficient', reason, ...overlap }
}

/** Standard error of the mean weight over units; NaN for a single one. */
export function meanWeightError(weight: Float64Array, units: Clusters): number {
	const terms = { base: weight, num: null, den: null, weight }
	return standardError(totalsOf(terms, units, units), 'row')
}

function reasonsAgainst(overlap: Omit<Overlap, 'verdict' | 'reason'>, n: number): string[] {
	const { ess, essNeeded, meanWeight, meanWeightStandardError, largestShare } = overlap
	const reasons: string[] = []
	if (!(ess >= essNeeded)) {
		reasons.push(
			`The log’s ${n} rows weigh as much as ${round(ess)} for this policy, and ${round(essNeeded)} are needed.`,
		)
	}
	if (isDrifting(meanWeight, meanWeightStandardError)) {
		reasons.push(
			`The mean weight is ${round(meanWeight)} where it should be 1, more than ${MAX_WEIGHT_DRIFT_SE} standard errors (${round(meanWeightStandardError)}) off: the logged chances are wrong, or the policy does what the log never shows.`,
		)
	}
	if (largestShare > MAX_SINGLE_SHARE) {
		reasons.push(`A single row carries ${round(100 * largestShare)} % of the weight.`)
	}
	if (overlap.unsupportedMass > MAX_UNSUPPORTED) {
		reasons.push(
			`${round(100 * overlap.unsupportedMass)} % of what the policy would show could never be shown when the log was made.`,
		)
	}
	return reasons
}

/** Rounding of sums is no drift: weights that are all exactly 1 have a standard error of 0. */
export function isDrifting(meanWeight: number, error: number): boolean {
	const drift = Math.abs(meanWeight - 1)
	return drift > 1e-6 && !(drift <= MAX_WEIGHT_DRIFT_SE * error)
}

function round(value: number): string {
	return String(Number(value.toPrecision(3)))
}
