import { describe, expect, it } from 'vitest'
import type { DecisionMessage } from '#core/api/decision-message.ts'
import type { SuggestionRecord } from '#core/suggestions/suggestion-record.ts'
import { type DecisionDraft, DecisionStep } from './decision-step.ts'

const ID = 'suggestion:s1'
const ACCEPT: DecisionDraft = { suggestionId: ID, verdict: 'accept', surface: 'card' }

/** A desk whose outbox and board the test moves on by hand. */
function desk(draft: DecisionDraft | null = ACCEPT) {
	const queue = new Map<string, { message: DecisionMessage; isSent: boolean }>()
	let board: Partial<SuggestionRecord> = { status: 'open', decidedBy: null, meta: {} }
	let keys = 0
	const post = (each: DecisionDraft, given?: string) => {
		const idempotencyKey = given ?? `key ${++keys}`
		queue.set(idempotencyKey, { message: { ...each, idempotencyKey }, isSent: false })
		return idempotencyKey
	}
	const step = new DecisionStep(
		{
			userId: 'ana',
			post,
			// Cast: the step reads only what is given here.
			find: () => ({ title: 'Hold it', decidedByName: null, ...board }) as SuggestionRecord,
			outbox: {
				stateOf: (key) => {
					const each = queue.get(key)
					return each ? (each.isSent ? 'sent' : 'waiting') : 'gone'
				},
				remove: (key) => void queue.delete(key),
				waiting: () => [...queue.values()].map(({ message }) => message),
			},
		},
		{ suggestionId: ID, draft, key: draft ? post(draft) : null },
	)
	return {
		step,
		post,
		shows: (next: Partial<SuggestionRecord>) => {
			board = next
		},
		/** The line broke while these were on their way. */
		tries: () => {
			for (const each of queue.values()) each.isSent = true
		},
		/** The room answers everything; the last verdict stands. */
		answers: (wasApplied = true) => {
			for (const { message } of queue.values()) step.answered(message, wasApplied)
			queue.clear()
		},
		queue: () => [...queue.values()].map(({ message }) => [message.verdict, message.of ?? null]),
	}
}
const mine = (decisionKey: string): Partial<SuggestionRecord> => ({
	status: 'accepted',
	decidedBy: 'ana',
	meta: { decisionKey },
})

describe('a decision as a step', () => {
	it('[U9] carried out, is taken back by name and given again as a new decision', () => {
		const { step, shows, answers, queue } = desk()
		answers()
		shows(mine('key 1'))

		expect(step.takeBack()).toBe('done')
		expect(queue()).toEqual([['retract', 'key 1']])
		answers()
		shows({ status: 'open', decidedBy: null, meta: {} })
		expect(step.giveAgain()).toBe('done')
		expect(queue()).toEqual([['accept', null]])
		answers()
		shows(mine('key 3'))
		step.takeBack()
		expect(queue()).toEqual([['retract', 'key 3']])
	})

	it('[U11] that waits for the line leaves the queue without a trace, reasons and all', () => {
		const { step, post, queue } = desk({ ...ACCEPT, verdict: 'reject' })
		post({ ...ACCEPT, verdict: 'reasons', critique: 'Too slow.', reasonCodes: ['off_tone'] })

		expect(step.takeBack()).toBe('done')
		expect(queue()).toEqual([])
		expect(step.giveAgain()).toBe('done')
		expect(queue()).toEqual([['reject', null]])
	})

	it('[U9] that may have arrived is not sent again but taken back by name', () => {
		const { step, tries, queue } = desk()
		tries()

		expect(step.takeBack()).toBe('done')
		expect(queue()).toEqual([['retract', 'key 1']])
		expect(step.giveAgain()).toBe('done')
		expect(queue()).toEqual([['accept', null]])
	})

	it('[U9] given again while its retraction is on its way follows it', () => {
		const { step, tries, queue } = desk()
		tries()
		step.takeBack()
		tries()

		expect(step.giveAgain()).toBe('done')
		expect(queue()).toEqual([
			['retract', 'key 1'],
			['accept', null],
		])
	})

	it('[U9] [U12] another’s decision is neither taken back nor contested', () => {
		const { step, shows, answers, queue } = desk()
		answers()
		shows({ status: 'rejected', decidedBy: 'ben', decidedByName: 'Ben', meta: {} })

		expect(step.takeBack()).toEqual({ refused: 'Ben has decided “Hold it” since, and that stays.' })
		expect(step.giveAgain()).toEqual({
			refused: 'Ben has decided “Hold it” since, and that stays.',
		})
		expect(queue()).toEqual([])
	})

	it('[U12] of which the room would not hear is nothing to take back', () => {
		const { step, answers, queue } = desk()
		answers(false)

		expect(step.takeBack()).toBe('nothing')
		expect(queue()).toEqual([])
	})

	it('[U12] a later decision of one’s own, and what has changed since, stay', () => {
		const { step, shows, answers } = desk()
		answers()
		shows(mine('key of another tab'))
		expect(step.takeBack()).toEqual({
			refused: 'You have decided “Hold it” anew since, and that stays.',
		})
		shows({ status: 'stale', decidedBy: null, meta: {} })
		expect(step.giveAgain()).toMatchObject({
			refused: expect.stringContaining('has changed since'),
		})
	})
})
