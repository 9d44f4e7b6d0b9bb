import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FigureQuerySchema } from '#core/signals/analysis/query.ts'
import type { SignalEvent } from '#core/signals/event.ts'
import { readEnv } from '../../env.ts'
import { type BuiltServices, buildServices } from '../../services.ts'
import { simulateProject } from '../../simulate/simulate-project.ts'
import type { ReplayedCandidate } from './replay-types.ts'

const quiet = { debug() {}, info() {}, warn() {}, error() {} }
const directory = mkdtempSync(join(tmpdir(), 'dailies-research-'))
const ALL = FigureQuerySchema.parse({})
let built: BuiltServices
let projectId = ''
const events: SignalEvent[] = []

beforeAll(async () => {
	built = buildServices(readEnv({ DATA_DIR: directory, NODE_ENV: 'test' }), quiet)
	const crew = { directors: 4, slates: 150, seed: 'research', policy: 'ranked' as const }
	const season = { ...crew, now: Date.UTC(2026, 10, 1), title: 'Made up' }
	projectId = (await simulateProject(built.services, season)).projectId
	for await (const event of built.services.db.signals.scan({ projectId })) events.push(event)
}, 60_000)
afterAll(async () => {
	await built.dispose()
	rmSync(directory, { recursive: true, force: true })
})

const signals = () => built.services.signals
const decisions = () =>
	events.flatMap((event) =>
		event.type === 'suggestion.decided' && event.payload.verdict !== 'retract' ? [event] : [],
	)

describe('figures', () => {
	it('[S81] every grouping splits the same denominator, and filters choose a part of it', async () => {
		const whole = await signals().analysis.acceptance(projectId, ALL)
		const { totals } = await signals().research(projectId)

		expect(whole.overall.viewed).toBe(totals.viewed)
		for (const by of ['rule', 'version', 'policy', 'position', 'role', 'person', 'week'] as const) {
			const { groups } = await signals().analysis.acceptance(projectId, { ...ALL, by })
			expect(groups.reduce((sum, { viewed }) => sum + viewed, 0)).toBe(totals.viewed)
		}
		const [category] = whole.facets.categories
		const part = await signals().analysis.acceptance(projectId, {
			...ALL,
			category: category ?? null,
		})
		expect(part.groups).toEqual(whole.groups.filter(({ key }) => key === category))
		expect(part.offered).toBeLessThan(whole.offered)
	})

	it('[S85] [S86] the ranker’s own page finds its scores, and no chance that is off', async () => {
		const { calibration, weights } = await signals().analysis.ranker(projectId, ALL)

		expect(calibration.n).toBeGreaterThan(20)
		expect(weights.filter(({ verdict }) => verdict === 'off')).toEqual([])
		expect(weights.map(({ policyId }) => policyId)).toContain('uniform@1')
	})

	it('[S84] the overview and the page of behaviour count the same disagreement', async () => {
		const { totals } = await signals().research(projectId)
		const { disagreement } = await signals().analysis.behaviour(projectId, ALL)

		const { decided, contested } = disagreement
		expect(contested).toBeGreaterThan(0)
		expect(totals).toMatchObject({ decided, contested })
	})

	it('the list of projects counts a log again only when it has grown', async () => {
		const first = await signals().totals(projectId)

		expect(await signals().totals(projectId)).toBe(first)
		expect(first.events).toBe(events.length)
	})
})

describe('replay', () => {
	it('[S87] opens the stored scene, everything considered, and draws it again to the same numbers', async () => {
		const edited = decisions().find(({ payload }) => payload.verdict === 'edit_accept')
		const replay = await signals().replay.decision(projectId, edited?.eventId ?? '')

		expect(replay.slate.draw).toMatchObject({ verdict: 'same', largestDifference: 0 })
		expect(replay.panels?.length).toBeGreaterThan(2)
		expect(replay.candidates.at(-1)).toMatchObject({ title: 'Show nothing', suggestionId: null })
		expect(replay.candidates.filter(({ isDecided }) => isDecided)).toHaveLength(1)
		expect(replay.offered?.length).toBeGreaterThan(0)
		expect(replay.final).toMatchObject({ kind: 'carried_out', words: 'open' })
		expect(replay.steps.map(({ kind }) => kind).slice(0, 2)).toEqual(['offered', 'viewed'])
		expect(replay.steps.filter(({ isThis }) => isThis)).toHaveLength(1)
		expect(events[replay.seq - 1]?.eventId).toBe(edited?.eventId)
	})

	it('[S87] every decision of the log can be opened, and its neighbours lead from one to the next', async () => {
		let eventId: string | null = decisions()[0]?.eventId ?? null
		let opened = 0
		while (eventId !== null && opened < 40) {
			const { later, slate } = await signals().replay.decision(projectId, eventId)
			expect(slate.draw.verdict).toBe('same')
			eventId = later
			opened++
		}
		expect(opened).toBe(40)
	})

	it('[S87] draws panels of the stored scene and what a card proposed', async () => {
		const [decision] = decisions()
		const eventId = decision?.eventId ?? ''
		const { panels, candidates } = await signals().replay.decision(projectId, eventId)
		const card = candidates.find(({ picture }) => picture !== null)
		const names = [
			panels?.[0]?.panelId.replace('shape:', 'panel:') ?? '',
			card?.suggestionId?.replace('suggestion:', 'card:') ?? '',
		]
		for (const name of names) {
			const { records, panelId, ghost } = await signals().replay.picture(projectId, eventId, name)
			const svg = await built.services.pictures.svgAmong(records, panelId, ghost)
			expect(svg).toMatch(/^<svg .*<path/)
		}
		await expect(signals().replay.picture(projectId, eventId, 'card:none')).rejects.toMatchObject({
			code: 'not_found',
		})
	})

	it('[S88] words are shown until their key is destroyed, and then said to be erased', async () => {
		const withWords = decisions().find(({ payload }) => payload.critiqueCid !== null)
		const eventId = withWords?.eventId ?? ''
		const before = await signals().replay.decision(projectId, eventId)
		expect(before.critique).toMatchObject({ state: 'open', text: expect.stringMatching(/\w+/) })

		const userId = `simulated-research-${before.actor.replace(/\D+/g, '')}`
		await built.services.db.signals.destroyDataKeys(projectId, userId, Date.now())
		const again = buildServices(readEnv({ DATA_DIR: directory, NODE_ENV: 'test' }), quiet)
		const after = await again.services.signals.replay.decision(projectId, eventId)
		await again.dispose()

		expect(after.critique).toEqual({ state: 'erased' })
		expect(after.slate.draw.verdict).toBe('same')
	})

	it('[S88] a decision of somebody who asked not to be used stays closed', async () => {
		const [decision] = decisions()
		const eventId = decision?.eventId ?? ''
		const { actor } = await signals().replay.decision(projectId, eventId)
		const userId = `simulated-research-${actor.replace(/\D+/g, '')}`
		const person = { userId, name: actor, color: 'teal' as const, role: 'editor' as const }
		await signals().setConsent({ ...person, sessionId: 's' }, projectId, { operate: false })

		await expect(signals().replay.decision(projectId, eventId)).rejects.toMatchObject({
			code: 'not_found',
		})
		const { leftOut } = await signals().analysis.acceptance(projectId, ALL)
		expect(leftOut).toBeGreaterThan(0)
	})

	it('[S29] [S88] nor is it told what they answered on another card of a slate', async () => {
		const { db } = built.services
		const answered = new Set(events.map(({ type, suggestionId }) => `${type} ${suggestionId}`))
		const replays = []
		for (const { eventId } of decisions()) {
			const replay = await signals()
				.replay.decision(projectId, eventId)
				.catch(() => null)
			if (replay) replays.push(replay)
		}
		const isOpen = ({ suggestionId, position }: ReplayedCandidate) =>
			position !== null && !answered.has(`suggestion.decided ${suggestionId}`)
		const replay = replays.find(({ candidates }) => candidates.some(isOpen))
		const card = replay?.candidates.find(isOpen)
		const decision = decisions().find(({ eventId }) => eventId === replay?.eventId)
		if (!decision || !card) throw new Error('every card was answered')
		const tom = { userId: 'tom', name: 'Tom', color: 'teal' as const, role: 'editor' as const }
		const vault = await signals().vault(projectId)
		const { sceneId, slateId, payload } = decision
		const row = vault.event('suggestion.decided', {
			...{ principal: { ...tom, sessionId: 't' }, sceneId, slateId, tsMs: Date.now() },
			...{ suggestionId: card.suggestionId, position: card.position },
			payload: { ...payload, verdict: 'reject', byRequester: false, reasonCodes: ['off_tone'] },
		})
		await db.signals.append(projectId, [row], [])
		const told = async () => {
			const { candidates } = await signals().replay.decision(projectId, decision.eventId)
			return candidates.find(({ suggestionId }) => suggestionId === card.suggestionId)
		}
		expect(await told()).toMatchObject({ outcome: 'rejected', reasonCodes: ['off_tone'] })

		await signals().setConsent({ ...tom, sessionId: 't' }, projectId, { operate: false })
		expect(await told()).toMatchObject({ outcome: null, reasonCodes: [] })
	})
})
