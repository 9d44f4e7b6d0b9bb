/** What is said of suggestions by the log, by the boards, and by the chances is held against each other. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { AppError } from '#core/errors.ts'
import { cryptoRandom } from '#core/random.ts'
import type { SuggestionRecord } from '#core/suggestions/suggestion-record.ts'
import { checkDatabase } from '#server/cli/check-database.ts'
import { OPERATOR } from '#server/cli/commands.ts'
import { seedDemo } from '#server/demo/seed-demo.ts'
import { readEnv } from '#server/env.ts'
import type { RecordReader, Rooms } from '#server/realtime/rooms-api.ts'
import { type BuiltServices, buildServices } from '#server/services.ts'
import { checkInvariants } from '#server/signals/check-invariants.ts'
import { simulateProject } from '#server/simulate/simulate-project.ts'

const SILENT = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }
let dir: string
let built: BuiltServices
let projectId: string

beforeAll(async () => {
	dir = mkdtempSync(join(tmpdir(), 'dailies-invariants-'))
	built = buildServices(readEnv({ DATA_DIR: dir }), SILENT)
	const random = cryptoRandom(globalThis.crypto)
	projectId = (await seedDemo(built.services, { principal: OPERATOR, random })).projectId
})
afterAll(async () => {
	await built.dispose()
	rmSync(dir, { recursive: true, force: true })
})

async function openSuggestions(): Promise<{ sceneId: string; suggestion: SuggestionRecord }[]> {
	const { db, rooms } = built.services
	const found = []
	for (const { sceneId } of await db.projects.listScenes(projectId, { trashed: false })) {
		const records = await rooms.read(`board:${sceneId}`, (reader) => [...reader.all()])
		for (const record of records)
			if (record.typeName === 'suggestion' && record.status === 'open')
				found.push({ sceneId, suggestion: record })
	}
	return found
}

it('[S90] decisions of every kind leave board and log agreeing; a row without its effect is found', async () => {
	const { suggestions, nightly, signals, db } = built.services
	const decide = async (verdict: 'accept' | 'reject' | 'dismiss' | 'retract', id: string) => {
		const key = `${verdict} ${id}`
		const sceneId = scenes.get(id) ?? ''
		const request = { sceneId, suggestionId: id, verdict, idempotencyKey: key }
		return suggestions.decide(OPERATOR, { ...request, surface: 'card' })
	}
	const open = await openSuggestions()
	const scenes = new Map<string, string>(open.map((each) => [each.suggestion.id, each.sceneId]))
	const [first, second, third] = [...scenes.keys()]
	if (!first || !second || !third) throw new Error('The demo film offers too little.')
	await decide('accept', first)
	await decide('reject', second)
	await decide('accept', third)
	await decide('retract', third)

	const night = await nightly.run()
	expect(night.failures).toEqual([])
	expect(night.projects[0]?.check.suggestions).toBeGreaterThanOrEqual(open.length)
	expect(night.projects[0]?.check.effects).toBeGreaterThan(0)
	expect(await db.research.getLogCheck(projectId)).toMatchObject({ result: { faults: [] } })
	const doctor = await checkDatabase(built.services)
	expect(doctor).toMatchObject({ ok: true, problems: [], unnamedBlobs: 0 })
	expect(doctor.invariants.suggestions).toBe(night.projects[0]?.check.suggestions)

	const rows = []
	for await (const row of db.signals.scan({ projectId, types: ['suggestion.decided'] }))
		rows.push(row)
	const taken = rows.find((row) => row.suggestionId === first)
	if (taken?.type !== 'suggestion.decided') throw new Error('The acceptance is not in the log.')
	const vault = await signals.vault(projectId)
	const { sceneId, slateId, position, payload, tsMs } = taken
	const forged = { principal: OPERATOR, sceneId, slateId, position, tsMs, payload }
	const event = vault.event('suggestion.decided', { ...forged, suggestionId: second })
	await db.signals.append(projectId, [event], [])
	const after = await checkDatabase(built.services)
	expect(after.ok).toBe(false)
	expect(after.problems).toEqual([expect.stringContaining(`${second} is in another state`)])
})

it('[S90] a board that cannot be read is named, and only what stands on it is passed over', async () => {
	const { db, rooms, signals, suggestions } = built.services
	const scenes = await db.projects.listScenes(projectId, { trashed: false })
	const taken = new Set<string>()
	for (const { sceneId, suggestion } of await openSuggestions()) {
		if (taken.has(sceneId)) continue
		taken.add(sceneId)
		const request = { sceneId, suggestionId: suggestion.id, verdict: 'accept' } as const
		const idempotencyKey = `unread ${sceneId}`
		await suggestions.decide(OPERATOR, { ...request, idempotencyKey, surface: 'card' })
	}
	expect(taken.size).toBeGreaterThan(1)
	const [damaged = '', emptied = ''] = taken
	const project = { projectId, isSynthetic: false }
	const reading = (read: Rooms['read']) =>
		checkInvariants({ db, rooms: { read }, analysis: signals.analysis }, project)
	const empty: RecordReader = { all: () => [], get: () => undefined }
	const whole = await reading((room, read) => rooms.read(room, read))
	const report = await reading(async (room, read) => {
		if (room === `board:${damaged}`) throw new AppError('damaged')
		return rooms.read(room, (records, place) =>
			read(room === `board:${emptied}` ? empty : records, place),
		)
	})
	const scene = scenes.find(({ sceneId }) => sceneId === damaged)
	expect(whole.unread).toEqual([])
	expect(report.unread).toEqual([expect.stringContaining(`Scene ${scene?.number} `)])
	const lost = report.faults.filter((fault) => !whole.faults.includes(fault))
	expect(lost.length).toBeGreaterThan(0)
	const unseen = new Set<string>()
	for await (const event of db.signals.scan({ projectId, types: ['suggestion.decided'] }))
		if (event.sceneId === damaged) unseen.add(String(event.suggestionId))
	expect(unseen.size).toBeGreaterThan(0)
	for (const id of unseen) for (const fault of report.faults) expect(fault).not.toContain(id)
})

it('[S90] the chances of a made-up log of many slates are checked, its boards are not', async () => {
	const options = { title: 'Many', directors: 3, slates: 120, seed: 'many', explore: 0.2 }
	const film = { ...options, policy: 'uniform' as const, now: Date.now() }
	const made = await simulateProject(built.services, film)
	const night = await built.services.nightly.run()
	const own = night.projects.find((each) => each.projectId === made.projectId)
	expect(own?.check).toMatchObject({ suggestions: 0, faults: [], undecidedPolicies: 0 })
	expect(own?.check.policies).toBeGreaterThan(0)
})
