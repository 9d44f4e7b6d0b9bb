import { expect, it } from 'vitest'
import { createRoundBook } from '#core/signals/rounds.ts'
import { makeLog, pidOf } from '#tests/golden/signals/make-log.ts'
import type { Permissions } from './consents.ts'
import { researchFigures, toldRound } from './figures.ts'

const allBut = (...refusing: string[]): Permissions => ({
	answered: new Set(),
	allows: (_purpose, pids) =>
		[...pids].every((pid) => !refusing.some((name) => pidOf(name) === pid)),
})

it('[S29] a verdict is told only with the leave of everybody in its round, not of whoever gave it alone', () => {
	const log = makeLog()
	log.slate('q', { by: 'ines' })
	const decided = log.decide('qa', 'accept', { by: 'noor', byRequester: false })
	const book = createRoundBook()
	for (const event of log.events) book.add(event)

	expect(toldRound({ book }, decided, allBut())?.suggestionId).toBe('qa')
	expect(toldRound({ book }, decided, allBut('noor'))).toBeNull()
	expect(toldRound({ book }, decided, allBut('ines'))).toBeNull()
	expect(toldRound({ book }, decided, allBut('tom'))?.suggestionId).toBe('qa')
	expect(toldRound({ book }, { ...decided, suggestionId: 'unknown' }, allBut())).toBeNull()
})

it('[S29] what a colleague proposed is told only with their leave too', () => {
	const log = makeLog()
	const id = 'suggestion:p'
	log.add({
		...{ type: 'suggestion.proposed', by: 'tom', suggestionId: id },
		payload: {
			...{ category: 'camera', targetId: 'shape:p1', editType: 'set_shot' },
			...{ changeCid: pidOf('change'), rationaleCid: pidOf('why'), contextCid: pidOf('scene') },
			...{ contextVersion: '1', answers: null },
		},
	})
	const decided = log.decide(id, 'accept', { by: 'noor' })
	const book = createRoundBook()
	for (const event of log.events) book.add(event)
	expect(toldRound({ book }, decided, allBut())?.suggestionId).toBe(id)
	expect(toldRound({ book }, decided, allBut('tom'))).toBeNull()
})

it('[S84] two people disagree where a verdict stands and whoever differed lets it be counted', () => {
	const log = makeLog()
	const contest = (id: string, otherEventId: string, by: string) =>
		log.add({
			...{ type: 'suggestion.contested', by, suggestionId: id },
			payload: { otherEventId, verdict: 'reject', reasonCodes: [], critiqueCid: null },
		})
	log.slate('q', { shown: 3 })
	contest('qa', log.decide('qa', 'accept').eventId, 'noor')
	contest('qb', log.decide('qb', 'accept').eventId, 'tom')
	contest('qc', log.decide('qc', 'accept').eventId, 'noor')
	log.decide('qc', 'retract')
	log.decide('qc', 'reject')
	const book = createRoundBook()
	for (const event of log.events) book.add(event)
	const tally = { book, seq: log.events.length, actors: new Set<string>() }

	expect(researchFigures(tally, allBut()).totals).toMatchObject({ decided: 3, contested: 2 })
	expect(researchFigures(tally, allBut('tom')).totals).toMatchObject({ decided: 3, contested: 1 })
})
