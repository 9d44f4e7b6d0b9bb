import { describe, expect, it } from 'vitest'
import { makeLog } from '#tests/golden/signals/make-log.ts'
import { type BoardState, faultOf, foldStates, type LoggedState } from './invariants.ts'

const board = (given: Partial<BoardState>): BoardState => ({
	...{ suggestionId: 's', status: 'open', decisionEventId: null, hasEffect: false },
	...given,
})

describe('what must hold between a log and its boards', () => {
	it('[S90] folds a suggestion’s rows into its status and the decision that stands', () => {
		const log = makeLog()
		log.slate('one', { shown: 2 })
		const taken = log.decide('onea', 'accept').eventId
		const states = () => {
			const found = new Map<string, LoggedState>()
			for (const event of log.events) foldStates(found, event)
			return found
		}
		expect(states().get('onea')).toEqual({ status: 'accepted', decisionEventId: taken })
		expect(states().get('oneb')).toEqual({ status: 'open', decisionEventId: null })
		log.decide('onea', 'retract')
		expect(states().get('onea')).toEqual({ status: 'open', decisionEventId: null })
	})

	it('[S90] tells each way in which a board can differ', () => {
		const open: LoggedState = { status: 'open', decisionEventId: null }
		const taken: LoggedState = { status: 'accepted', decisionEventId: 'e1' }
		const whole = { status: 'accepted', decisionEventId: 'e1', hasEffect: true } as const
		expect(faultOf(board({}), open)).toBeNull()
		expect(faultOf(board(whole), taken)).toBeNull()
		expect(faultOf(board({}), undefined)).toBe('unlogged')
		expect(faultOf(board(whole), open)).toBe('status')
		expect(faultOf(board({ ...whole, decisionEventId: 'e2' }), taken)).toBe('decision')
		expect(faultOf(board({ ...whole, hasEffect: false }), taken)).toBe('effect')
	})
})
