/**
 * A slate's chances for its first place, from its logged weights: what the mean of importance weights
 * there must be, and how far it may stray. Only the first place, because it costs one pass.
 */
import { logSumOf } from '../../suggestions/plackett-luce.ts'
import type { Candidate } from '../event.ts'
import { epsilonGivenShown } from '../ope/slate-policy.ts'

export interface FirstPlace {
	/** Candidates, without "show nothing". */
	n: number
	/** P(the first one considered comes first | something is shown). */
	pFirst: number
	/** Σ 1 ÷ P(a comes first | something is shown) over all candidates. */
	inverseSum: number
}

export function firstPlaceOf(candidates: readonly Candidate[], epsilon: number): FirstPlace | null {
	const cards = candidates.filter(({ suggestionId }) => suggestionId !== null)
	const n = cards.length
	if (n === 0 || cards.some(({ generatorId }) => generatorId.startsWith('person:'))) return null
	const pNone = candidates.find(({ suggestionId }) => suggestionId === null)?.pIncluded ?? 0
	const share = epsilonGivenShown(epsilon, pNone)
	const weights = cards.map(({ logWeight }) => logWeight)
	const all = logSumOf(
		weights,
		weights.map((_, i) => i),
	)
	const chances = weights.map((weight) => share / n + (1 - share) * Math.exp(weight - all))
	const inverseSum = chances.reduce((sum, chance) => sum + 1 / chance, 0)
	return { n, pFirst: chances[0] ?? 0, inverseSum }
}
