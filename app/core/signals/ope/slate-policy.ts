/**
 * Evaluation policies over slates: with which chance a policy would have put each candidate at each
 * place, and the whole slate as it was. All chances are given that something is shown. Guards
 * signals.md S66: chances are computed exactly, never sampled.
 */
import type { Policy } from '../../suggestions/choose.ts'
import { SLATE_SLOTS } from '../../suggestions/choose.ts'
import { cascadeOf, logSumOf, positionMarginals } from '../../suggestions/plackett-luce.ts'

/** What a policy is asked about: candidates without "show nothing", and those shown, by place. */
export interface OfferedSlate {
	slateId: string
	/** Pseudonym of whoever the slate was for. */
	personId: string
	features: readonly Readonly<Record<string, number>>[]
	/** Candidate at each place. */
	order: readonly number[]
}
export interface SlateChances {
	/** P(candidate a at place k) as `[k][a]`; each row sums to 1. */
	position: readonly (readonly number[])[]
	/** P(the shown candidates at places 0 … k) by k; null where only marginals are known. */
	prefix: readonly number[] | null
}
export interface SlatePolicy {
	id: string
	/** @throws OpeError when the policy says nothing about this slate. */
	chances(slate: OfferedSlate): SlateChances
}

/** A ranker's policy, which may know each person's taste: (1 − ε) Plackett–Luce on its log weights + ε uniform, given that it shows something. */
export function rankedPolicy(id: string, policyFor: (personId: string) => Policy): SlatePolicy {
	return {
		id,
		chances: ({ features, order, personId }) => {
			const policy = policyFor(personId)
			const weights = features.map((each) => policy.logWeight(policy.score(each)))
			const epsilon = epsilonGivenShown(policy.epsilon, silenceOf(policy, weights))
			return mixtureChances(weights, { epsilon, order, places: places(features.length) })
		},
	}
}

/** P(showing nothing) for these log weights. */
export function silenceOf({ epsilon, silence }: Policy, weights: readonly number[]): number {
	if (silence === null) return 0
	const all = logSumOf(
		weights,
		weights.map((_, i) => i),
	)
	return (1 - epsilon) / (1 + Math.exp(all - silence))
}

/** Share of uniform draws among the slates that show something: silence takes from the ranked part only. */
export function epsilonGivenShown(epsilon: number, pNone: number): number {
	return Math.min(1, epsilon / (1 - pNone))
}

/** Every ordered slate equally likely: the yardstick of every log. */
export const UNIFORM_SLATES: SlatePolicy = {
	id: 'uniform',
	chances: ({ features, order }) =>
		mixtureChances(
			features.map(() => 0),
			{ epsilon: 1, order, places: places(features.length) },
		),
}

function places(candidates: number): number {
	return Math.min(SLATE_SLOTS, candidates)
}

/** Chances under a mixture of Plackett–Luce (Plackett 1975, Appl. Stat. 24:193–202) and uniform order. */
export function mixtureChances(
	logWeights: readonly number[],
	options: { epsilon: number; order: readonly number[]; places: number },
): SlateChances {
	const { epsilon, order, places } = options
	const n = logWeights.length
	const isUniform = epsilon >= 1 || logWeights.every((weight) => weight === logWeights[0])
	const ranked = isUniform ? null : positionMarginals(logWeights, places)
	const position = Array.from({ length: places }, (_, k) =>
		logWeights.map((_, a) =>
			ranked ? (1 - epsilon) * (ranked[k]?.[a] ?? 0) + epsilon / n : 1 / n,
		),
	)
	const steps = isUniform ? null : cascadeOf(logWeights, order)
	let byWeight = 1
	let byChance = 1
	const prefix = order.map((_, k) => {
		byChance /= n - k
		byWeight = steps ? byWeight * (steps[k] ?? 0) : byChance
		return (1 - epsilon) * byWeight + epsilon * byChance
	})
	return { position, prefix }
}
