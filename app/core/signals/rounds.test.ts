import { describe, expect, it } from 'vitest'
import { makeLog, pidOf } from '#tests/golden/signals/make-log.ts'
import {
	acceptanceBy,
	categoryGroup,
	generatorGroup,
	overallAcceptance,
	reasonsByCategory,
} from './acceptance.ts'
import type { SignalEvent } from './event.ts'
import { ACCEPTANCE_V1, REWARDS, THRESHOLD_V1 } from './reward.ts'
import { createRoundBook, outcomeOf, rewardOf } from './rounds.ts'

function bookOf(events: SignalEvent[]) {
	const book = createRoundBook()
	for (const event of events) book.add(event)
	return book
}
function roundOf(events: SignalEvent[], suggestionId: string) {
	const round = bookOf(events).get(suggestionId)
	if (!round) throw new Error(`no round ${suggestionId}`)
	return round
}

describe('rounds', () => {
	it('[S20] there is one for each suggestion shown, with its propensities and its place among all candidates', () => {
		const log = makeLog()
		log.slate('s1', { shown: 2 })

		const rounds = [...bookOf(log.events).rounds()]

		expect(rounds.map((round) => round.suggestionId)).toEqual(['s1a', 's1b'])
		expect(rounds[1]).toMatchObject({
			action: 2,
			nActions: 4,
			position: 1,
			slateSize: 2,
			pscore: 1 / 3,
			pCascade: 1 / 2,
			pSlate: 0.125,
			requesterPid: pidOf('ines'),
			features: { intercept: 1, steps: 2.5 },
		})
	})

	it('[S21] nothing viewed is missing, never a refusal', () => {
		const log = makeLog()
		log.slate('s1')

		const round = roundOf(log.events, 's1a')

		expect(outcomeOf(round)).toBe('unviewed')
		expect(rewardOf(round, ACCEPTANCE_V1)).toBeNull()
	})

	it('[S21] a look by somebody else is no look of the requester’s', () => {
		const log = makeLog()
		log.slate('s1')
		log.view('s1a', 'noor')

		expect(outcomeOf(roundOf(log.events, 's1a'))).toBe('unviewed')
	})

	it('[S21] viewed and unanswered counts as 0; the longest look is kept', () => {
		const log = makeLog()
		log.slate('s1')
		log.view('s1a', 'ines', 1200)
		log.view('s1a', 'ines', 9000)
		log.view('s1a', 'ines', 3000)

		const round = roundOf(log.events, 's1a')

		expect(round.dwellMs).toBe(9000)
		expect(outcomeOf(round)).toBe('silent')
		expect(rewardOf(round, ACCEPTANCE_V1)).toBe(0)
	})

	it('[S22] who judges a card has seen it, even when the report of the look was lost; sweeping away has not', () => {
		const log = makeLog()
		log.slate('s1', { shown: 3 })
		log.decide('s1a', 'reject')
		log.decide('s1b', 'dismiss')
		log.decide('s1c', 'accept', { surface: 'bulk' })

		expect(roundOf(log.events, 's1a').viewed).toBe('verdict')
		expect(outcomeOf(roundOf(log.events, 's1b'))).toBe('unviewed')
		expect(outcomeOf(roundOf(log.events, 's1c'))).toBe('unviewed')
	})

	it('[S23] another person’s verdict is no observation of the requester’s', () => {
		const log = makeLog()
		log.slate('s1')
		log.view('s1a')
		log.decide('s1a', 'accept', { by: 'noor', byRequester: false })

		const round = roundOf(log.events, 's1a')

		expect(outcomeOf(round)).toBe('bystander')
		expect(rewardOf(round, ACCEPTANCE_V1)).toBeNull()
		expect(overallAcceptance([round]).viewed).toBe(0)
	})

	it('[S23] what the program offered to nobody in particular belongs to whoever answers', () => {
		const log = makeLog()
		log.slate('s1', { by: null })
		log.decide('s1a', 'accept', { by: 'noor', byRequester: false })

		expect(rewardOf(roundOf(log.events, 's1a'), ACCEPTANCE_V1)).toBe(1)
	})

	it('[S24] a verdict taken back does not count; the next one does', () => {
		const log = makeLog()
		log.slate('s1')
		log.view('s1a')
		const first = log.decide('s1a', 'accept')
		log.decide('s1a', 'retract', { retracts: first.eventId })
		const between = roundOf(log.events, 's1a')
		log.decide('s1a', 'reject', { reasonCodes: ['taste'] })
		const after = roundOf(log.events, 's1a')

		expect(between.decision).toBeNull()
		expect(between.retractions).toBe(1)
		expect(rewardOf(between, ACCEPTANCE_V1)).toBe(0)
		expect(after.decision?.verdict).toBe('reject')
	})

	it('[S24] taking back something else leaves the standing verdict alone', () => {
		const log = makeLog()
		log.slate('s1')
		log.decide('s1a', 'accept')
		log.decide('s1a', 'retract', { retracts: '0190a1b2-c3d4-7e5f-8a6b-ffffffffffff' })

		expect(roundOf(log.events, 's1a').decision?.verdict).toBe('accept')
	})

	it('[S24] the first verdict stands were a second ever logged', () => {
		const log = makeLog()
		log.slate('s1')
		log.decide('s1a', 'reject')
		log.decide('s1a', 'accept')

		expect(roundOf(log.events, 's1a').decision?.verdict).toBe('reject')
	})

	it('[S27] reasons given afterwards replace the verdict’s own, when the decider gives them', () => {
		const log = makeLog()
		log.slate('s1')
		const rejected = log.decide('s1a', 'reject')
		const decisionEventId = rejected.eventId
		log.reason('s1a', decisionEventId, ['taste'])
		log.reason('s1a', decisionEventId, ['off_tone', 'bad_timing'])
		log.reason('s1a', decisionEventId, ['unsafe'], 'noor')

		expect(roundOf(log.events, 's1a').decision?.reasonCodes).toEqual(['off_tone', 'bad_timing'])
	})

	it('[S26] dissent is counted and changes nothing', () => {
		const log = makeLog()
		log.slate('s1')
		const accepted = log.decide('s1a', 'accept')
		log.add({
			type: 'suggestion.contested',
			by: 'noor',
			suggestionId: 's1a',
			slateId: 's1',
			payload: {
				otherEventId: accepted.eventId,
				verdict: 'reject',
				reasonCodes: ['off_tone'],
				critiqueCid: null,
			},
		})

		const round = roundOf(log.events, 's1a')

		expect(round.contestedBy).toHaveLength(1)
		expect(rewardOf(round, ACCEPTANCE_V1)).toBe(1)
		expect(reasonsByCategory([round])).toEqual([])
	})

	it('[S25] what was taken away before an answer is missing, unless it was answered', () => {
		const log = makeLog()
		log.slate('s1', { shown: 3 })
		for (const id of ['s1a', 's1b', 's1c']) log.view(id)
		log.decide('s1b', 'accept')
		for (const [suggestionId, why] of [
			['s1a', 'target_changed'],
			['s1b', 'target_gone'],
			['s1c', 'replaced'],
		] as const) {
			const slateId = 's1'
			log.add({ type: 'suggestion.withdrawn', by: null, suggestionId, slateId, payload: { why } })
		}

		expect(outcomeOf(roundOf(log.events, 's1a'))).toBe('missing')
		expect(outcomeOf(roundOf(log.events, 's1b'))).toBe('decided')
		expect(outcomeOf(roundOf(log.events, 's1c'))).toBe('silent')
	})

	it('reading on gives the same rounds as reading at once', () => {
		const log = makeLog()
		log.slate('s1', { shown: 2 })
		log.view('s1a')
		const book = bookOf(log.events)
		const first = log.decide('s1a', 'accept')
		book.add(first)

		expect([...book.rounds()]).toEqual([...bookOf(log.events).rounds()])
	})
})

describe('rewards', () => {
	it.each([
		['accept', 4, 0, 1, 0.75],
		['edit_accept', 4, 1, 0.75, 0.75],
		['edit_accept', 4, 4, 0.25, 0.75],
		['edit_accept', 0, 0, 0.25, 0.75],
		['reject', 4, 0, 0, -0.25],
		['dismiss', 4, 0, 0, -0.25],
		[null, 0, 0, 0, 0],
	] as const)('of %s with %i fields, %i changed', (verdict, fieldsTotal, fieldsChanged, a, t) => {
		const outcome = { verdict, fieldsTotal, fieldsChanged }

		expect(ACCEPTANCE_V1.reward(outcome)).toBe(a)
		expect(THRESHOLD_V1.reward(outcome)).toBe(t)
	})

	it('have different names or versions', () => {
		const names = REWARDS.map(({ name, version }) => `${name}@${version}`)
		expect(new Set(names).size).toBe(names.length)
	})
})

describe('acceptance', () => {
	it('[S28] divides by what was viewed, with edited ones accepted, by category and by rule', () => {
		const log = makeLog()
		log.slate('s1', { shown: 3, category: 'lighting' })
		log.slate('s2', { shown: 2, category: 'pacing', generatorId: 'rule:T1' })
		for (const id of ['s1a', 's1b', 's2a']) log.view(id)
		log.decide('s1a', 'accept')
		log.decide('s1b', 'edit_accept', { fieldsChanged: 1 })
		log.decide('s2a', 'reject', { reasonCodes: ['taste', 'bad_timing'] })
		const rounds = [...bookOf(log.events).rounds()]

		const byCategory = acceptanceBy(rounds, categoryGroup)
		const byRule = acceptanceBy(rounds, generatorGroup)

		expect(byCategory.map(({ key, viewed, rate }) => [key, viewed, rate])).toEqual([
			['lighting', 2, 1],
			['pacing', 1, 0],
		])
		expect(byCategory[0]).toMatchObject({ accepted: 1, edited: 1, label: 'Lighting' })
		expect(byRule.map(({ label }) => label)).toEqual(['K2', 'T1'])
		expect(overallAcceptance(rounds)).toMatchObject({ viewed: 3, rate: 2 / 3 })
		expect(reasonsByCategory(rounds)).toEqual([
			{ category: 'pacing', counts: { taste: 1, bad_timing: 1 }, without: 0 },
		])
	})

	it('counts rejections without a reason apart, and dismissals not at all', () => {
		const log = makeLog()
		log.slate('s1', { shown: 2 })
		log.decide('s1a', 'reject')
		log.view('s1b')
		log.decide('s1b', 'dismiss')

		const rows = reasonsByCategory(bookOf(log.events).rounds())

		expect(rows).toEqual([{ category: 'lighting', counts: {}, without: 1 }])
	})
})
