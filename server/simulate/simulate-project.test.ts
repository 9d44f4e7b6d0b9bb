import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SignalEvent } from '#core/signals/event.ts'
import { chooseSlate } from '#core/suggestions/choose.ts'
import { readEnv } from '../env.ts'
import { type BuiltServices, buildServices } from '../services.ts'
import { simulateProject } from './simulate-project.ts'

const quiet = { debug() {}, info() {}, warn() {}, error() {} }
const SLATES = 90
const NOW = Date.UTC(2026, 10, 1)
const directory = mkdtempSync(join(tmpdir(), 'dailies-simulate-'))
let built: BuiltServices
const events: SignalEvent[] = []
let projectId = ''

beforeAll(async () => {
	built = buildServices(readEnv({ DATA_DIR: directory, NODE_ENV: 'test' }), quiet)
	const common = { directors: 4, slates: SLATES, seed: 'test', policy: 'ranked' as const, now: NOW }
	const result = await simulateProject(built.services, { ...common, title: 'Made up' })
	projectId = result.projectId
	for await (const event of built.services.db.signals.scan({ projectId })) events.push(event)
})
afterAll(async () => {
	await built.dispose()
	rmSync(directory, { recursive: true, force: true })
})

const slates = () => events.flatMap((event) => (event.type === 'slate.shown' ? [event] : []))

test('[S57] the project says that it is made up, and its boards hold nothing of it', async () => {
	const project = await built.services.db.projects.get(projectId)
	expect(project).toMatchObject({ isSynthetic: true, isDemo: false })
	expect(await built.services.db.projects.hasDemo()).toBe(false)
	for (const { sceneId } of await built.services.db.projects.listScenes(projectId, {
		trashed: false,
	})) {
		const types = await built.services.rooms.read(`board:${sceneId}`, (records) =>
			[...records.all()].map(({ typeName }) => typeName),
		)
		expect(types).not.toContain('suggestion')
		expect(types).not.toContain('provenance')
	}
})

test('[S57] its log is a whole chain of valid rows that figures are read from', async () => {
	expect(await built.services.signals.verify(projectId)).toMatchObject({ ok: true })
	const { totals } = await built.services.signals.research(projectId)
	expect(totals.offered).toBeGreaterThan(SLATES)
	expect(totals.viewed).toBeGreaterThan(0)
	expect(totals.accepted).toBeGreaterThan(0)
	expect(totals.rejected).toBeGreaterThan(0)
})

test('[SG30] [S57] its uniform slates replay to the same numbers', () => {
	const uniform = slates().filter(({ payload }) => payload.policyId === 'uniform@1')
	expect(uniform.length).toBeGreaterThan(10)
	for (const { payload } of uniform) {
		const cards = payload.candidates.filter(({ suggestionId }) => suggestionId !== null)
		const again = chooseSlate(
			cards.map(({ features }) => features),
			payload.rngSeed,
		)
		expect(again.pSlate).toBe(payload.pSlate)
		expect(again.entries.map(({ position }) => position)).toEqual(
			cards.map(({ position }) => position),
		)
	}
})

test('[SG35] under the learning policy every candidate keeps its share of the uniform part', () => {
	const ranked = slates().filter(({ payload }) => payload.policyId !== 'uniform@1')
	expect(ranked.length).toBeGreaterThan(10)
	for (const { payload } of ranked) {
		const cards = payload.candidates.filter(({ suggestionId }) => suggestionId !== null)
		const places = cards.filter(({ position }) => position !== null).length
		for (const { pIncluded } of cards)
			expect(pIncluded).toBeGreaterThanOrEqual((payload.epsilon * places) / cards.length - 1e-12)
	}
})
