/**
 * Draws the slate that is offered, by a named policy and a logged seed, with exact propensities. A
 * share `epsilon` of slates is drawn uniformly, the rest by Plackett–Luce from the policy's log
 * weights, which may also stay silent. The same candidates, policy and seed give the same slate and
 * the same numbers: rule SG30 in docs/spec/suggestions.md.
 */
import { seededRandom } from '../random.ts'
import { cascadeOf, drawOrder, logSumOf, positionMarginals } from './plackett-luce.ts'

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
	/** Log weight in the weighted draw, any finite number. */
	logWeight(score: number): number
	/** Log weight of showing nothing, beside the candidates', in the weighted draw; null = never. */
	silence: number | null
}

/** Every ordered slate of min(3, n) cards is equally likely. */
export const UNIFORM_1: Policy = {
	id: 'uniform@1',
	epsilon: 1,
	temperature: null,
	score: () => 0,
	logWeight: () => 0,
	silence: null,
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
	const mixture = mixtureOf(weights, policy, slots)
	const slate = drawFrom(mixture, seed)
	const prefixes = prefixChances(mixture, slate)
	const marginals = marginalsOf(mixture)
	const entries = weights.map((logWeight, index): DrawEntry => {
		const own = marginals.map((row) => row[index] ?? 0)
		const at = slate.indexOf(index)
		return {
			score: scores[index] ?? 0,
			logWeight,
			pIncluded: Math.min(
				1,
				own.reduce((sum, p) => sum + p, 0),
			),
			...(at < 0 ? NOT_SHOWN : shownAt(at, own[at] ?? 0, prefixes)),
		}
	})
	const pNone = silenceOf(mixture)
	return {
		policyId: policy.id,
		rngSeed: seed,
		epsilon: policy.epsilon,
		temperature: policy.temperature,
		slate,
		pSlate: slate.length === 0 ? pNone : (prefixes.at(-1) ?? 0),
		entries,
		none: { score: 0, logWeight: policy.silence ?? 0, ...NOT_SHOWN, pIncluded: pNone },
	}
}

/** The slate alone, without its chances: for simulations, which draw many and log none. */
export function drawSlate(
	features: readonly Readonly<Record<string, number>>[],
	seed: string,
	policy: Policy = UNIFORM_1,
	slots = SLATE_SLOTS,
): number[] {
	const weights = features.map((each) => policy.logWeight(policy.score(each)))
	return drawFrom(mixtureOf(weights, policy, slots), seed)
}

const NOT_SHOWN = { position: null, pPosition: null, pCascade: null } as const

function shownAt(position: number, pPosition: number, prefixes: readonly number[]) {
	const before = position === 0 ? 1 : (prefixes[position - 1] ?? 0)
	return { position, pPosition, pCascade: (prefixes[position] ?? 0) / before }
}

/** The two parts a slate may come from. */
interface Mixture {
	/** Share of the uniform part. */
	epsilon: number
	weights: readonly number[]
	/** P(nothing) within the weighted part. */
	silent: number
	places: number
}

function mixtureOf(weights: readonly number[], policy: Policy, slots: number): Mixture {
	const { epsilon, silence } = policy
	const all = weights.map((_, i) => i)
	const silent = silence === null ? 0 : 1 / (1 + Math.exp(logSumOf(weights, all) - silence))
	return { epsilon, weights, silent, places: Math.min(slots, weights.length) }
}

function silenceOf({ epsilon, weights, silent }: Mixture): number {
	return weights.length === 0 ? 1 : (1 - epsilon) * silent
}

function drawFrom({ epsilon, weights, silent, places }: Mixture, seed: string): number[] {
	const random = seededRandom(seed)
	const isUniform = random() < epsilon
	if (isUniform)
		return drawOrder(
			weights.map(() => 0),
			places,
			random,
		)
	if (silent > 0 && random() < silent) return []
	return drawOrder(weights, places, random)
}

/** P(the slate's first k + 1 cards, in order) for every k. */
function prefixChances(mixture: Mixture, slate: readonly number[]): number[] {
	const { epsilon, weights, silent } = mixture
	const cascade = cascadeOf(weights, slate)
	let uniform = epsilon
	let weighted = (1 - epsilon) * (1 - silent)
	return slate.map((_, place) => {
		uniform /= weights.length - place
		weighted *= cascade[place] ?? 0
		return uniform + weighted
	})
}

/** P(candidate i at place k) as `[k][i]`. */
function marginalsOf({ epsilon, weights, silent, places }: Mixture): number[][] {
	const flat = epsilon / Math.max(1, weights.length)
	const share = (1 - epsilon) * (1 - silent)
	if (share === 0) return Array.from({ length: places }, () => weights.map(() => flat))
	return positionMarginals(weights, places).map((row) => row.map((p) => flat + share * p))
}
