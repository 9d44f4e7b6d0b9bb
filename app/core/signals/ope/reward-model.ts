/**
 * The reward model q̂ behind DM and DR: penalised logistic regression for rewards within 0–1, ridge
 * otherwise, on the logged features and the place. Guards signals.md S65: a row's prediction never
 * comes from a model that saw its own cluster (cross-fitting; Chernozhukov et al. 2018, Econom. J.
 * 21:C1–C68).
 */
import { seededRandom } from '../../random.ts'
import { solveSymmetric } from './linear-algebra.ts'
import type { Clusters } from './rows.ts'

export const FOLDS = 5
/** Ridge penalty on standardised columns, in rows: a prior worth this many observations. */
export const PENALTY = 1
const NEWTON_STEPS = 25

export type Link = 'logistic' | 'ridge'

/** n × d feature rows, one after another; column 0 is the intercept and is not penalised. */
export interface Design {
	d: number
	x: Float64Array
	reward: Float64Array
}
export interface RewardModel {
	link: Link
	folds: number
	penalty: number
	/** Which fold a row is in; its prediction comes from the model without that fold. */
	foldOf: Uint8Array
	/** d coefficients per fold. */
	coefficients: Float64Array[]
}

/** Logistic where rewards are chances of something (0–1), ridge for any other scale. */
export function linkFor(reward: Float64Array): Link {
	return reward.every((r) => r >= 0 && r <= 1) ? 'logistic' : 'ridge'
}

/** Fits one model per fold of `clusters`; same data and seed, same model. */
export function fitRewardModel(
	design: Design,
	clusters: Clusters,
	options: { seed: string; link?: Link; penalty?: number },
): RewardModel {
	const link = options.link ?? linkFor(design.reward)
	const penalty = options.penalty ?? PENALTY
	const folds = Math.max(1, Math.min(FOLDS, clusters.count))
	const foldOf = assignFolds(clusters, folds, options.seed)
	const fitFold = link === 'logistic' ? fitLogistic : fitRidge
	const coefficients = Array.from({ length: folds }, (_, fold) => {
		// With a single cluster there is nothing else to learn from.
		const isTraining = (row: number) => folds === 1 || foldOf[row] !== fold
		return fitFold(design, isTraining, penalty)
	})
	return { link, folds, penalty, foldOf, coefficients }
}

/** Predicted reward from a linear score. */
export function predict(link: Link, score: number): number {
	return link === 'logistic' ? 1 / (1 + Math.exp(-score)) : score
}

/** Shuffles clusters and deals them out, so that folds differ by at most one cluster. */
function assignFolds(clusters: Clusters, folds: number, seed: string): Uint8Array {
	const random = seededRandom(`folds ${seed}`)
	const order = Array.from({ length: clusters.count }, (_, i) => i)
	for (let i = order.length - 1; i > 0; i--) {
		const j = Math.floor(random() * (i + 1))
		const swapped = order[i] ?? 0
		order[i] = order[j] ?? 0
		order[j] = swapped
	}
	const fold = new Uint8Array(clusters.count)
	for (const [place, cluster] of order.entries()) fold[cluster] = place % folds
	return Uint8Array.from(clusters.ids, (id) => fold[id] ?? 0)
}

/** Minimises Σ (r − xβ)² + penalty · |β without intercept|². */
function fitRidge(design: Design, isTraining: (row: number) => boolean, penalty: number) {
	const { d, reward } = design
	const { gram, right } = normalEquations(design, (row) =>
		isTraining(row) ? { weight: 1, target: reward[row] ?? 0 } : null,
	)
	return solveSymmetric(penalised(gram, d, penalty), right)
}

/**
 * Minimises the (fractional) log loss + penalty/2 · |β without intercept|² by Newton's method (IRLS;
 * Hastie, Tibshirani and Friedman 2009, section 4.4.1), halving steps that do not improve it.
 */
function fitLogistic(design: Design, isTraining: (row: number) => boolean, penalty: number) {
	const { d, reward } = design
	let beta: Float64Array = new Float64Array(d)
	let loss = lossOf(design, isTraining, { beta, penalty })
	for (let step = 0; step < NEWTON_STEPS; step++) {
		const at = beta
		const { gram, right } = normalEquations(design, (row) => {
			if (!isTraining(row)) return null
			const score = scoreOf(design, row, at)
			const p = predict('logistic', score)
			const weight = Math.max(1e-9, p * (1 - p))
			return { weight, target: score + ((reward[row] ?? 0) - p) / weight }
		})
		const full = solveSymmetric(penalised(gram, d, penalty), right)
		const next = halving(at, full, (beta) => lossOf(design, isTraining, { beta, penalty }))
		if (!next || loss - next.loss < 1e-10 * (1 + Math.abs(loss))) return next?.beta ?? at
		beta = next.beta
		loss = next.loss
		if (!Number.isFinite(loss)) return at
	}
	return beta
}

/** The first of the full, half, quarter … step that is no worse; null when none is. */
function halving(from: Float64Array, to: Float64Array, lossAt: (beta: Float64Array) => number) {
	const before = lossAt(from)
	for (let share = 1; share > 1e-4; share /= 2) {
		const beta = from.map((value, i) => value + share * ((to[i] ?? 0) - value))
		const loss = lossAt(beta)
		if (loss <= before) return { beta, loss }
	}
	return null
}

function lossOf(
	design: Design,
	isTraining: (row: number) => boolean,
	{ beta, penalty }: { beta: Float64Array; penalty: number },
): number {
	let loss = 0
	for (let row = 0; row < design.reward.length; row++) {
		if (!isTraining(row)) continue
		const score = scoreOf(design, row, beta)
		// ln(1 + e^s) − r s, without overflow.
		loss += Math.max(score, 0) + Math.log1p(Math.exp(-Math.abs(score)))
		loss -= (design.reward[row] ?? 0) * score
	}
	for (let j = 1; j < beta.length; j++) loss += (penalty / 2) * (beta[j] ?? 0) ** 2
	return loss
}

/** x_row · β. */
export function scoreOf({ d, x }: Design, row: number, beta: Float64Array): number {
	let score = 0
	for (let j = 0; j < d; j++) score += (x[row * d + j] ?? 0) * (beta[j] ?? 0)
	return score
}

function normalEquations(
	{ d, x, reward }: Design,
	rowOf: (row: number) => { weight: number; target: number } | null,
) {
	const gram = new Float64Array(d * d)
	const right = new Float64Array(d)
	for (let row = 0; row < reward.length; row++) {
		const weighted = rowOf(row)
		if (!weighted) continue
		const { weight, target } = weighted
		const from = row * d
		for (let i = 0; i < d; i++) {
			const xi = (x[from + i] ?? 0) * weight
			if (xi === 0) continue
			right[i] = (right[i] ?? 0) + xi * target
			for (let j = 0; j <= i; j++)
				gram[i * d + j] = (gram[i * d + j] ?? 0) + xi * (x[from + j] ?? 0)
		}
	}
	return { gram, right }
}

/** The intercept gets a trace of penalty, so that an empty fold still has a solution. */
function penalised(gram: Float64Array, d: number, penalty: number): Float64Array {
	const matrix = Float64Array.from(gram)
	for (let i = 0; i < d; i++) {
		matrix[i * d + i] = (matrix[i * d + i] ?? 0) + (i === 0 ? 1e-9 : penalty)
	}
	return matrix
}
