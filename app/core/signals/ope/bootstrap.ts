/**
 * Percentile intervals by drawing whole clusters with replacement: people or scenes, because forty
 * verdicts of one person are not forty people. Same data, seed and repetitions give the same interval.
 * Field and Welsh 2007, J. R. Stat. Soc. B 69:369–390; Efron and Tibshirani 1993, ch. 13.
 */
import { seededRandom } from '../../random.ts'
import type { Interval } from './interval.ts'
import { estimateOf, type Per, type Sums, type Totals } from './terms.ts'

export const BOOTSTRAP_REPETITIONS = 1000
/** With more clusters the percentile and the normal interval are the same to all shown digits. */
export const MAX_BOOTSTRAP_CLUSTERS = 200_000

export interface BootstrapOptions {
	seed: string
	repetitions: number
	/** Two-sided, 0–1. */
	level: number
	per: Per
	onProgress?: (share: number) => void
}

/**
 * One interval per estimator, all from the same draws. Null where an estimator had no value in some
 * draw (no weight at all), or with fewer than two clusters or more than MAX_BOOTSTRAP_CLUSTERS.
 */
export function clusterBootstrap(
	estimators: readonly Totals[],
	options: BootstrapOptions,
): (Interval | null)[] {
	const count = estimators[0]?.count ?? 0
	if (count < 2 || count > MAX_BOOTSTRAP_CLUSTERS) return estimators.map(() => null)
	const random = seededRandom(options.seed)
	// How often each cluster was drawn: walking sums in order is many times faster than by draw.
	const drawn = new Uint32Array(count)
	const values = estimators.map(() => new Float64Array(options.repetitions))
	for (let b = 0; b < options.repetitions; b++) {
		drawn.fill(0)
		for (let i = 0; i < count; i++) {
			const g = Math.floor(random() * count)
			drawn[g] = (drawn[g] ?? 0) + 1
		}
		for (const [e, totals] of estimators.entries()) {
			const column = values[e]
			if (column) column[b] = estimateOf(sumOver(totals, drawn), options.per)
		}
		options.onProgress?.((b + 1) / options.repetitions)
	}
	return values.map((column) => percentileInterval(column, options.level))
}

function sumOver(totals: Totals, drawn: Uint32Array): Sums {
	const { rows, units, base, num, den } = totals
	const sums: Sums = { rows: 0, units: 0, base: 0, num: 0, den: 0 }
	for (let g = 0; g < drawn.length; g++) {
		const times = drawn[g] ?? 0
		if (times === 0) continue
		sums.rows += times * (rows[g] ?? 0)
		sums.units += times * (units[g] ?? 0)
		sums.base += times * (base[g] ?? 0)
		sums.num += times * (num[g] ?? 0)
		sums.den += times * (den[g] ?? 0)
	}
	return sums
}

/** The middle `level` of the values, interpolating between neighbours; null when one is no number. */
export function percentileInterval(values: Float64Array, level: number): Interval | null {
	if (values.some((value) => !Number.isFinite(value))) return null
	const sorted = values.toSorted()
	const at = (share: number) => {
		const place = share * (sorted.length - 1)
		const below = sorted[Math.floor(place)] ?? 0
		return below + (place - Math.floor(place)) * ((sorted[Math.ceil(place)] ?? 0) - below)
	}
	const tail = (1 - level) / 2
	return { low: at(tail), high: at(1 - tail) }
}
