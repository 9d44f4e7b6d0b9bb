/**
 * A logged slate drawn once more from its own seed, weights and policy. Guards signals.md S87: a draw
 * replays when the same cards come in the same order with the same chances.
 */
import { chooseSlate, type Policy } from '../../suggestions/choose.ts'
import type { Candidate, EventPayload } from '../event.ts'

export interface ReplayedDraw {
	/** same; different; `certain`: nothing was left to chance. */
	verdict: 'same' | 'different' | 'certain'
	/** Largest difference of any chance, and of the whole slate's. */
	largestDifference: number
	isSameOrder: boolean
}

export const REPLAY_TOLERANCE = 1e-12

export function replayDraw(payload: EventPayload<'slate.shown'>): ReplayedDraw {
	const cards = payload.candidates.filter(({ suggestionId }) => suggestionId !== null)
	const none = payload.candidates.find(({ suggestionId }) => suggestionId === null)
	if (!none || cards.some(({ generatorId }) => generatorId.startsWith('person:'))) {
		return { verdict: 'certain', largestDifference: 0, isSameOrder: true }
	}
	const policy = loggedPolicy(payload, cards, none)
	const again = chooseSlate(
		cards.map((_, index) => ({ index })),
		payload.rngSeed,
		policy,
	)
	const isSameOrder = cards.every((card, i) => card.position === again.entries[i]?.position)
	const differences = cards.flatMap((card, i) => {
		const drawn = again.entries[i]
		return [
			distance(card.pPosition, drawn?.pPosition),
			distance(card.pCascade, drawn?.pCascade),
			distance(card.pIncluded, drawn?.pIncluded),
		]
	})
	differences.push(distance(payload.pSlate, again.pSlate))
	differences.push(distance(none.pIncluded, again.none.pIncluded))
	const largestDifference = Math.max(...differences)
	const isSame = isSameOrder && largestDifference <= REPLAY_TOLERANCE
	return { verdict: isSame ? 'same' : 'different', largestDifference, isSameOrder }
}

/** The policy by what it logged of itself: its weights, its uniform share, its chance of silence. */
function loggedPolicy(
	{ policyId, epsilon, temperature }: EventPayload<'slate.shown'>,
	cards: readonly Candidate[],
	none: Candidate,
): Policy {
	return {
		id: policyId,
		epsilon,
		temperature,
		score: ({ index }) => index ?? 0,
		logWeight: (index) => cards[index]?.logWeight ?? 0,
		silence: none.pIncluded === 0 ? null : none.logWeight,
	}
}

/** Infinite where one is known and the other is not. */
function distance(a: number | null | undefined, b: number | null | undefined): number {
	const [one, other] = [a ?? null, b ?? null]
	if (one === null || other === null) return one === other ? 0 : Number.POSITIVE_INFINITY
	return Math.abs(one - other)
}
