/**
 * Rewards are defined here, by name and version, and computed at analysis time: the log holds what
 * happened, never what it is worth. A definition is never changed, only superseded by a new version.
 */
import type { Verdict } from './event.ts'

/**
 * What became of one offered suggestion, as far as its requester is concerned. `verdict` null =
 * they looked and said nothing (or let it lapse).
 */
export interface Outcome {
	verdict: Extract<Verdict, 'accept' | 'edit_accept' | 'reject' | 'dismiss'> | null
	fieldsTotal: number
	fieldsChanged: number
}
export interface RewardDefinition {
	name: string
	version: number
	/** One sentence for data cards. */
	meaning: string
	reward(outcome: Outcome): number
}

/** An edit that changed everything still started from the suggestion. */
const EDIT_FLOOR = 0.25

/** 1 accepted; edited: the share of fields kept, at least .25; rejected, dismissed or passed over: 0. */
export const ACCEPTANCE_V1: RewardDefinition = {
	name: 'acceptance',
	version: 1,
	meaning:
		'1 for accept; for accept after an edit 1 − changed ÷ proposed fields, at least 0.25; 0 for reject, dismiss and a viewed suggestion nobody answered.',
	reward({ verdict, fieldsTotal, fieldsChanged }) {
		if (verdict === 'accept') return 1
		if (verdict !== 'edit_accept') return 0
		const kept = fieldsTotal > 0 ? 1 - fieldsChanged / fieldsTotal : EDIT_FLOOR
		return Math.min(1, Math.max(EDIT_FLOOR, kept))
	},
}

/** Worth showing only when P(accept) ≥ .25: +.75 accepted in any form, −.25 refused, 0 for silence. */
export const THRESHOLD_V1: RewardDefinition = {
	name: 'threshold-0.25',
	version: 1,
	meaning:
		'+0.75 for accept, edited or not; −0.25 for reject and dismiss; 0 for a viewed suggestion nobody answered. Positive on average only when at least a quarter is accepted.',
	reward({ verdict }) {
		if (verdict === null) return 0
		return verdict === 'accept' || verdict === 'edit_accept' ? 0.75 : -0.25
	},
}

export const REWARDS: readonly RewardDefinition[] = [ACCEPTANCE_V1, THRESHOLD_V1]
