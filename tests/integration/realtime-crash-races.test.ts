/**
 * [R2] [R9] Rooms that open and close while people come, go and draw: idle ones let go at once, scenes
 * trashed and restored under load, servers on one folder. What was acknowledged is there every time.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { seededRandom } from '#core/random.ts'
import { box } from '../convergence/records.ts'
import { startProcess } from '../support/hostile-process.ts'
import { verifyFile } from '../support/hostile-verify.ts'
import { type RoomServer, startRoomServer } from '../support/room-server.ts'
import { TestClient } from '../support/test-client.ts'

const ROUNDS = 30
let folder: string
let file: string
let server: RoomServer | null = null
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'dailies-races-'))
	file = join(folder, 'dailies.db')
})
afterEach(async () => {
	await server?.stop()
	server = null
	rmSync(folder, { recursive: true, force: true })
})

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Comes in, draws, waits for the word and leaves; says what was acknowledged or why it was not let in. */
async function visit(url: string, name: string): Promise<{ id: string | null; code: number }> {
	const client = new TestClient(url, { who: `u${name.replaceAll(/\W/g, '')}:editor` })
	try {
		await client.until(() => client.isSynced || client.closed !== null, 'an answer')
		if (!client.isSynced) return { id: null, code: client.closed?.code ?? 0 }
		client.records.put(box(name))
		await client.until(() => client.acked === client.sent || client.closed !== null, 'the word')
		const isSaved = client.acked === client.sent
		return { id: isSaved ? `shape:${name}` : null, code: client.closed?.code ?? 1000 }
	} finally {
		await client.leave()
	}
}

it('people who come while the room is let go lose nothing', async () => {
	const random = seededRandom('races')
	server = await startRoomServer({ file, idleMs: 1 })
	const { url, metrics } = server
	const saved: string[] = []
	const codes = new Set<number>()
	let emptied = 0
	for (let round = 0; round < ROUNDS; round++) {
		const visits = Array.from({ length: 4 }, async (_, i) => {
			await pause(random() * 12)
			return visit(url, `r${round}v${i}`)
		})
		for (const { id, code } of await Promise.all(visits)) {
			if (id) saved.push(id)
			codes.add(code)
		}
		await pause(random() * 8)
		if (metrics.rooms === 0) emptied += 1
	}
	// Let in, or asked to come again in the moment a room is let go; never refused, never an empty room.
	expect([...codes].filter((code) => ![1000, 1005, 1013].includes(code))).toEqual([])
	expect(saved.length).toBeGreaterThan(ROUNDS * 3)
	expect(emptied).toBeGreaterThan(0)
	await server.stop()
	server = null
	const { faults, board } = await verifyFile(file)
	expect(faults).toEqual([])
	expect(saved.filter((id) => !board.has(id))).toEqual([])
	console.info(
		`proof: ${saved.length} visits saved, the room was let go in ${emptied} of ${ROUNDS} rounds`,
	)
})

it('a scene trashed and restored under load keeps all that was acknowledged', async () => {
	const random = seededRandom('trash')
	server = await startRoomServer({ file })
	const { url, rooms } = server
	const saved: string[] = []
	const codes = new Set<number>()
	let isOver = false
	const people = Array.from({ length: 5 }, async (_, who) => {
		for (let n = 0; !isOver; n++) {
			const { id, code } = await visit(url, `w${who}n${n}`)
			if (id) saved.push(id)
			codes.add(code)
		}
	})
	for (let round = 0; round < ROUNDS; round++) {
		while (saved.length < round * 3) await pause(2)
		await pause(random() * 10)
		await rooms.close('board:s1')
		await pause(random() * 10)
		rooms.reopen('board:s1')
	}
	await pause(50)
	isOver = true
	await Promise.all(people)
	expect([...codes].filter((code) => ![1000, 1005, 1013, 4410].includes(code))).toEqual([])
	expect(saved.length).toBeGreaterThan(ROUNDS)
	await server.stop()
	server = null
	const { faults, board } = await verifyFile(file)
	expect(faults).toEqual([])
	expect(saved.filter((id) => !board.has(id))).toEqual([])
})

it('a second server on the same folder is refused, and the first one goes on', async () => {
	const book = { open: new Map(), answered: new Map() }
	const first = startProcess(folder, { book })
	const second = startProcess(folder, { book })
	try {
		const url = `ws://127.0.0.1:${await first.go(0)}/collab`
		await expect(second.go(0)).rejects.toThrow(/already running/)
		const ada = await new TestClient(url).synced()
		ada.records.put(box('still'))
		await ada.saved()
		ada.socket.terminate()
		// One that was killed leaves the folder free.
		await first.end('SIGKILL')
		const third = startProcess(folder, { book })
		await third.go(0)
		expect(await third.end('SIGTERM')).toBe(0)
	} finally {
		await second.end('SIGKILL')
		await first.end('SIGKILL')
	}
	expect((await verifyFile(file)).board.has('shape:still')).toBe(true)
})
