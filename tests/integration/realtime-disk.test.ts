/**
 * [R2] [R10] [R11] The disk under a running server: full, or read-only. Nothing acknowledged is lost,
 * nothing unacknowledged is shown, people keep what they drew and it arrives when there is room again.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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
		expect(ada.closed?.reason).toBe('storage_full')
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
		expect(ada.closed?.reason).toBe('storage_failed')
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
