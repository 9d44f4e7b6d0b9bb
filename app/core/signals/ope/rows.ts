/**
 * What every estimator is computed from: one row per observed reward, as columns. Guards signals.md
 * S60: estimators see rewards, weights and predictions only, so that each is a few lines to check.
 */

/** Groups that rows belong to: whole slates, people, scenes. Ids run from 0 to count − 1. */
export interface Clusters {
	name: 'round' | 'slate' | 'person' | 'scene'
	ids: Uint32Array
	count: number
}

/** Columns of length `n`; nothing in them is NaN or infinite. */
export interface OpeRows {
	n: number
	reward: Float64Array
	/** π_e(a | x) ÷ π_b(a | x) of the logged action at its place; 0 where π_e never takes it. */
	weight: Float64Array
	/** q̂(x, a): predicted reward of the logged action; null without a reward model. */
	qLogged: Float64Array | null
	/** Σ_a π_e(a | x) q̂(x, a); null without a reward model. */
	qPolicy: Float64Array | null
	/** π_e's chance of actions the logging policy could not take here, 0–1. */
	unsupported: Float64Array
}

export const OPE_ERRORS = {
	empty:
		'There is nothing to estimate from: the log holds no viewed and answerable suggestion with a known chance.',
} as const

/** A sentence saying what is wrong with the data or the policy; shown as it is. */
export class OpeError extends Error {}

/** @throws OpeError naming the first row whose numbers cannot be right. */
export function checkRows(rows: OpeRows): OpeRows {
	if (rows.n === 0) throw new OpeError(OPE_ERRORS.empty)
	const columns = { reward: rows.reward, weight: rows.weight, unsupported: rows.unsupported }
	for (const [name, column] of Object.entries(columns)) {
		const at = column.findIndex((value) => !Number.isFinite(value))
		if (at >= 0) throw new OpeError(`Row ${at + 1} has no usable ${name}.`)
	}
	const negative = rows.weight.findIndex((weight) => weight < 0)
	if (negative >= 0) throw new OpeError(`Row ${negative + 1} has a negative weight.`)
	return rows
}

/** Numbers keys 0, 1, … in the order they first appear. */
export function clustersOf(name: Clusters['name'], keys: readonly string[]): Clusters {
	const known = new Map<string, number>()
	const ids = Uint32Array.from(keys, (key) => {
		const id = known.get(key) ?? known.size
		known.set(key, id)
		return id
	})
	return { name, ids, count: known.size }
}

/** Each row by itself. */
export function everyRow(n: number): Clusters {
	return { name: 'round', ids: Uint32Array.from({ length: n }, (_, i) => i), count: n }
}
