/**
 * [R2] [R9] [R10] [R11] The disk under a running server: full, read-only, damaged. Nothing acknowledged
 * is lost, nothing unacknowledged is shown, people keep what they drew and it arrives when there is
 * room again; what cannot be read is never opened as an empty board.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { connectRoom, type RoomConnection } from '#app/features/sync/connect-room.ts'
import { createPlainStore } from '#app/features/sync/create-plain-store.ts'
import { noLocalCopy } from '#app/features/sync/local-copy.ts'
import { ERROR_KINDS, isAppError } from '#core/errors.ts'
import { box } from '../convergence/records.ts'
import { type HeldDisk, holdDisk } from '../support/hostile-disk.ts'
import { type Film, openFilm, type Verdict } from '../support/hostile-film.ts'
import { verifyFile } from '../support/hostile-verify.ts'
import { type RoomServer, startRoomServer } from '../support/room-server.ts'
import { type ClientOptions, TestClient } from '../support/test-client.ts'

let folder: string
let file: string
let disk: HeldDisk
let server: RoomServer
let clients: TestClient[] = []
let rooms: RoomConnection[] = []
const enter = async (options: ClientOptions = {}) => {
	const client = new TestClient(server.url, options)
	clients.push(client)
	return client.synced()
}
beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'dailies-disk-'))
	file = join(folder, 'dailies.db')
	disk = holdDisk()
	server = await startRoomServer({ file })
})
afterEach(async () => {
	for (const room of rooms) room.dispose()
	for (const client of clients) client.socket.terminate()
	rooms = []
	clients = []
	await server.stop()
	disk.release()
	rmSync(folder, { recursive: true, force: true })
})

const heavy = (id: string) => box(id, { meta: { note: 'x'.repeat(40_000) } })

/** The product's own client. */
function openAs(who: string, clientId: number): RoomConnection {
	class CookieSocket extends WebSocket {
		constructor(url: string | URL) {
			super(url, { headers: { cookie: `who=${who}:editor` } })
		}
	}
	const room = connectRoom({
		...{ room: 'board:s1', origin: `http://127.0.0.1:${server.port}`, clientId, generation: 1 },
		user: { userId: who, name: who, color: 'teal' },
		...{ canWrite: true, createStore: createPlainStore, openLocalCopy: noLocalCopy },
		// Cast: ws's class has the members that the client uses.
		WebSocket: CookieSocket as unknown as typeof globalThis.WebSocket,
	})
	rooms.push(room)
	return room
}

/** Draws until a commit fails for want of space; returns who could not save. */
async function drawUntilFull(client: TestClient): Promise<void> {
	for (let i = 0; client.closed === null && i < 60; i++) {
		client.records.put(heavy(`${i}`))
		await client.saved().catch(() => undefined)
	}
	expect(client.closed?.code).toBe(1013)
}

describe('a full disk', () => {
	it('[R10] keeps what was saved, shows nothing that was not, and takes the rest when there is room', async () => {
		const ada = await enter()
		const ben = await enter({ who: 'ben:editor' })
		const dot = openAs('dot', 77)
		await expect.poll(() => dot.saveState.get().kind).toBe('saved')
		ada.records.put(box('before'))
		await ada.saved()
		disk.fill()
		await drawUntilFull(ada)

		expect(await ben.refused()).toBe(1013)
		expect(ada.closed?.reason).toContain('disk is full')
		expect(server.log.some(({ fields }) => codeIn(fields) === 'storage_full')).toBe(true)
		const unsaved = [...ada.records.all()].filter(({ id }) => !ben.records.has(id))
		expect(unsaved.length).toBeGreaterThan(0)
		// Whoever comes while it is full reads what is saved, and only that.
		const cy = await enter({ who: 'cy:viewer' })
		expect(cy.records.has('shape:before')).toBe(true)
		for (const { id } of unsaved) expect(cy.records.has(id)).toBe(false)
		dot.store.put([heavy('dot')])
		await expect.poll(() => dot.saveState.get().kind).not.toBe('saved')

		disk.makeRoom()
		const again = await enter({ doc: ada.doc })
		await again.saved()
		dot.retry()
		await dot.whenSaved()
		const late = await enter({ who: 'late:viewer' })
		for (const { id } of ada.records.all()) expect(late.records.has(id)).toBe(true)
		expect(late.records.has('shape:dot')).toBe(true)
		expect((await judged()).faults).toEqual([])
	})

	it('[R11] tells who decides that it is full; asked again with room, it is decided once', async () => {
		const film = await openFilm(server, folder)
		const open = new Map<string, Verdict>()
		let answered = 0
		const listener = {
			asked: (verdict: Verdict) => void open.set(verdict.key, verdict),
			answered: (verdict: Verdict) => {
				open.delete(verdict.key)
				answered += 1
			},
		}
		await film.work('before', listener)
		const before = answered
		disk.fill()
		const failure = await workUntilFull(film, listener)

		expect(failure).toMatchObject({ code: 'storage_full' })
		expect(failure).toMatchObject({ userMessage: ERROR_KINDS.storage_full.message })
		disk.makeRoom()
		for (const verdict of [...open.values()]) await film.decide(verdict)
		await film.work('after', listener)
		const { faults, decisions } = await judged()
		expect(faults).toEqual([])
		expect(decisions).toBeGreaterThan(before)
	})
})

async function workUntilFull(film: Film, listener: Parameters<Film['work']>[1]): Promise<unknown> {
	for (let i = 0; i < 60; i++) {
		try {
			await film.work(`full${i}`, listener)
		} catch (error) {
			return error
		}
	}
	throw new Error('the disk never became full')
}

function codeIn(fields: object): string | null {
	const error = 'err' in fields ? fields.err : null
	return isAppError(error) ? error.code : null
}

/** The file as it is once the server has let go of it. */
async function judged() {
	for (const room of rooms) room.dispose()
	for (const client of clients) client.socket.terminate()
	await server.stop()
	const verdict = await verifyFile(file)
	server = await startRoomServer({ file })
	return verdict
}

describe('a disk that only reads', () => {
	it('[R10] under a running server behaves like a full one', async () => {
		const ada = await enter()
		ada.records.put(box('before'))
		await ada.saved()
		disk.setReadOnly(true)
		ada.records.put(box('meanwhile'))
		expect(await ada.refused()).toBe(1013)
		expect(ada.closed?.reason).toContain('cannot write')
		const cy = await enter({ who: 'cy:viewer' })
		expect(cy.records.has('shape:before')).toBe(true)
		expect(cy.records.has('shape:meanwhile')).toBe(false)
		disk.setReadOnly(false)
		await (await enter({ doc: ada.doc })).saved()
		const late = await enter({ who: 'late:viewer' })
		expect(late.records.has('shape:meanwhile')).toBe(true)
	})

	it('keeps the program from starting, with one sentence and nothing changed', (test) => {
		const place = join(folder, 'read-only')
		mkdirSync(place)
		const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'ro,size=1m', 'tmpfs', place])
		if (mounted.status !== 0) {
			console.warn('SKIPPED: a read-only folder cannot be mounted here (needs root).')
			return test.skip()
		}
		try {
			const flags = ['--disable-warning=ExperimentalWarning', 'server/index.ts']
			const env = {
				...process.env,
				DATA_DIR: place,
				PORT: '0',
				NODE_ENV: 'production' as const,
			}
			const { status, stderr } = spawnSync(process.execPath, flags, { env, encoding: 'utf8' })
			expect(status).toBe(1)
			expect(stderr.trim().split('\n')).toHaveLength(1)
			expect(stderr).toContain('DATA_DIR')
			expect(readdirSync(place)).toEqual([])
		} finally {
			spawnSync('umount', [place])
		}
	})
})

describe('[R9] a board that is damaged on disk', () => {
	const edit = (sql: string, ...values: unknown[]) => {
		const sqlite = new SqliteDatabase(file)
		const done = sqlite.prepare(sql).run(...values)
		sqlite.close()
		return done.changes
	}
	const rows = () => {
		const sqlite = new SqliteDatabase(file, { readonly: true })
		const all = sqlite
			.prepare('SELECT seq, length(body) AS size FROM room_update ORDER BY room, seq')
			.all()
		sqlite.close()
		return JSON.stringify(all)
	}
	/** A board of forty edits on disk, in no server's memory. */
	async function boardOnDisk(): Promise<void> {
		const ada = await enter()
		for (let i = 0; i < 40; i++) ada.records.put(box(`b${i}`))
		await ada.saved()
		await server.rooms.close('board:s1')
		server.rooms.reopen('board:s1')
	}
	async function staysClosed(): Promise<void> {
		const before = rows()
		const ben = new TestClient(server.url, { who: 'ben:editor' })
		clients.push(ben)
		expect(await ben.refused()).toBe(4500)
		expect(ben.isSynced).toBe(false)
		await expect(
			server.rooms.command('board:s1', { principal: null }, ({ records }) => records.put(box('x'))),
		).rejects.toMatchObject({ code: 'damaged' })
		expect(rows()).toBe(before)
	}
	const damages: [string, string][] = [
		['a row missing in the middle', 'DELETE FROM room_update WHERE seq = 20'],
		[
			'the last row missing',
			'DELETE FROM room_update WHERE seq = (SELECT max(seq) FROM room_update)',
		],
		['the first row missing', "DELETE FROM room_update WHERE seq = 1 AND room = 'board:s1'"],
		['every row missing', "DELETE FROM room_update WHERE room = 'board:s1'"],
		['a row cut short', 'UPDATE room_update SET body = substr(body, 1, 10) WHERE seq = 7'],
		['a row emptied', "UPDATE room_update SET body = x'' WHERE seq = 7"],
		[
			'one byte of a row changed',
			"UPDATE room_update SET body = CAST(x'00' || substr(body, 2) AS BLOB) WHERE seq = 7",
		],
	]
	for (const [what, sql] of damages)
		it(`${what}: stays closed and as it is`, async () => {
			await boardOnDisk()
			// The log is append-only by triggers; damage does not ask them.
			const sqlite = new SqliteDatabase(file)
			const triggers = sqlite
				.prepare(
					"SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'room_update'",
				)
				.pluck()
				.all()
			for (const name of triggers) sqlite.exec(`DROP TRIGGER ${String(name)}`)
			sqlite.close()
			expect(edit(sql)).toBeGreaterThan(0)
			await staysClosed()
		})

	/** The same board after enough work for a snapshot. */
	async function boardWithSnapshot(): Promise<TestClient> {
		const ada = await enter()
		ada.records.put(box('b'))
		for (let i = 0; i < 560; i++) ada.records.update('shape:b', { x: i })
		await ada.saved()
		await expect
			.poll(async () => (await server.db.rooms.open('board:s1')).snapshot !== null, {
				timeout: 20_000,
			})
			.toBe(true)
		await server.rooms.close('board:s1')
		server.rooms.reopen('board:s1')
		return ada
	}
	const spoil = "UPDATE room_snapshot SET body = CAST(x'00' || substr(body, 2) AS BLOB)"

	it('a spoilt snapshot over a whole log: opens from the log, complete', async () => {
		const ada = await boardWithSnapshot()
		expect(edit(spoil)).toBe(1)
		const ben = await enter({ who: 'ben:editor' })
		expect(ben.records.get('shape:b')).toEqual(ada.records.get('shape:b'))
	})

	it('a spoilt snapshot over a trimmed log: stays closed and as it is', async () => {
		await boardWithSnapshot()
		expect(edit(spoil)).toBe(1)
		const sqlite = new SqliteDatabase(file)
		const upto = "(SELECT upto_seq FROM room_snapshot WHERE room = 'board:s1')"
		sqlite.exec(`DELETE FROM room_update WHERE room = 'board:s1' AND seq <= ${upto}`)
		sqlite.close()
		await staysClosed()
	})
})
