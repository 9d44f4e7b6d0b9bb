/**
 * [R9] Damage on disk, of every kind a board's rows can have: what cannot be read whole is never opened
 * as an empty or altered board, and nothing is written over it.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { box } from '../convergence/records.ts'
import { type RoomServer, startRoomServer } from '../support/room-server.ts'
import { type ClientOptions, TestClient } from '../support/test-client.ts'

let folder: string
let file: string
let server: RoomServer
let clients: TestClient[] = []
const enter = async (options: ClientOptions = {}) => {
	const client = new TestClient(server.url, options)
	clients.push(client)
	return client.synced()
}
beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'dailies-damaged-'))
	file = join(folder, 'dailies.db')
	server = await startRoomServer({ file })
})
afterEach(async () => {
	for (const client of clients) client.socket.terminate()
	clients = []
	await server.stop()
	rmSync(folder, { recursive: true, force: true })
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
