/**
 * One evaluation from rows to report: overlap first, then every estimator with its errors, intervals
 * and weights. Guards signals.md S64: refused means no number that could be quoted.
 */
import { BOOTSTRAP_REPETITIONS, clusterBootstrap } from './bootstrap.ts'
import { ESTIMATORS, type EstimatorFamily, type EstimatorSpec, estimatorKey } from './estimators.ts'
import { type Interval, uncertaintyOf } from './interval.ts'
import { type Overlap, overlapOf, type WeightFigures, weightFigures } from './overlap.ts'
import { type Clusters, checkRows, type OpeRows } from './rows.ts'
import { estimateOf, grandTotal, type Per, type Terms, totalsOf } from './terms.ts'

export const DEFAULT_LIMITS: readonly number[] = [10]
export const LEVEL = 0.95

export interface EvaluateOptions {
	/** Rows drawn together: a slate's suggestions, or each row by itself. */
	units: Clusters
	/** Whom and what rows depend on besides: people, scenes. */
	groups: readonly Clusters[]
	per: Per
	/** λ of clipped and switching estimators; each is logged with its result. */
	limits?: readonly number[]
	families?: readonly EstimatorFamily[]
	seed: string
	repetitions?: number
	onProgress?: (share: number) => void
}
export interface Estimate extends WeightFigures {
	/** `dr`, or `ips-clip10` for the limit of 10. */
	key: string
	label: string
	/** Limit on weights that was used; null = none. */
	clip: number | null
	/** Null when refused. */
	value: number | null
	standardError: number | null
	/** 95 %, Student's t, over the direction named in `over`. */
	interval: Interval | null
	over: string | null
	degreesOfFreedom: number | null
	/** 95 % percentile intervals by what was drawn: 'person', 'scene', or the units. */
	bootstrap: Record<string, Interval | null>
	/** Whether the interval is one for the policy's value (S62). */
	coversValue: boolean
	caution: string | null
}
export interface Evaluation {
	n: number
	units: number
	per: Per
	/** What the logging policies themselves brought. */
	onPolicy: Pick<Estimate, 'value' | 'standardError' | 'interval' | 'over'>
	overlap: Overlap
	estimators: Estimate[]
	seed: string
	repetitions: number
}

interface Chosen {
	spec: EstimatorSpec
	limit: number | null
	terms: Terms
}

/** Pure and deterministic by seed. @throws OpeError for rows that cannot be right. */
export function evaluate(given: OpeRows, options: EvaluateOptions): Evaluation {
	const rows = checkRows(given)
	const { units, groups, seed, per } = options
	const repetitions = options.repetitions ?? BOOTSTRAP_REPETITIONS
	const overlap = overlapOf(rows, units)
	const chosen = choose(rows, options)
	const isRefused = overlap.verdict === 'insufficient'
	const bootstraps = isRefused ? {} : bootstrapAll(chosen, { ...options, repetitions })
	const estimators = chosen.map((each, index) => ({
		...describe(each, rows),
		...(isRefused ? WITHHELD : estimate(each.terms, options)),
		bootstrap: Object.fromEntries(
			Object.entries(bootstraps).map(([by, intervals]) => [by, intervals[index] ?? null]),
		),
	}))
	const { n } = rows
	const observed = { base: rows.reward, num: null, den: null, weight: null }
	const { value, standardError, interval, over } = estimate(observed, { units, groups, per })
	const onPolicy = { value, standardError, interval, over }
	return { n, units: units.count, per, onPolicy, overlap, estimators, seed, repetitions }
}

const WITHHELD = {
	value: null,
	standardError: null,
	interval: null,
	over: null,
	degreesOfFreedom: null,
} as const

function choose(rows: OpeRows, { families, limits = DEFAULT_LIMITS }: EvaluateOptions): Chosen[] {
	const isModelled = rows.qLogged !== null && rows.qPolicy !== null
	return ESTIMATORS.filter(({ family }) => families?.includes(family) ?? true)
		.filter(({ needsModel }) => isModelled || !needsModel)
		.flatMap((spec) =>
			(spec.hasLimit ? limits : [null]).map((limit) => ({
				...{ spec, limit },
				terms: spec.terms(rows, limit ?? Number.POSITIVE_INFINITY),
			})),
		)
}

function describe({ spec, limit, terms }: Chosen, rows: OpeRows) {
	const { family, label, coversValue, caution } = spec
	return {
		key: estimatorKey(family, limit),
		label: limit === null ? label : `${label} at ${limit}`,
		clip: limit,
		...weightFigures(terms.weight ?? rows.weight),
		...{ coversValue, caution },
	}
}

function estimate(terms: Terms, options: Pick<EvaluateOptions, 'units' | 'groups' | 'per'>) {
	const { units, groups, per } = options
	const value = estimateOf(grandTotal(totalsOf(terms, units, units)), per)
	const found = uncertaintyOf(value, terms, { units, groups, per, level: LEVEL })
	if (!found) return { ...WITHHELD, value }
	const { standardError, interval, over, degreesOfFreedom } = found
	return { value, standardError, interval, over, degreesOfFreedom }
}

/** By each direction with more than one cluster; by units where there is none. */
function bootstrapAll(
	chosen: readonly Chosen[],
	options: EvaluateOptions & { repetitions: number },
): Record<string, (Interval | null)[]> {
	const { units, per, seed, repetitions, onProgress } = options
	const groups = options.groups.filter(({ count }) => count > 1)
	const directions = groups.length > 0 ? groups : [units]
	return Object.fromEntries(
		directions.map((clusters, done) => {
			const totals = chosen.map(({ terms }) => totalsOf(terms, clusters, units))
			const intervals = clusterBootstrap(totals, {
				...{ seed: `${seed} ${clusters.name}`, repetitions, level: LEVEL, per },
				onProgress: (share) => onProgress?.((done + share) / directions.length),
			})
			return [clusters.name, intervals]
		}),
	)
}
