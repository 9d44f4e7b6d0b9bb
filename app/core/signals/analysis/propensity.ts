/**
 * Whether logged chances can be the true ones: importance weights of two yardstick policies on the card
 * in first place, by logging policy. Their mean is 1 when the chances are right, whatever anybody
 * answered. Guards signals.md S86: the error is the one the chances themselves imply, because a few
 * heavy weights that have not come up yet are missing from any observed spread.
 */
import type { Counting } from '../acceptance.ts'
import type { LoggedRound } from '../rounds.ts'
import { policyLabel } from './grouping.ts'

export const YARDSTICKS = ['uniform', 'first'] as const
export type Yardstick = (typeof YARDSTICKS)[number]

export interface WeightCheck {
	/** Null = every version of the learning ranker together. */
	policyId: string | null
	label: string
	/** uniform: each candidate as likely; first: the first one considered, always. */
	yardstick: Yardstick
	slates: number
	mean: number
	/** Of the mean, as the logged chances imply it. */
	standardError: number
	largest: number
	/** 'exact': every weight is 1 by definition; 'off': 1 lies more than 4 standard errors away. */
	verdict: 'right' | 'exact' | 'off' | 'few'
}

export const MIN_SLATES = 30
/** Above this error, four of them reach beyond 0 and 2: nothing could be found. */
export const MAX_STANDARD_ERROR = 0.2
export const MAX_ERRORS = 4
const RANKED = /^plackett-luce@/

interface Moments {
	slates: number
	sum: number
	variance: number
	largest: number
}

export function countWeights(): Counting<WeightCheck[]> {
	const byPolicy = new Map<string | null, Record<Yardstick, Moments>>()
	const momentsOf = (policyId: string | null) => {
		const moments = byPolicy.get(policyId) ?? { uniform: noMoments(), first: noMoments() }
		byPolicy.set(policyId, moments)
		return moments
	}
	return {
		add(round) {
			const weights = firstWeights(round)
			if (!weights) return
			const pools = RANKED.test(round.policyId) ? [round.policyId, null] : [round.policyId]
			for (const pool of pools) {
				const moments = momentsOf(pool)
				for (const yardstick of YARDSTICKS) take(moments[yardstick], weights[yardstick])
			}
		},
		result: () =>
			[...byPolicy]
				.sort(([a], [b]) => Number(b === null) - Number(a === null))
				.flatMap(([policyId, moments]) =>
					YARDSTICKS.map((yardstick) => checkOf(policyId, yardstick, moments[yardstick])),
				),
	}
}

interface Weight {
	weight: number
	/** By the logged chances. */
	variance: number
}

/** Weights of the card in first place; null for any other, and where nothing was drawn by chance. */
function firstWeights(round: LoggedRound): Record<Yardstick, Weight> | null {
	const { firstPlace, position, pscore, pNone, action } = round
	if (!firstPlace || position !== 0 || pscore === null || pscore === 0) return null
	const { n, pFirst, inverseSum } = firstPlace
	const chance = pscore / (1 - pNone)
	return {
		uniform: { weight: 1 / n / chance, variance: Math.max(0, inverseSum / n ** 2 - 1) },
		first: { weight: action === 0 ? 1 / chance : 0, variance: Math.max(0, 1 / pFirst - 1) },
	}
}

function noMoments(): Moments {
	return { slates: 0, sum: 0, variance: 0, largest: 0 }
}

function take(moments: Moments, { weight, variance }: Weight): void {
	moments.slates++
	moments.sum += weight
	moments.variance += variance
	moments.largest = Math.max(moments.largest, weight)
}

function checkOf(policyId: string | null, yardstick: Yardstick, moments: Moments): WeightCheck {
	const { slates, sum, variance, largest } = moments
	const mean = sum / slates
	const standardError = Math.sqrt(variance) / slates
	const label = policyId === null ? 'Ranker, all versions' : policyLabel(policyId)
	const verdict = verdictOf(mean, standardError, slates)
	return { policyId, label, yardstick, slates, mean, largest, standardError, verdict }
}

/** Rounding of sums of ones. */
const EXACT = 1e-9

function verdictOf(mean: number, error: number, slates: number): WeightCheck['verdict'] {
	if (slates < MIN_SLATES || error > MAX_STANDARD_ERROR) return 'few'
	if (error < EXACT) return Math.abs(mean - 1) < EXACT ? 'exact' : 'off'
	return Math.abs(mean - 1) > MAX_ERRORS * error ? 'off' : 'right'
}
