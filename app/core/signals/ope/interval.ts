/**
 * The interval beside every estimate: cluster-robust in the directions that rows depend on each other,
 * with Student's t for the number of clusters. Guards signals.md S63: the widest direction is shown.
 */
import type { Clusters } from './rows.ts'
import { studentQuantile } from './student-t.ts'
import { clusterVariance, type Per, type Terms, totalsOf } from './terms.ts'

/** Ends of a two-sided interval, in units of the reward. */
export interface Interval {
	low: number
	high: number
}
export interface Uncertainty {
	standardError: number
	/** Student's degrees of freedom: clusters − 1 in the direction with fewest. */
	degreesOfFreedom: number
	/** What the error is taken over: 'slate', 'person', 'scene', 'person and scene'. */
	over: string
	interval: Interval
}

/** Errors by one direction, and both at once (Cameron, Gelbach and Miller 2011, J. Bus. Econ. Stat. 29:238–249). */
interface Direction {
	over: string
	variance: number
	clusters: number
}

/**
 * The widest of: each unit by itself; by person; by scene; by both (V_person + V_scene − V_both).
 * A direction with a single cluster cannot be measured and is left out. Null below two units.
 */
export function uncertaintyOf(
	value: number,
	terms: Terms,
	input: { units: Clusters; groups: readonly Clusters[]; per: Per; level: number },
): Uncertainty | null {
	const candidates = directions(terms, input).map((direction) => {
		const degreesOfFreedom = direction.clusters - 1
		const standardError = Math.sqrt(direction.variance)
		const reach = standardError * studentQuantile(input.level, degreesOfFreedom)
		return {
			...{ standardError, degreesOfFreedom, over: direction.over },
			interval: { low: value - reach, high: value + reach },
		}
	})
	const widths = candidates.map(({ interval }) => interval.high - interval.low)
	const widest = widths.indexOf(Math.max(...widths))
	return candidates[widest] ?? null
}

function directions(
	terms: Terms,
	input: { units: Clusters; groups: readonly Clusters[]; per: Per },
): Direction[] {
	const { units, per } = input
	const groups = input.groups.filter(({ count }) => count > 1)
	const of = (clusters: Clusters): Direction => ({
		over: clusters.name,
		variance: clusterVariance(totalsOf(terms, clusters, units), per),
		clusters: clusters.count,
	})
	const single = [units, ...groups].map(of).filter(({ variance }) => Number.isFinite(variance))
	const [a, b] = groups
	if (!a || !b) return single
	const crossed = of(crossing(a, b))
	const variance = of(a).variance + of(b).variance - crossed.variance
	if (!(variance > 0)) return single
	const over = `${a.name} and ${b.name}`
	return [...single, { over, variance, clusters: Math.min(a.count, b.count) }]
}

/** Rows that share both. */
function crossing(a: Clusters, b: Clusters): Clusters {
	const known = new Map<number, number>()
	const ids = a.ids.map((id, i) => {
		const key = id * b.count + (b.ids[i] ?? 0)
		const cell = known.get(key) ?? known.size
		known.set(key, cell)
		return cell
	})
	return { name: a.name, ids, count: known.size }
}
