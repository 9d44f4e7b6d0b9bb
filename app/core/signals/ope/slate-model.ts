/**
 * Adds the reward model's predictions to rows of slates: what it expects of the suggestion that was
 * shown, and of the evaluated policy's choice at that place. Guards signals.md S65.
 */
import {
	type Design,
	fitRewardModel,
	type Link,
	predict,
	type RewardModel,
} from './reward-model.ts'
import type { Clusters, OpeRows } from './rows.ts'
import type { LoggedSlate, SlateRows } from './slates.ts'

/** Features kept at most, those that vary over most rows first. */
export const MAX_FEATURES = 200

export interface SlateModel {
	rows: OpeRows
	link: Link
	folds: number
	/** What whole folds are made of: people where there are enough, else scenes, else slates. */
	foldedBy: Clusters['name']
	penalty: number
	/** Columns of the model: intercept, features, places. */
	columns: string[]
}

/** Fits the model on the observed rows and predicts each from folds without it. */
export function withRewardModel(
	data: SlateRows,
	options: { seed: string; link?: Link; penalty?: number },
): SlateModel {
	const space = featureSpace(data)
	const design = designOf(data, space)
	const clusters = foldClusters(data)
	const model = fitRewardModel(design, clusters, options)
	const { qLogged, qPolicy } = predictions(data, space, model)
	const { link, folds, penalty } = model
	return {
		rows: { ...data.rows, qLogged, qPolicy },
		...{ link, folds, penalty, foldedBy: clusters.name, columns: space.columns },
	}
}

/** Five whole folds need five of them. */
function foldClusters({ people, scenes, slates }: SlateRows): Clusters {
	const enough = [people, scenes].find(({ count }) => count >= 5)
	return enough ?? slates
}

interface Space {
	d: number
	columns: string[]
	names: string[]
	places: number
	/** Standardised features of each candidate of a slate, n × names.length, in order. */
	vectors(features: LoggedSlate['features']): Float64Array
}

/** Standardised by the rows' own mean and spread; what never varies says nothing and is left out. */
function featureSpace({ cells }: SlateRows): Space {
	const sums = new Map<string, { sum: number; squares: number; seen: number }>()
	for (const { slate, cell } of cells) {
		for (const [name, value] of Object.entries(slate.features[cell.action] ?? {})) {
			const entry = sums.get(name) ?? { sum: 0, squares: 0, seen: 0 }
			entry.sum += value
			entry.squares += value * value
			entry.seen += value === 0 ? 0 : 1
			sums.set(name, entry)
		}
	}
	const n = Math.max(1, cells.length)
	const kept = [...sums]
		.map(([name, { sum, squares, seen }]) => {
			const mean = sum / n
			return { name, mean, seen, deviation: Math.sqrt(Math.max(0, squares / n - mean * mean)) }
		})
		.filter(({ deviation, mean }) => deviation > 1e-9 * (1 + Math.abs(mean)))
		.sort((a, b) => Math.min(b.seen, n - b.seen) - Math.min(a.seen, n - a.seen))
		.slice(0, MAX_FEATURES)
	const places = cells.reduce((most, { cell }) => Math.max(most, cell.position + 1), 1)
	const names = kept.map(({ name }) => name)
	const known = new Map<LoggedSlate['features'], Float64Array>()
	const vectors = (features: LoggedSlate['features']) => {
		const found = known.get(features)
		if (found) return found
		const made = Float64Array.from(
			features.flatMap((each) =>
				kept.map(({ name, mean, deviation }) => ((each[name] ?? 0) - mean) / deviation),
			),
		)
		known.set(features, made)
		return made
	}
	const later = Array.from({ length: places - 1 }, (_, k) => `place ${k + 2}`)
	const columns = ['intercept', ...names, ...later]
	return { d: columns.length, columns, names, places, vectors }
}

function designOf({ cells, rows }: SlateRows, space: Space): Design {
	const { d, names, vectors } = space
	const x = new Float64Array(cells.length * d)
	for (const [row, { slate, cell }] of cells.entries()) {
		const from = cell.action * names.length
		x[row * d] = 1
		x.set(vectors(slate.features).subarray(from, from + names.length), row * d + 1)
		if (cell.position > 0) x[row * d + names.length + cell.position] = 1
	}
	return { d, x, reward: rows.reward }
}

function predictions({ cells }: SlateRows, space: Space, model: RewardModel) {
	const scores = candidateScores(space, model)
	const qLogged = new Float64Array(cells.length)
	const qPolicy = new Float64Array(cells.length)
	for (const [row, { slate, cell, chances }] of cells.entries()) {
		const fold = model.foldOf[row] ?? 0
		const byCandidate = scores(slate.features, fold)
		const place = placeScore(space, model, { fold, position: cell.position })
		const q = (action: number) => predict(model.link, (byCandidate[action] ?? 0) + place)
		qLogged[row] = q(cell.action)
		const wanted = chances.position[cell.position] ?? []
		let sum = 0
		for (let a = 0; a < wanted.length; a++) sum += (wanted[a] ?? 0) * q(a)
		qPolicy[row] = sum
	}
	return { qLogged, qPolicy }
}

/** Scores of a slate's candidates without their place, worked out once per slate and fold. */
function candidateScores({ names, vectors }: Space, { coefficients }: RewardModel) {
	const known = new Map<LoggedSlate['features'], (Float64Array | undefined)[]>()
	return (features: LoggedSlate['features'], fold: number): Float64Array => {
		const byFold = known.get(features) ?? []
		known.set(features, byFold)
		const found = byFold[fold]
		if (found) return found
		const vector = vectors(features)
		const beta = coefficients[fold] ?? new Float64Array(names.length + 1)
		const made = Float64Array.from(features, (_, a) => {
			let score = beta[0] ?? 0
			for (let j = 0; j < names.length; j++) {
				score += (vector[a * names.length + j] ?? 0) * (beta[j + 1] ?? 0)
			}
			return score
		})
		byFold[fold] = made
		return made
	}
}

function placeScore(
	{ names }: Space,
	{ coefficients }: RewardModel,
	{ fold, position }: { fold: number; position: number },
): number {
	return position === 0 ? 0 : (coefficients[fold]?.[names.length + position] ?? 0)
}
