/** What the log keeps of a person, and what is left of it when they have it erased. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { readEnv } from '#server/env.ts'
import type { Principal } from '#server/realtime/rooms-api.ts'
import { type BuiltServices, buildServices } from '#server/services.ts'
import { REVOKED_FILE } from '#server/signals/kept.ts'
import { simulateProject } from '#server/simulate/simulate-project.ts'

const quiet = { debug() {}, info() {}, warn() {}, error() {} }
let dataDir: string
let built: BuiltServices
let projectId: string
const director = (n: number): Principal => ({
	...{ userId: `simulated-kept-${n}`, sessionId: 'test', name: `Simulated director ${n}` },
	...{ color: 'teal', role: 'editor' },
})

beforeAll(async () => {
	dataDir = mkdtempSync(join(tmpdir(), 'dailies-kept-'))
	built = buildServices(readEnv({ DATA_DIR: dataDir, NODE_ENV: 'test' }), quiet)
	const options = { title: 'Kept', directors: 2, slates: 120, seed: 'kept' }
	const film = { ...options, policy: 'uniform' as const, now: Date.now() }
	projectId = (await simulateProject(built.services, film)).projectId
})
afterAll(async () => {
	await built.dispose()
	rmSync(dataDir, { recursive: true, force: true })
})

async function someScene(): Promise<string> {
	const [scene] = await built.services.db.projects.listScenes(projectId, { trashed: false })
	if (!scene) throw new Error('The film has no scene.')
	return scene.sceneId
}

async function linesOf(lines: AsyncIterable<string>): Promise<Record<string, unknown>[]> {
	const rows: Record<string, unknown>[] = []
	for await (const line of lines) rows.push(JSON.parse(line))
	return rows
}

it('[S35] [S36] [S37] one person erases their words; the chain holds, exports are marked, the other keeps theirs', async () => {
	const { signals, db } = built.services
	const before = await signals.kept.of(projectId, director(1).userId)
	const own = await linesOf(signals.kept.lines(projectId, director(1).userId))
	expect(before.hasKey).toBe(true)
	expect(own).toHaveLength(before.rows.reduce((sum, row) => sum + row.count, 0))
	expect(own.every((row) => row.actorPid === before.pid)).toBe(true)
	expect(JSON.stringify(own)).toContain('"state":"open"')

	await db.visits.put(director(1).userId, await someScene(), { sinceAt: 1, joinedAt: 2, leftAt: 3 })
	const folder = join(dataDir, 'out')
	const whole = await signals.exportTo(folder, projectId)
	await linesOf(signals.exportJsonl(projectId))
	const result = await signals.kept.erase(director(1), projectId)

	expect(result).toMatchObject({ keysDestroyed: 1, exportsMarked: 2 })
	expect(existsSync(join(folder, REVOKED_FILE))).toBe(true)
	expect(await signals.verify(projectId)).toMatchObject({ ok: true })
	const after = await signals.kept.of(projectId, director(1).userId)
	expect(after).toMatchObject({ hasKey: false, erasedMs: result.atMs })
	expect(after.exports.map(({ revokedMs }) => revokedMs)).toEqual([result.atMs, result.atMs])
	const left = await linesOf(signals.exportJsonl(projectId))
	expect(left.some((row) => row.actorPid === before.pid)).toBe(false)
	expect(left.length).toBeLessThan(whole.files[0]?.rows ?? 0)
	expect(await db.visits.get(director(1).userId, await someScene())).toBeNull()
	const page = await signals.research(projectId)
	expect(page.latest.map(({ actor }) => actor)).not.toContain('Simulated director 1')
	const erased = await linesOf(signals.kept.lines(projectId, director(1).userId))
	const withWords = erased.filter((row) => row.type === 'suggestion.decided')
	expect(JSON.stringify(withWords)).toContain('"state":"erased"')

	// The other one’s words, and the exports made since, are as they were.
	expect((await signals.kept.of(projectId, director(2).userId)).hasKey).toBe(true)
	const since = await db.research.listExports(projectId)
	expect(since.filter(({ revokedMs }) => revokedMs === null)).toHaveLength(1)
})

it('[S38] contents past their age go with their keys, logged, unless held; the chain holds', async () => {
	const { signals, nightly, db } = built.services
	const later = async (days: number) => {
		const clock = vi.spyOn(Date, 'now').mockReturnValue(realNow() + days * 24 * 3_600_000)
		const result = await nightly.run()
		clock.mockRestore()
		return result.projects.find((each) => each.projectId === projectId)?.retention
	}
	const realNow = Date.now.bind(Date)
	expect(await later(1000)).toMatchObject({ skipped: 'none' })
	const held = { wordsDays: 30, contextsDays: null, legalHold: true }
	await signals.retention.set(projectId, held, director(2))
	expect(await later(1000)).toMatchObject({ skipped: 'hold' })
	await signals.retention.set(projectId, { ...held, legalHold: false }, director(2))
	expect(await later(10)).toMatchObject({ wordsDestroyed: 0, keysDestroyed: 0, skipped: null })

	const own = () => linesOf(signals.kept.lines(projectId, director(2).userId))
	const open = (rows: object[]) => JSON.stringify(rows).match(/"state":"open"/g)?.length ?? 0
	const readable = open(await own())
	// The director whose words are to go has written some.
	expect(JSON.stringify(await own())).toMatch(/"critiqueCid":"/)
	const first = await later(400)
	expect(first?.wordsDestroyed).toBeGreaterThan(0)
	expect(first).toMatchObject({ contextsDestroyed: 0, keysDestroyed: 0 })
	// The night after, the key that was replaced seals nothing any more, and goes.
	expect(await later(401)).toMatchObject({ wordsDestroyed: 0, keysDestroyed: 1 })
	expect(open(await own())).toBeLessThan(readable)
	expect((await signals.kept.of(projectId, director(2).userId)).hasKey).toBe(true)
	expect(await signals.verify(projectId)).toMatchObject({ ok: true })

	const rows: string[] = []
	for await (const { type } of db.signals.scan({ projectId })) rows.push(type)
	expect(rows.filter((type) => type === 'retention.changed')).toHaveLength(2)
	expect(rows.filter((type) => type === 'retention.applied')).toHaveLength(2)
	const none = { wordsDays: 0, contextsDays: null, legalHold: false }
	await expect(signals.retention.set(projectId, none, director(2))).rejects.toThrow(/whole number/)
})
