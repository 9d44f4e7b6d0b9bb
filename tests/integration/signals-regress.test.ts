/** Refused contexts asked again: the engine, and a model behind a real HTTP server (docs/spec/signals.md S120–S122). */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { cryptoRandom } from '#core/random.ts'
import { isStoryPanel } from '#core/suggestions/board-records.ts'
import type { Edit } from '#core/suggestions/edit.ts'
import { NEW_MODEL } from '#core/suggestions/model-config.ts'
import type { SuggestionRecord } from '#core/suggestions/suggestion-record.ts'
import { ADMIN_COMMANDS, OPERATOR } from '#server/cli/commands.ts'
import { describeRegression, followRegression } from '#server/cli/regress-command.ts'
import { seedDemo } from '#server/demo/seed-demo.ts'
import { readEnv } from '#server/env.ts'
import type { Principal } from '#server/realtime/rooms-api.ts'
import { type BuiltServices, buildServices } from '#server/services.ts'
import type { RegressRequest } from '#server/signals/regress/regress-types.ts'
import {
	answerOf,
	type ModelEndpoint,
	proposal,
	startModelEndpoint,
} from '../support/model-endpoint.ts'

const SILENT = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }
const ana: Principal = {
	...{ userId: 'ana', sessionId: 's', name: 'Ana', color: 'teal', role: 'owner' },
}
const DEFAULTS = { purpose: 'operate', limit: null, top: null } as const
let dir: string
let built: BuiltServices
let projectId: string
let endpoint: ModelEndpoint
let refused: SuggestionRecord
/** Where the panel of the refused stands in its scene. */
let place = 0
const WANTED_FRAMES = 77

beforeAll(async () => {
	dir = mkdtempSync(join(tmpdir(), 'dailies-regress-'))
	built = buildServices(readEnv({ DATA_DIR: dir }), SILENT)
	const random = cryptoRandom(globalThis.crypto)
	projectId = (await seedDemo(built.services, { principal: OPERATOR, random })).projectId
	await built.services.signals.setConsent(ana, projectId, { operate: true })
	refused = await refuseOne()
})
afterAll(async () => {
	await built.dispose()
	rmSync(dir, { recursive: true, force: true })
})
beforeEach(async () => {
	endpoint = await startModelEndpoint('openai', { pieces: answerOf([]) })
	await built.services.models.allow(endpoint.host)
	const config = {
		...NEW_MODEL,
		name: 'Llama',
		endpoint: endpoint.url,
		model: 'llama3',
		isOn: false,
	}
	for (const { modelId } of await built.services.models.setups.list(projectId))
		await built.services.models.setups.remove(projectId, modelId)
	await built.services.models.setups.save(projectId, {
		...{ modelId: null, key: 'sk-1234567890' },
		config: { ...config, retries: 0, silenceS: 5, totalS: 20 },
	})
})
afterEach(() => endpoint.stop())

const sceneIds = async () =>
	(await built.services.db.projects.listScenes(projectId, { trashed: false })).map(
		({ sceneId }) => sceneId,
	)
const board = (sceneId: string) =>
	built.services.rooms.read(`board:${sceneId}`, (records) => [...records.all()])
async function suggestion(sceneId: string, id: string): Promise<SuggestionRecord> {
	const found = (await board(sceneId)).find((record) => record.id === id)
	if (found?.typeName !== 'suggestion') throw new Error('The demo film offers too little.')
	return found
}
async function rerun(given: Partial<RegressRequest> & Pick<RegressRequest, 'provider'>) {
	const { regressions } = built.services
	const id = await regressions.start(projectId, { ...DEFAULTS, ...given })
	for (;;) {
		const state = regressions.state(projectId, id)
		if (state?.state === 'done') return state.report
		if (state?.state !== 'running') throw new Error(JSON.stringify(state))
		await pause(20)
	}
}
/** Ana refuses how long a panel is to stand, and says how long she wants it. */
async function refuseOne(): Promise<SuggestionRecord> {
	const { suggestions } = built.services
	for (const sceneId of await sceneIds()) {
		const asked = { sceneId, category: 'pacing', targetId: null, trigger: 'asked' } as const
		const { suggestionIds } = await suggestions.offer(ana, asked)
		for (const suggestionId of suggestionIds) {
			const found = await suggestion(sceneId, suggestionId)
			if (found.edit.type !== 'set_duration') continue
			const edit: Edit = { ...found.edit, durationFrames: WANTED_FRAMES }
			const verdict = { verdict: 'reject', surface: 'card', idempotencyKey: 'no' } as const
			await suggestions.decide(ana, { ...verdict, sceneId, suggestionId, edit })
			const panels = (await board(sceneId)).filter(isStoryPanel)
			panels.sort((a, b) => (a.index < b.index ? -1 : 1))
			place = panels.findIndex(
				({ id }) => found.edit.type === 'set_duration' && id === found.edit.panelId,
			)
			return found
		}
	}
	throw new Error('The demo film offers too little.')
}
/** An answer about the refused panel, by the name the model was told for it: the later, the surer. */
function answerWith(...durations: number[]) {
	return (body: string) => {
		const told = /<scene>(\{.*?\})<\/scene>/s.exec(textIn(JSON.parse(body)))?.[1] ?? ''
		const { panels } = JSON.parse(told) as { panels: { id: string }[] }
		const edits = durations.map((durationFrames, i) => ({
			...proposal({ type: 'set_duration', panelId: panels[place]?.id, durationFrames }),
			confidence: 0.3 + i / 10,
		}))
		const off = proposal({ type: 'set_duration', panelId: 'shape:999', durationFrames: 24 })
		return { pieces: answerOf([...edits, off]) }
	}
}
function textIn(value: unknown): string {
	if (typeof value === 'string') return value
	return typeof value === 'object' && value ? Object.values(value).map(textIn).join('\n') : ''
}

it('[S120] the engine, which forgot nothing and learnt nothing, offers the refused again', async () => {
	const report = await rerun({ provider: 'engine' })
	expect(report.contexts).toBe(1)
	expect(report.repeated).toMatchObject({ n: 1, count: 1 })
	expect(report.met).toMatchObject({ n: 1, count: 0 })
	expect(report.cases[0]?.refused).toEqual([{ suggestionId: refused.id, likeness: 'same' }])
	expect(report.provider.version).toMatch(/^rules@/)
	expect(await rerun({ provider: 'engine' })).toEqual(report)
	expect(endpoint.arrived).toHaveLength(0)
})

it('[S120] a model is asked the stored question, also switched off; what it says is held against both', async () => {
	if (refused.edit.type !== 'set_duration') throw new Error('another edit')
	endpoint.plays = [answerWith(refused.edit.durationFrames)]
	const again = await rerun({ provider: 'Llama' })
	expect(again).toMatchObject({ contexts: 1, proposals: 1, unfit: 1, results: { answered: 1 } })
	expect(again.repeated).toMatchObject({ n: 1, count: 1 })
	expect(again.met).toMatchObject({ n: 1, count: 0 })
	expect(again.provider).toMatchObject({ name: 'Llama', generatorId: 'model:openai/llama3' })
	expect(again.provider.version).toMatch(/^suggest@[0-9a-f]{12}$/)

	endpoint.plays = [answerWith(WANTED_FRAMES)]
	const better = await rerun({ provider: 'model:openai/llama3' })
	expect(better.repeated).toMatchObject({ n: 1, count: 0 })
	expect(better.met).toMatchObject({ n: 1, count: 1, rate: 1 })
	expect(better.cases[0]?.wanted).toEqual({ by: 'expected', likeness: 'same' })

	const [call] = await built.services.db.models.calls(projectId, { limit: 1 })
	expect(call).toMatchObject({ purpose: 'regress', pictures: 0, result: 'answered', timesSent: 1 })
	expect(endpoint.arrived).toHaveLength(2)
})

it('[S120] the first of an answer is what it named first; what it says twice or cannot mean is counted apart', async () => {
	if (refused.edit.type !== 'set_duration') throw new Error('another edit')
	const { durationFrames } = refused.edit
	endpoint.plays = [answerWith(WANTED_FRAMES, durationFrames, durationFrames)]
	const report = await rerun({ provider: 'Llama', top: 1 })
	expect(report).toMatchObject({ proposals: 1, unfit: 1, duplicates: 1 })
	expect(report.met).toMatchObject({ n: 1, count: 1 })
	expect(report.repeated).toMatchObject({ n: 1, count: 0 })

	endpoint.plays = [answerWith(WANTED_FRAMES, durationFrames, durationFrames)]
	const all = await rerun({ provider: 'Llama' })
	expect(all).toMatchObject({ proposals: 2, unfit: 1, duplicates: 1 })
	expect(all.repeated).toMatchObject({ n: 1, count: 1 })
})

it('[S120] what fails is no answer: it is counted apart', async () => {
	endpoint.plays = [{ status: 500 }]
	expect(await rerun({ provider: 'Llama' })).toMatchObject({ contexts: 0, results: { failed: 1 } })
})

it('[S122] without everybody’s leave a context is neither opened nor sent', async () => {
	const report = await rerun({ provider: 'Llama', purpose: 'tenant_research' })
	expect(report).toMatchObject({ contexts: 0, results: {}, leftOut: { consent: 1 } })
	expect(endpoint.arrived).toHaveLength(0)
	await expect(rerun({ provider: 'Lama' })).rejects.toMatchObject({
		userMessage: expect.stringContaining('There are “engine”, “Llama”.'),
	})
})

it('[S120] the command line follows it and says it in lines', async () => {
	const ask = async (name: string, input: unknown) => ADMIN_COMMANDS[name]?.(built.services, input)
	const how = { signal: new AbortController().signal, tell: () => undefined }
	const input = { project: projectId, provider: 'engine', purpose: 'operate' }
	const lines = describeRegression(await followRegression(ask, input, how)).join('\n')
	expect(lines).toContain('asked again in 1 contexts with a refusal')
	expect(lines).toMatch(/the refused again {3}1 of 1 = 100\.0 % \[20\.7 %, 100\.0 %\]/)
	expect(lines).toContain('Pacing: refused again 1 of 1')
})
