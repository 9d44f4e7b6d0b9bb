/**
 * Draws the slate that is offered, by a named policy and a logged seed, with exact propensities.
 * Sampling is sequential without replacement from exp(logWeight) (Plackett 1975, Luce 1959); uniform
 * weights give the uniform random ordered slate of `uniform@1`. The same candidates, policy and seed
 * give the same slate and the same numbers: rule SG30 in docs/spec/suggestions.md.
 */
import { seededRandom } from '../random.ts'

/** Cards on a slate at most. */
export const SLATE_SLOTS = 3

export interface Policy {
	/** Name and version, logged with every slate. */
	id: string
	/** Share of slates drawn uniformly. */
	epsilon: number
	/** Null when weights do not depend on scores. */
	temperature: number | null
	/** The policy's opinion of a candidate, logged; no meaning beyond this policy. */
	score(features: Readonly<Record<string, number>>): number
	/** Log weight in the draw, any finite number. */
	logWeight(score: number): number
	/** P(showing nothing although there are candidates). */
	pNone: number
}

/** Every ordered slate of min(3, n) cards is equally likely. */
export const UNIFORM_1: Policy = {
	id: 'uniform@1',
	epsilon: 1,
	temperature: null,
	score: () => 0,
	logWeight: () => 0,
	pNone: 0,
}

export interface DrawEntry {
	score: number
	logWeight: number
	/** 0-based place when shown, else null. */
	position: number | null
	/** P(this candidate at its own position); null when not shown. */
	pPosition: number | null
	/** P(this candidate at its position given those before it); null when not shown. */
	pCascade: number | null
	/** P(this candidate anywhere on the slate). */
	pIncluded: number
}
export interface Draw {
	policyId: string
	rngSeed: string
	epsilon: number
	temperature: number | null
	/** Indices of the shown candidates, in order. */
	slate: number[]
	/** P(this ordered slate); P(nothing) when it is empty. */
	pSlate: number
	/** One per candidate, in the order given. */
	entries: DrawEntry[]
	/** "Show nothing", logged beside the candidates. */
	none: DrawEntry
}

/** Draws a slate from candidates' features. */
export function chooseSlate(
	features: readonly Readonly<Record<string, number>>[],
	seed: string,
	policy: Policy = UNIFORM_1,
	slots = SLATE_SLOTS,
): Draw {
	const scores = features.map((each) => policy.score(each))
	const weights = scores.map((score) => policy.logWeight(score))
	const random = seededRandom(seed)
	const silent = random() < policy.pNone || weights.length === 0
	const pNone = weights.length === 0 ? 1 : policy.pNone
	const slate = silent ? [] : drawOrder(weights, Math.min(slots, weights.length), random)
	const marginals = positionMarginals(weights, Math.min(slots, weights.length))
	const cascade = cascadeOf(weights, slate)
	const entries = weights.map((logWeight, index): DrawEntry => {
		const at = slate.indexOf(index)
		const own = marginals.map((row) => (row[index] ?? 0) * (1 - pNone))
		const pIncluded = Math.min(
			1,
			own.reduce((sum, p) => sum + p, 0),
		)
		const shown =
			at < 0
				? { position: null, pPosition: null, pCascade: null }
				: { position: at, pPosition: own[at] ?? 0, pCascade: cascade[at] ?? 0 }
		return { score: scores[index] ?? 0, logWeight, pIncluded, ...shown }
	})
	const pSlate = silent ? pNone : cascade.reduce((product, p) => product * p, 1 - pNone)
	const none: DrawEntry = {
		score: 0,
		logWeight: 0,
		position: null,
		pPosition: null,
		pCascade: null,
		pIncluded: pNone,
	}
	const { id: policyId, epsilon, temperature } = policy
	return { policyId, rngSeed: seed, epsilon, temperature, slate, pSlate, entries, none }
}

function drawOrder(weights: readonly number[], count: number, random: () => number): number[] {
	const chosen: number[] = []
	while (chosen.length < count) {
		const left = weights.map((_, i) => i).filter((i) => !chosen.includes(i))
		const next = pickOne(weights, left, random())
		if (next === undefined) break
		chosen.push(next)
	}
	return chosen
}

function pickOne(
	weights: readonly number[],
	left: readonly number[],
	at: number,
): number | undefined {
	let rest = at
	for (const index of left) {
		rest -= shareOf(weights, index, left)
		if (rest < 0) return index
	}
	// The last one takes what rounding leaves over.
	return left.at(-1)
}

/** P(each card at its place | those before it). */
function cascadeOf(weights: readonly number[], slate: readonly number[]): number[] {
	return slate.map((index, place) => {
		const before = slate.slice(0, place)
		const left = weights.map((_, i) => i).filter((i) => !before.includes(i))
		return shareOf(weights, index, left)
	})
}

/**
 * P(candidate i at place k), exactly, by summing over everything that may stand before it: O(n³)
 * for three places, 8,000 terms for 20 candidates.
 */
function positionMarginals(weights: readonly number[], places: number): number[][] {
	const table = Array.from({ length: places }, () => weights.map(() => 0))
	const all = weights.map((_, i) => i)
	const walk = (left: readonly number[], place: number, chance: number) => {
		const row = table[place]
		if (!row) return
		for (const i of left) {
			const p = chance * shareOf(weights, i, left)
			row[i] = (row[i] ?? 0) + p
			if (place + 1 < places)
				walk(
					left.filter((j) => j !== i),
					place + 1,
					p,
				)
		}
	}
	walk(all, 0, 1)
	return table
}

/**
 * exp(w_i) ÷ Σ exp(w_j) over those left, from differences of log weights: subtracting from a running
 * total would give 0 ÷ 0 when one weight dominates.
 */
function shareOf(weights: readonly number[], index: number, left: readonly number[]): number {
	const own = weights[index] ?? 0
	return 1 / left.reduce((sum, j) => sum + Math.exp((weights[j] ?? 0) - own), 0)
}
