/**
 * What a simulated director makes of one card: looked or not, for how long, taken, changed, refused
 * with reasons and words, swept away, or left. The numbers are plausible, not measured; they are here
 * so that every page can be tried, and the true chances are known.
 */
import type { Random } from '#core/random.ts'
import type { Verdict } from '#core/signals/event.ts'
import { sigmoid } from '#core/suggestions/rank/bayes-logit.ts'
import { normal } from '#core/suggestions/rank/simulated-crew.ts'
import { type Category, REASONS, type ReasonCode } from '#core/suggestions/suggestion-record.ts'

export interface SimulatedAnswer {
	viewed: boolean
	dwellMs: number
	/** Null = no ghost was asked for. */
	previewMs: number | null
	verdict: Extract<Verdict, 'accept' | 'edit_accept' | 'reject' | 'dismiss'> | null
	latencyMs: number
	reasonCodes: ReasonCode[]
	critique: string | null
	strength: number | null
	/** Taken back later. */
	retracted: boolean
	/** Somebody else saw it differently. */
	contested: boolean
}

/** P(examined) by place, and the logit of taking an average card. */
const EXAMINED = [1, 0.75, 0.55]
const BASE_LOGIT = -0.9
const SHARE = {
	edited: 0.25,
	previewed: 0.4,
	rejected: 0.55,
	dismissed: 0.2,
	withWords: 0.3,
	withStrength: 0.25,
	retracted: 0.02,
	contested: 0.04,
}
/** Reasons that fit a category; the others are as likely anywhere. */
const LIKELY: Partial<Record<Category, readonly ReasonCode[]>> = {
	lighting: ['off_tone', 'intentional', 'budget_time'],
	composition: ['intentional', 'taste', 'wrong_fact'],
	vfx: ['budget_time', 'not_feasible'],
	camera: ['not_feasible', 'intentional', 'taste'],
	coverage: ['already_have', 'wrong_coverage', 'budget_time'],
	continuity: ['intentional', 'wrong_fact', 'blocking_geography'],
	pacing: ['off_tone', 'taste'],
	dialogue: ['dialogue_voice', 'off_tone'],
	new_frame: ['already_have', 'blocking_geography', 'bad_timing'],
}
const WORDS: readonly string[] = [
	'She has to stay small in the frame until she speaks.',
	'We never see the lamp, so the light cannot come from there.',
	'Too pretty. This room should feel like a corridor.',
	'I have this in the wide already.',
	'We have two hours for this set-up and no dolly.',
	'He would never say that, he would shrug.',
	'The cut on the look is the whole point.',
	'Not before the reveal.',
	'It reads as a memory and this is now.',
	'Wrong side: the door is behind her.',
]

/** Draws what happens to a card at a place whose director leans `logit` towards it. */
export function drawAnswer(
	random: Random,
	card: { place: number; logit: number; category: Category },
): SimulatedAnswer {
	const isViewed = random() < (EXAMINED[card.place] ?? 0)
	const accepts = random() < sigmoid(BASE_LOGIT + card.logit)
	const verdict = isViewed ? drawVerdict(random, accepts) : null
	const isRefusal = verdict === 'reject'
	return {
		viewed: isViewed,
		dwellMs: Math.round(logNormal(random, 4000, 0.8)),
		previewMs:
			isViewed && random() < SHARE.previewed ? Math.round(logNormal(random, 1800, 0.6)) : null,
		verdict,
		latencyMs: Math.round(logNormal(random, 12_000, 1)),
		reasonCodes: isRefusal ? drawReasons(random, card.category) : [],
		critique: isRefusal && random() < SHARE.withWords ? pick(random, WORDS) : null,
		strength: isRefusal && random() < SHARE.withStrength ? -1 - Math.floor(random() * 3) : null,
		retracted: verdict !== null && random() < SHARE.retracted,
		contested: verdict !== null && random() < SHARE.contested,
	}
}

function drawVerdict(random: Random, accepts: boolean): SimulatedAnswer['verdict'] {
	const roll = random()
	if (accepts) return roll < SHARE.edited ? 'edit_accept' : 'accept'
	if (roll < SHARE.rejected) return 'reject'
	return roll < SHARE.rejected + SHARE.dismissed ? 'dismiss' : null
}

function drawReasons(random: Random, category: Category): ReasonCode[] {
	const likely = LIKELY[category] ?? []
	const first = random() < 0.7 ? pick(random, likely) : null
	const second = random() < 0.2 ? pick(random, REASONS)?.[0] : null
	return [...new Set([first ?? pick(random, REASONS)?.[0], second])].filter(
		(code): code is ReasonCode => code != null,
	)
}

function pick<T>(random: Random, list: readonly T[]): T | null {
	return list[Math.floor(random() * list.length)] ?? null
}

/** Median and spread (standard deviation of the logarithm). */
function logNormal(random: Random, median: number, spread: number): number {
	return median * Math.exp(spread * normal(random))
}
