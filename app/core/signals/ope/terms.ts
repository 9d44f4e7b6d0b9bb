/**
 * The common form of all estimators, and what follows from it for each alike: value, clusters' totals,
 * standard error. Guards signals.md S61: an estimator never brings an uncertainty of its own.
 *
 * V = (Σ base + n · Σ num ÷ Σ den) ÷ D, where Σ den is n unless the estimator normalises itself, and D
 * counts rows (value of one viewed suggestion) or units (value of one slate).
 */
import type { Clusters } from './rows.ts'

/** Columns of one estimator; null = all 0 (base, num) or all 1 (den). */
export interface Terms {
	base: Float64Array | null
	num: Float64Array | null
	den: Float64Array | null
	/** The weights as used, after any clipping; null when the estimator uses none. */
	weight: Float64Array | null
}

/** What one value stands for: a row (a suggestion that was looked at) or a unit (a whole slate). */
export type Per = 'row' | 'unit'

/** Sums per cluster, one entry each; `units` may be fractions where a unit lies across clusters. */
export interface Totals {
	count: number
	rows: Float64Array
	units: Float64Array
	base: Float64Array
	num: Float64Array
	den: Float64Array
	isSelfNormalised: boolean
}
export interface Sums {
	rows: number
	units: number
	base: number
	num: number
	den: number
}

/** Adds an estimator's terms up by cluster. */
export function totalsOf(terms: Terms, clusters: Clusters, units: Clusters): Totals {
	const { ids, count } = clusters
	const share = clusters === units ? null : unitShares(units)
	const sum = (column: Float64Array | null, otherwise: number) => {
		const totals = new Float64Array(count)
		for (let i = 0; i < ids.length; i++) {
			const id = ids[i] ?? 0
			totals[id] = (totals[id] ?? 0) + (column ? (column[i] ?? 0) : otherwise)
		}
		return totals
	}
	const isSelfNormalised = terms.den !== null
	return {
		count,
		rows: sum(null, 1),
		units: share ? sum(share, 0) : new Float64Array(count).fill(1),
		base: sum(terms.base, 0),
		num: sum(terms.num, 0),
		den: sum(terms.den, 1),
		isSelfNormalised,
	}
}

/** 1 ÷ (rows of the row's unit), so that each unit counts once. */
function unitShares({ ids, count }: Clusters): Float64Array {
	const rows = new Float64Array(count)
	for (const id of ids) rows[id] = (rows[id] ?? 0) + 1
	return Float64Array.from(ids, (id) => 1 / (rows[id] ?? 1))
}

export function grandTotal(totals: Totals): Sums {
	const sum = (column: Float64Array) => column.reduce((total, value) => total + value, 0)
	const { rows, units, base, num, den } = totals
	return { rows: sum(rows), units: sum(units), base: sum(base), num: sum(num), den: sum(den) }
}

/** The estimate; NaN when a self-normalising estimator has no weight at all. */
export function estimateOf(sums: Sums, per: Per): number {
	const divisor = per === 'row' ? sums.rows : sums.units
	return (sums.base + (sums.rows * sums.num) / sums.den) / divisor
}

/**
 * Cluster-robust standard error by linearisation (delta method; Liang and Zeger 1986, Biometrika
 * 73:13–22): √(G ÷ (G − 1) · Σ_g ψ_g²), ψ_g = Σ over cluster g of the gradient of V. With every row
 * its own cluster it is the ordinary standard error of the mean. NaN below two clusters.
 */
export function standardError(totals: Totals, per: Per): number {
	return Math.sqrt(clusterVariance(totals, per))
}

/** The square of `standardError`. */
export function clusterVariance(totals: Totals, per: Per): number {
	const { count } = totals
	if (count < 2) return Number.NaN
	const sums = grandTotal(totals)
	const value = estimateOf(sums, per)
	const ratio = sums.num / sums.den
	const scale = sums.rows / sums.den
	const divisor = per === 'row' ? sums.rows : sums.units
	let squares = 0
	for (let g = 0; g < count; g++) {
		const rows = totals.rows[g] ?? 0
		const num = totals.num[g] ?? 0
		const ofRatio = totals.isSelfNormalised
			? ratio * rows + scale * (num - ratio * (totals.den[g] ?? 0))
			: num
		const counted = per === 'row' ? rows : (totals.units[g] ?? 0)
		const psi = ((totals.base[g] ?? 0) + ofRatio - value * counted) / divisor
		squares += psi * psi
	}
	return (squares * count) / (count - 1)
}
