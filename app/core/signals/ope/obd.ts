/**
 * Rows of an Open Bandit Dataset log (Saito et al. 2021, NeurIPS Datasets and Benchmarks): one shown
 * item per round, at one of a few places, with its logged propensity. Positions count from 0 here.
 */
import { type GivenPolicy, groupKey, nameOf, wrong } from './probabilities-csv.ts'
import { FOLDS } from './reward-model.ts'
import { type Clusters, OpeError, type OpeRows } from './rows.ts'
import { smoothedRates } from './smoothed-rates.ts'

/** Columns of the published file, without its features. */
export interface ObdLog {
	n: number
	actions: number
	places: number
	action: Uint32Array
	place: Uint8Array
	click: Float64Array
	pscore: Float64Array
	/** The file's own number of each round. */
	round: Float64Array
	/** The file's first position: 1 as published. */
	firstPlace: number
}

/** π_e(· | round, place), one chance per action. */
export type ObdPolicy = (row: number) => Float64Array

/** Every item equally likely. */
export function uniformItems({ actions }: ObdLog): ObdPolicy {
	const chances = new Float64Array(actions).fill(1 / actions)
	return () => chances
}

/** @throws OpeError naming the line of an unknown action, or a round the file leaves out. */
export function givenItems(log: ObdLog, given: GivenPolicy): ObdPolicy {
	const tables = new Map<string, Float64Array>()
	for (const [key, group] of given.groups) {
		const table = new Float64Array(log.actions)
		for (const [name, chance] of group.chances) {
			const action = /^\d+$/.test(name) ? Number(name) : Number.NaN
			if (!(action < log.actions)) {
				throw wrong(
					group.line,
					`begins ${nameOf(group)}, which names the unknown action “${name}”.`,
				)
			}
			table[action] = chance
		}
		tables.set(key, table)
	}
	const first = firstGivenPlace(log, given)
	return (row) => {
		const round = given.hasRound ? String(log.round[row] ?? row) : null
		const place = given.hasPlace ? String((log.place[row] ?? 0) + first) : null
		const table = tables.get(groupKey(round, place))
		if (table) return table
		throw new OpeError(
			`The probabilities leave out ${nameOf({ round, place })}, which the log holds.`,
		)
	}
}

/** Positions as in the log; from 0 when the file has a position 0. */
function firstGivenPlace({ firstPlace }: ObdLog, { groups }: GivenPolicy): number {
	for (const { place } of groups.values()) if (place === '0') return 0
	return firstPlace
}

/** `full`: rates from all rows, as the published reference does; `crossfit`: from other folds (S65). */
export type ObdModel = 'full' | 'crossfit'

/** Columns for the estimators, q̂(item) from smoothed click rates. */
export function obdRows(
	log: ObdLog,
	policy: ObdPolicy,
	model: ObdModel,
): { rows: OpeRows; units: Clusters } {
	const { n } = log
	const foldOf = model === 'full' ? null : Uint8Array.from({ length: n }, (_, row) => row % FOLDS)
	const rates = smoothedRates({
		...{ actions: log.actions, action: log.action, reward: log.click, foldOf, folds: FOLDS },
	})
	const weight = new Float64Array(n)
	const qLogged = new Float64Array(n)
	const qPolicy = new Float64Array(n)
	const expected = new Map<Float64Array, Float64Array>()
	for (let row = 0; row < n; row++) {
		const chances = policy(row)
		const fold = foldOf?.[row] ?? 0
		const action = log.action[row] ?? 0
		weight[row] = (chances[action] ?? 0) / (log.pscore[row] ?? Number.NaN)
		qLogged[row] = rates[fold]?.[action] ?? 0
		const byFold = expected.get(chances) ?? Float64Array.from(rates, (q) => dot(chances, q))
		expected.set(chances, byFold)
		qPolicy[row] = byFold[fold] ?? 0
	}
	const unsupported = new Float64Array(n)
	const rows = { n, reward: log.click, weight, qLogged, qPolicy, unsupported }
	const ids = Uint32Array.from({ length: n }, (_, row) => row)
	return { rows, units: { name: 'round', ids, count: n } }
}

/**
 * Share of the policy on items that the log never shows at that place. Not proof of missing support
 * (chance leaves gaps too), so it is told and refuses nothing.
 */
export function neverShown(log: ObdLog, policy: ObdPolicy): number {
	const seen = new Uint8Array(log.actions * log.places)
	for (let row = 0; row < log.n; row++) {
		seen[(log.place[row] ?? 0) * log.actions + (log.action[row] ?? 0)] = 1
	}
	const known = new Map<Float64Array, Map<number, number>>()
	let sum = 0
	for (let row = 0; row < log.n; row++) {
		const chances = policy(row)
		const place = log.place[row] ?? 0
		const byPlace = known.get(chances) ?? new Map<number, number>()
		known.set(chances, byPlace)
		const mass =
			byPlace.get(place) ??
			chances.reduce((total, p, a) => (seen[place * log.actions + a] ? total : total + p), 0)
		byPlace.set(place, mass)
		sum += mass
	}
	return log.n > 0 ? sum / log.n : 0
}

function dot(a: Float64Array, b: Float64Array): number {
	let sum = 0
	for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0)
	return sum
}
