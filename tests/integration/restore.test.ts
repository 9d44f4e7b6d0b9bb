/** The restore drill: what was backed up comes back exactly, and old copies never mix with it. */
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openDatabase } from '#db/open.ts'
import { restore } from '#server/cli/restore.ts'
import { type Env, EnvSchema } from '#server/env.ts'
import { lockDataDir } from '#server/lock.ts'
import { box } from '../convergence/records.ts'
import { type RoomServer, startRoomServer } from '../support/room-server.ts'
import { TestClient } from '../support/test-client.ts'

let folder: string
let env: Env
let server: RoomServer | null
let clients: TestClient[]
const current = () => join(folder, 'dailies.db')
const backup = () => join(folder, 'nightly.db')

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'dailies-restore-'))
	env = EnvSchema.parse({ DATA_DIR: folder })
	server = null
	clients = []
})
afterEach(async () => {
	await stop()
	rmSync(folder, { recursive: true, force: true })
})
const start = async () => {
	server = await startRoomServer({ file: current() })
	return server
}
const stop = async () => {
	for (const client of clients) client.socket.terminate()
	clients = []
	await server?.stop()
	server = null
}
const join1 = async (options: ConstructorParameters<typeof TestClient>[1] = {}) => {
	const client = new TestClient(server?.url ?? '', options)
	clients.push(client)
	return client
}
const draw = async (client: TestClient, ...names: string[]) => {
	for (const name of names) client.records.put(box(name))
	await client.saved()
}
const shapes = (client: TestClient) =>
	[...client.records.all()].map(({ id }): string => id).filter((id) => id.startsWith('shape:'))

/** Draws, backs up, draws on, and stops; answers the document of the one who was there. */
async function workAndBackUp() {
	const { db } = await start()
	const ada = await (await join1({ generation: 1 })).synced()
	await draw(ada, 'kept')
	await db.backup(backup())
	await draw(ada, 'after')
	const { doc } = ada
	await stop()
	return doc
}

it('[R13] the drill: a new client sees exactly the backup; an old one is turned away and nothing merges', async () => {
	const old = await workAndBackUp()
	const result = await restore(env, { file: backup(), now: Date.now() })
	expect(result).toMatchObject({ projects: 1, boards: 1 })
	await start()
	const late = await join1({ doc: old, generation: 1 })
	late.records.put(box('offline'))
	expect(await late.refused()).toBe(4427)
	const fresh = await (await join1({ who: 'ben:editor', generation: 2 })).synced()
	expect(shapes(fresh)).toEqual(['shape:kept'])
	await draw(fresh, 'next')
	expect(await server?.rooms.generation('board:s1')).toBe(2)
	expect(await server?.rooms.generation('project:p1')).toBe(2)
	expect(late.records.has('shape:offline')).toBe(true)
})

it('the database that stood there is kept beside, whole, with its newest work', async () => {
	await workAndBackUp()
	const { kept } = await restore(env, { file: backup(), now: Date.UTC(2030, 0, 2) })
	expect(kept).toBe(join(folder, 'backups', 'replaced-2030-01-02T00-00-00-000Z.db'))
	expect(existsSync(`${current()}-wal`)).toBe(false)
	const before = openDatabase({ file: kept ?? '' })
	const room = await before.rooms.open('board:s1')
	expect(room.generation).toBe(1)
	await before.close()
	rmSync(current())
	copyFileSync(kept ?? '', current())
	await start()
	const back = await (await join1()).synced()
	expect(shapes(back).sort()).toEqual(['shape:after', 'shape:kept'])
})

it('[R13] restoring the same backup twice still begins a new generation each time', async () => {
	await workAndBackUp()
	for (const generation of [2, 3, 4]) {
		await restore(env, { file: backup(), now: Date.now() + generation })
		const db = openDatabase({ file: current() })
		expect((await db.upkeep.generations()).get('board:s1')).toBe(generation)
		await db.close()
	}
	expect(readdirSync(join(folder, 'backups'))).toHaveLength(3)
})

it('a database that cannot be read any more is replaced too, with a generation nobody can have seen', async () => {
	await workAndBackUp()
	const bytes = readFileSync(current())
	bytes.fill(7, 0, 4096)
	rmSync(current())
	const { writeFileSync } = await import('node:fs')
	writeFileSync(current(), bytes)
	const now = Date.now()
	const { kept } = await restore(env, { file: backup(), now })
	expect(readFileSync(kept ?? '').equals(bytes)).toBe(true)
	await start()
	expect(await server?.rooms.generation('board:s1')).toBe(Math.floor(now / 1000))
	expect(shapes(await (await join1()).synced())).toEqual(['shape:kept'])
})

it('a backup with one changed byte, one cut short and one of another program change nothing', async () => {
	await workAndBackUp()
	const raw = new SqliteDatabase(backup())
	raw.exec("UPDATE room_update SET body = CAST(x'00' || body AS BLOB) WHERE seq = 2")
	raw.close()
	const standing = readFileSync(current())
	await expect(restore(env, { file: backup(), now: 1 })).rejects.toMatchObject({ code: 'damaged' })
	const cut = join(folder, 'cut.db')
	const { writeFileSync } = await import('node:fs')
	writeFileSync(cut, readFileSync(backup()).subarray(0, 9000))
	await expect(restore(env, { file: cut, now: 2 })).rejects.toThrow()
	const foreign = join(folder, 'foreign.db')
	new SqliteDatabase(foreign).exec('CREATE TABLE recipes (id TEXT)').close()
	await expect(restore(env, { file: foreign, now: 3 })).rejects.toThrow(/another program/)
	await expect(restore(env, { file: join(folder, 'none.db'), now: 4 })).rejects.toMatchObject({
		code: 'not_found',
	})
	expect(readFileSync(current()).equals(standing)).toBe(true)
	expect(existsSync(join(folder, 'backups'))).toBe(false)
	expect(readdirSync(folder).filter((name) => name.startsWith('restoring-'))).toEqual([])
})

it('with a server on the folder it is refused, in a sentence', async () => {
	await workAndBackUp()
	const lock = lockDataDir(folder)
	await expect(restore(env, { file: backup(), now: 1 })).rejects.toMatchObject({
		userMessage: expect.stringContaining('stop it first'),
	})
	lock.release()
})

it('every byte of a snapshot counts, and a whole one is no damage', async () => {
	await workAndBackUp()
	const db = openDatabase({ file: current() })
	const { seq } = await db.rooms.open('board:s1')
	const given = { uptoSeq: seq, body: new Uint8Array([1, 2, 3]), clocks: new Uint8Array([4, 5]) }
	await db.rooms.saveSnapshot('board:s1', 1, given)
	expect(await db.upkeep.damagedRows()).toEqual([])
	await db.close()
	const raw = new SqliteDatabase(current())
	raw.exec("UPDATE room_snapshot SET clocks = x'0406'")
	raw.close()
	const again = openDatabase({ file: current() })
	expect(await again.upkeep.damagedRows()).toMatchObject([{ room: 'board:s1', seq }])
	await again.close()
})
