import { expect, test } from 'vitest'
import { z } from 'zod'
import { countDisagreement } from './analysis/disagreement.ts'
import { decided, fold } from './analysis/round-like.ts'
import { isSampled, opinionEventId, SECOND_OPINION_SHARE } from './second-opinion.ts'

test('[S93] a decision is drawn or not by its id, about as often as the share says', () => {
	const ids = Array.from({ length: 20_000 }, (_, i) => `decision-${i}`)
	const drawn = ids.filter((id) => isSampled(id))
	expect(drawn).toEqual(ids.filter((id) => isSampled(id)))
	const deviations =
		(drawn.length - ids.length * SECOND_OPINION_SHARE) /
		Math.sqrt(ids.length * SECOND_OPINION_SHARE * (1 - SECOND_OPINION_SHARE))
	expect(Math.abs(deviations)).toBeLessThan(4.5)
	expect(ids.some((id) => isSampled(id, 0))).toBe(false)
	expect(ids.every((id) => isSampled(id, 1))).toBe(true)
})

const opinion = (verdict: 'accept' | 'reject', otherEventId = 'e1') => ({
	...{ otherEventId, actorPid: 'noor', actorRole: 'editor' as const, verdict },
})

test('[S94] opinions given blind are counted by themselves and contest nothing', () => {
	const rounds = [
		decided({ verdict: 'accept' }, { opinions: [opinion('reject')] }),
		decided({ verdict: 'reject' }, { opinions: [opinion('reject')] }),
		// About a verdict that was taken back since: says nothing of the one that stands.
		decided({ verdict: 'reject' }, { opinions: [opinion('accept', 'gone')] }),
		decided({ verdict: 'accept' }),
	]
	const {
		blind,
		contested,
		decided: all,
	} = fold(
		countDisagreement(() => true),
		rounds,
	)
	expect(all).toBe(4)
	expect(contested).toBe(0)
	expect(blind).toMatchObject({ given: 2, differed: 1, rate: 0.5 })
	const nobody = fold(
		countDisagreement(() => false),
		rounds,
	)
	expect(nobody.blind.given).toBe(0)
})

test('[S94] an opinion has one id for one person and one decision, so that two answers at once are one row', () => {
	const decision = { eventId: 'e1', tsMs: 1_795_000_000_000 }
	const mine = opinionEventId(decision, 'noor')
	expect(opinionEventId(decision, 'noor')).toBe(mine)
	expect(opinionEventId(decision, 'kim')).not.toBe(mine)
	expect(opinionEventId({ ...decision, eventId: 'e2' }, 'noor')).not.toBe(mine)
	expect(z.uuid().safeParse(mine).success).toBe(true)
})

test('[S94] two people who answered the same question at once are one opinion, the first in the log', () => {
	const twice = [opinion('accept'), { ...opinion('reject'), actorPid: 'kim' }]
	const { blind } = fold(
		countDisagreement(() => true),
		[decided({ verdict: 'accept' }, { opinions: twice })],
	)
	expect(blind).toMatchObject({ given: 1, differed: 0 })
})
