/** At wrap: the day's dailies, what was learnt of a person, and how much is drawn by chance. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSuggestionService } from '#server/suggestions/suggestions.ts'
import {
	ana,
	noor,
	person,
	type SuggestionWorld,
	startSuggestionWorld,
} from '#tests/support/suggestion-world.ts'

let world: SuggestionWorld

beforeEach(async () => {
	world = await startSuggestionWorld()
})
afterEach(async () => {
	await world.stop()
})

const round = { sceneId: 's1', category: 'pacing', targetId: null, trigger: 'asked' } as const
const wes = person('wes', 'writer')
const ever = { fromMs: 0, toMs: Number.MAX_SAFE_INTEGER }

function key(digit: number): string {
	return `00000000-0000-4000-8000-00000000000${digit}`
}
async function decide(
	who: typeof ana,
	suggestionId: string,
	verdict: 'accept' | 'reject',
	at: number,
) {
	const request = { sceneId: 's1', suggestionId, verdict, idempotencyKey: key(at) } as const
	await world.suggestions.decide(who, { ...request, surface: 'card' })
}

describe('at wrap', () => {
	it('[SG90] the day is told by scene, by person and by what was learnt, and where a reason is missing', async () => {
		const { suggestionIds } = await world.suggestions.offer(ana, round)
		const [first = '', second = ''] = suggestionIds
		await decide(ana, first, 'reject', 1)
		await decide(noor, second, 'accept', 2)

		const day = await world.signals.dailies(ana, 'p1', ever)
		expect(day.all).toEqual({
			...{ offered: 3, taken: 1, changed: 0, refused: 1, dismissed: 0 },
			waiting: day.all.waiting,
		})
		expect(day.scenes).toMatchObject([{ sceneId: 's1', taken: 1, refused: 1 }])
		expect(day.people.find(({ name }) => name.length > 0)).toBeDefined()
		expect(day.learnt).toEqual([{ category: 'Pacing', answers: 2, taken: 1 }])
		expect(day.refusals).toMatchObject([
			{ suggestionId: first, isMine: true, reasonCodes: [], hasWords: false },
		])
		const seen = await world.signals.dailies(noor, 'p1', ever)
		expect(seen.refusals[0]?.isMine).toBe(false)

		await world.suggestions.giveReasons(ana, {
			...{ sceneId: 's1', suggestionId: first, idempotencyKey: key(3) },
			reasonCodes: ['taste'],
		})
		const later = await world.signals.dailies(ana, 'p1', ever)
		expect(later.refusals[0]?.reasonCodes).toEqual(['taste'])
		const yesterday = await world.signals.dailies(ana, 'p1', { fromMs: 0, toMs: 1 })
		expect(yesterday).toMatchObject({ all: { offered: 0 }, refusals: [], scenes: [] })
	})

	it('[SG91] a taste has its answers behind it, and is forgotten or left off by a row of the log', async () => {
		const { suggestionIds } = await world.suggestions.offer(ana, round)
		const [first = ''] = suggestionIds
		await decide(ana, first, 'reject', 1)

		const taste = await world.signals.taste(ana, 'p1')
		expect(taste).toMatchObject({ answers: 1, isLearning: true })
		const pacing = taste.weights.find(({ name }) => name === 'category:pacing')
		expect(pacing).toMatchObject({ answers: 1, taken: 0 })
		expect(pacing?.own).toBeLessThan(0)

		await world.signals.settings.change(ana, 'p1', { setting: 'taste', scope: 'person', on: false })
		expect(await world.signals.taste(ana, 'p1')).toMatchObject({ answers: 0, weights: [] })
		await world.signals.settings.change(ana, 'p1', {
			...{ setting: 'learning', scope: 'person', on: false },
		})
		expect((await world.signals.taste(ana, 'p1')).isLearning).toBe(false)
	})

	it('[SG92] the share drawn by chance is its owner’s to set, logged, drawn by and replayed', async () => {
		const change = { setting: 'exploration', scope: 'project', on: true } as const
		const { settings, rankers } = world.signals
		await expect(settings.change(wes, 'p1', { ...change, value: 0.25 })).rejects.toMatchObject({
			code: 'forbidden',
		})
		await expect(settings.change(ana, 'p1', { ...change, value: 0 })).rejects.toMatchObject({
			code: 'bad_request',
		})
		await settings.change(ana, 'p1', { ...change, value: 0.25 })
		expect((await settings.view(ana, 'p1')).exploration).toBe(0.25)

		const { db, rooms } = world.server
		const ranked = createSuggestionService({
			...{ db, rooms, signals: world.signals, now: Date.now, random: () => 0.5, rankers },
		})
		await ranked.offer(ana, round)
		const shown = (await world.events()).find((event) => event.type === 'slate.shown')
		if (shown?.type !== 'slate.shown') throw new Error('nothing was shown')
		expect(shown.payload.epsilon).toBe(0.25)
		const found = await rankers.find('p1', shown.payload.policyId)
		expect(found?.(shown.actorPid ?? '').epsilon).toBe(0.25)
	})
})
