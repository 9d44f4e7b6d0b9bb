import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { seededRandom } from '#core/random.ts'
import type { SignalEvent } from '#core/signals/event.ts'
import { chooseSlate } from '#core/suggestions/choose.ts'
import { createSignalService } from '#server/signals/signals.ts'
import type { SuggestionService } from '#server/suggestions/suggestions.ts'
import { createSuggestionService } from '#server/suggestions/suggestions.ts'
import {
	ana,
	noor,
	person,
	type SuggestionWorld,
	startSuggestionWorld,
} from '#tests/support/suggestion-world.ts'

let world: SuggestionWorld
let ranked: SuggestionService

beforeEach(async () => {
	world = await startSuggestionWorld()
	const { db, rooms } = world.server
	ranked = createSuggestionService({
		...{ db, rooms, signals: world.signals, now: Date.now, random: seededRandom('ranked') },
		rankers: world.signals.rankers,
	})
})
afterEach(async () => {
	await world.stop()
})

type Shown = Extract<SignalEvent, { type: 'slate.shown' }>
async function slates(): Promise<Shown[]> {
	return (await world.events()).filter((event) => event.type === 'slate.shown')
}
const ask = (category: 'pacing' | 'lighting' | 'dialogue' | 'camera', who = ana) =>
	ranked.offer(who, { sceneId: 's1', category, targetId: null, trigger: 'asked' })

let keys = 0
async function answer(ids: readonly string[], verdict: 'accept' | 'reject' | 'retract', who = ana) {
	for (const suggestionId of ids) {
		await ranked.decide(who, {
			...{ sceneId: 's1', suggestionId, verdict },
			...{ idempotencyKey: `k${keys++}`, surface: 'card' },
		})
	}
}

/** Draws a logged slate again from the version that was kept. */
async function drawnAgain({ payload, actorPid }: Shown) {
	const find = world.signals.rankers.find
	const policyFor = await find('p1', payload.policyId)
	const features = payload.candidates
		.filter(({ suggestionId }) => suggestionId !== null)
		.map((candidate) => candidate.features)
	return chooseSlate(features, payload.rngSeed, policyFor?.(actorPid ?? ''))
}

describe('rounds ranked online', () => {
	it('[SG50] [SG52] learn from each answer, and every slate can be drawn again from its kept version', async () => {
		const first = await ask('pacing')
		await answer(first.suggestionIds, 'reject')
		const second = await ask('lighting')
		await answer(second.suggestionIds, 'accept')
		await ask('lighting')
		await ask('pacing')

		const rows = await slates()
		const ids = rows.map(({ payload }) => payload.policyId)
		expect(ids.every((id) => id.startsWith('plackett-luce@1:'))).toBe(true)
		expect(new Set(ids.slice(0, 3)).size).toBe(3)
		for (const row of rows) {
			const again = await drawnAgain(row)
			const logged = row.payload.candidates.slice(0, -1)
			expect(again.entries.map(({ position }) => position)).toEqual(
				logged.map(({ position }) => position),
			)
			expect(Math.abs(again.pSlate - row.payload.pSlate)).toBeLessThan(1e-12)
			for (const [i, entry] of again.entries.entries()) {
				expect(Math.abs(entry.pIncluded - (logged[i]?.pIncluded ?? 2))).toBeLessThan(1e-12)
				expect(Math.abs(entry.score - (logged[i]?.score ?? 1e9))).toBeLessThan(1e-12)
			}
			expect(row.payload.candidates.at(-1)?.suggestionId).toBeNull()
		}
	})

	it('[SG50] a decision taken back is unlearnt, and a restart believes the same', async () => {
		const first = await ask('pacing')
		const pid = (await world.signals.vault('p1')).pid('ana')
		const before = await world.signals.rankers.rankingFor('p1', pid)
		await answer(first.suggestionIds.slice(0, 1), 'reject')
		const learnt = await world.signals.rankers.rankingFor('p1', pid)
		expect(learnt.policy.id).not.toBe(before.policy.id)

		const { db } = world.server
		const restarted = createSignalService({
			...{ db, env: { DATA_DIR: world.dataDir }, now: Date.now, random: seededRandom('again') },
		})
		expect((await restarted.rankers.rankingFor('p1', pid)).policy.id).toBe(learnt.policy.id)

		await answer(first.suggestionIds.slice(0, 1), 'retract')
		expect((await world.signals.rankers.rankingFor('p1', pid)).policy.id).toBe(before.policy.id)
	})

	it('[SG56] say on the card why it is shown, and keep every number out of it', async () => {
		const { suggestionIds } = await ask('pacing')
		const card = await world.suggestion(suggestionIds[0] ?? '')
		expect(card.meta.because).toMatch(/^Among \d+ found/)
		expect(JSON.stringify(card)).not.toMatch(/pIncluded|logWeight|score|rngSeed/)
	})

	it('[SG63] can be switched to uniform for research, and a taste can be forgotten or never taken', async () => {
		const { settings, rankers } = world.signals
		const pid = (await world.signals.vault('p1')).pid('ana')
		await answer((await ask('pacing')).suggestionIds, 'reject')
		expect((await rankers.taste('p1', pid)).answers).toBe(3)

		await settings.change(ana, 'p1', { setting: 'taste', scope: 'person', on: false })
		expect((await rankers.taste('p1', pid)).answers).toBe(0)

		await settings.change(ana, 'p1', { setting: 'learning', scope: 'person', on: false })
		await answer((await ask('lighting')).suggestionIds, 'reject')
		expect((await rankers.taste('p1', pid)).answers).toBe(0)

		await settings.change(ana, 'p1', { setting: 'ranking', scope: 'project', on: false })
		await ask('camera', noor)
		expect((await slates()).at(-1)?.payload.policyId).toBe('uniform@1')
	})
})

describe('what people asked not to be offered', () => {
	it('[SG60] a muted convention is silent in its shot, scene or project until it is taken up again', async () => {
		const { settings } = world.signals
		const rules = async () =>
			(await slates()).at(-1)?.payload.candidates.map(({ generatorId }) => generatorId) ?? []
		await ask('pacing')
		expect(await rules()).toContain('rule:T1')

		const mute = {
			setting: 'rule',
			scope: 'scene',
			scopeId: 'scene:s1',
			subject: 'rule:T1',
		} as const
		await settings.change(noor, 'p1', { ...mute, on: false })
		const silent = await ask('pacing', noor)
		expect(silent).toMatchObject({ slateId: null, message: expect.stringContaining('Nothing') })

		await settings.change(noor, 'p1', { ...mute, on: true })
		expect((await ask('pacing', noor)).suggestionIds.length).toBeGreaterThan(0)
		const logged = (await world.events()).filter(({ type }) => type === 'setting.changed')
		expect(logged).toHaveLength(2)
	})

	it('[SG61] off for one person or the whole film means that nothing is offered, and a sentence says so', async () => {
		const { settings } = world.signals
		await settings.change(noor, 'p1', { setting: 'offers', scope: 'person', on: false })
		expect((await ask('pacing', noor)).message).toContain('for yourself')
		expect((await ranked.breakDown(noor, 's1')).message).toContain('for yourself')
		expect((await ask('pacing', ana)).suggestionIds).toHaveLength(3)

		await settings.change(ana, 'p1', { setting: 'offers', scope: 'project', on: false })
		expect((await ask('lighting', ana)).message).toContain('this film')
		await expect(
			settings.change(person('wim', 'writer'), 'p1', {
				...{ setting: 'offers', scope: 'project', on: true },
			}),
		).rejects.toMatchObject({ code: 'forbidden' })
	})

	it('[SG62] a writer is offered texts only after saying yes', async () => {
		const wim = person('wim', 'writer')
		await world.signals.setConsent(wim, 'p1', { operate: true })
		const panel = (await world.panels())[0] ?? ''
		await world.change(panel, {
			'props.dialogue': `MARA: ${'and then we waited, '.repeat(6)}for the boat.`,
		})
		expect((await ask('dialogue', wim)).suggestionIds).toEqual([])

		await world.signals.settings.change(wim, 'p1', {
			...{ setting: 'text_offers', scope: 'person', on: true },
		})
		expect((await ask('dialogue', wim)).suggestionIds.length).toBeGreaterThan(0)
	})
})
