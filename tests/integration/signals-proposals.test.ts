/** People's own proposals in figures, replay and data sets: told apart, and in no share (S96, SG71). */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { cryptoRandom } from '#core/random.ts'
import { FigureQuerySchema } from '#core/signals/analysis/query.ts'
import { ALL_TRAIN } from '#core/signals/export/split.ts'
import { isStoryPanel } from '#core/suggestions/board-records.ts'
import type { Edit } from '#core/suggestions/edit.ts'
import { OPERATOR } from '#server/cli/commands.ts'
import { seedDemo } from '#server/demo/seed-demo.ts'
import { readEnv } from '#server/env.ts'
import type { Principal } from '#server/realtime/rooms-api.ts'
import { type BuiltServices, buildServices } from '#server/services.ts'
import { writeDataset } from '#server/signals/export/write-dataset.ts'

const SILENT = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }
const person = (userId: string): Principal => ({
	...{ userId, sessionId: userId, name: userId, color: 'teal', role: 'owner' },
})
const [ana, noor] = [person('ana'), person('noor')]
const ALL = FigureQuerySchema.parse({})
let dir: string
let built: BuiltServices
let projectId: string
let sceneId: string
let before: Awaited<ReturnType<typeof figures>>

const figures = () => built.services.signals.analysis.acceptance(projectId, ALL)
async function propose(frames: number, answers?: string): Promise<string> {
	const records = await built.services.rooms.read(`board:${sceneId}`, (board) => [...board.all()])
	const panel = records.find(isStoryPanel)
	if (!panel) throw new Error('no panel')
	const panelId = `shape:${panel.id.slice('shape:'.length)}` as const
	const edit: Edit = { type: 'set_duration', panelId, durationFrames: frames }
	const why = 'She needs the time.'
	const request = { sceneId, edit, why, idempotencyKey: `propose ${frames}`, answers }
	const { recordIds } = await built.services.suggestions.propose(ana, request)
	return recordIds[0] ?? ''
}
const decide = (who: Principal, suggestionId: string, verdict: 'accept' | 'reject' | 'dismiss') =>
	built.services.suggestions.decide(who, {
		...{ sceneId, suggestionId, verdict, surface: 'card' },
		idempotencyKey: `${verdict} ${suggestionId}`,
	})

beforeAll(async () => {
	dir = mkdtempSync(join(tmpdir(), 'dailies-proposals-'))
	built = buildServices(readEnv({ DATA_DIR: dir }), SILENT)
	const random = cryptoRandom(globalThis.crypto)
	projectId = (await seedDemo(built.services, { principal: OPERATOR, random })).projectId
	const scenes = await built.services.db.projects.listScenes(projectId, { trashed: false })
	sceneId = scenes[0]?.sceneId ?? ''
	for (const who of [ana, noor])
		await built.services.signals.setConsent(who, projectId, { operate: true })
	before = await figures()
	await decide(noor, await propose(71), 'accept')
	await decide(noor, await propose(72), 'reject')
	await decide(ana, await propose(73), 'dismiss')
	await propose(74)
})
afterAll(async () => {
	await built.dispose()
	rmSync(dir, { recursive: true, force: true })
})

it('[S96] have a table of their own and change no share', async () => {
	const after = await figures()
	expect(after.proposals).toEqual([
		{
			...{ category: 'pacing', proposed: 4, viewed: 2, accepted: 1, edited: 0, rejected: 1 },
			...{ dismissed: 0, takenBack: 1, waiting: 1 },
		},
	])
	expect({ ...after, throughSeq: 0, proposals: [] }).toEqual({ ...before, throughSeq: 0 })
})

it('[S96] stand among the latest decisions and open in replay', async () => {
	const { latest } = await built.services.signals.research(projectId)
	const [newest] = latest.filter(({ generator }) => generator === 'A colleague')
	expect(newest).toMatchObject({ title: 'Another length', slateSize: 1 })
	for (const { eventId } of latest) {
		const replay = await built.services.signals.replay.decision(projectId, eventId)
		expect(replay.candidates.length).toBeGreaterThan(0)
	}
	const accepted = latest.find(
		(each) => each.generator === 'A colleague' && each.verdict === 'accept',
	)
	const replay = await built.services.signals.replay.decision(projectId, accepted?.eventId ?? '')
	expect(replay.candidates).toMatchObject([{ generator: 'A colleague', outcome: 'accepted' }])
	expect(replay.slate.draw.verdict).toBe('certain')
	expect(replay.panels?.length).toBeGreaterThan(0)
})

it('[S96] leave with provider “person”, judged by others alone, never as bandit rows', async () => {
	const directory = join(dir, 'out')
	const configs = ['kto', 'sft', 'critique', 'bandit'] as const
	const { manifest } = await writeDataset(
		{
			...{ directory, title: 'Demo', isSynthetic: false, nowMs: Date.now(), partRows: 500 },
			...{ databaseFile: join(dir, 'dailies.db'), env: { DATA_DIR: dir } },
			request: {
				...{ projectId, purpose: 'operate', configs: [...configs], formats: ['jsonl'] },
				...{ pictures: 'none', split: ALL_TRAIN, since: null },
			},
		},
		() => undefined,
	)
	const Line = z.looseObject({
		label: z.boolean().optional(),
		completion: z.unknown().optional(),
		meta: z.looseObject({
			provider_name: z.string(),
			actor_pid: z.string().nullable(),
			model: z.null(),
		}),
	})
	const vault = await built.services.signals.vault(projectId)
	const madeByPeople = (config: string) =>
		manifest.files
			.filter((file) => file.config === config)
			.flatMap(({ name }) => readFileSync(join(directory, name), 'utf8').trim().split('\n'))
			.filter((line) => line.includes('"provider_name":"person"'))
			.map((line) => Line.parse(JSON.parse(line)))
	const kto = madeByPeople('kto')
	expect(kto.map(({ label }) => label).sort()).toEqual([false, true])
	for (const { meta } of kto) expect(meta.actor_pid).toBe(vault.pid('noor'))
	expect(JSON.stringify(madeByPeople('sft').map(({ completion }) => completion))).toContain('71')
	expect(madeByPeople('critique').length).toBeGreaterThan(0)
	expect(madeByPeople('bandit')).toEqual([])
	expect(manifest.log.providers.person).toBe(4)
})
