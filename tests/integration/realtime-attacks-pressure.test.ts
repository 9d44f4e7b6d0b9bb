/**
 * [R17] Too much of everything: readers that do not read, floods, crowds, boards that are full. The one
 * who presses is slowed or shown out; what was taken is durable; nobody else notices.
 */
import { afterEach, describe, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { RecordDoc } from '#core/sync/record-doc.ts'
import { boardRecords, box } from '../convergence/records.ts'
import { roomCommit } from '../support/factories.ts'
import { type RoomServer, type RoomServerOptions, startRoomServer } from '../support/room-server.ts'
import { type ClientOptions, TestClient } from '../support/test-client.ts'

const MB = 1024 * 1024
let server: RoomServer
let clients: TestClient[] = []
const start = async (options: RoomServerOptions = {}) => {
	server = await startRoomServer(options)
}
const enter = async (options: ClientOptions = {}) => {
	const client = new TestClient(server.url, options)
	clients.push(client)
	return client.synced()
}
const knock = async (options: ClientOptions) => {
	const client = new TestClient(server.url, options)
	clients.push(client)
	await client.until(() => client.isSynced || client.closed !== null, 'an answer')
	return client.closed?.code ?? 'in'
}
afterEach(async () => {
	vi.restoreAllMocks()
	for (const client of clients) client.socket.terminate()
	clients = []
	await server.stop()
})

describe('a reader that stops reading', () => {
	it('is closed with 1013 once 8 MB wait for it, and nobody else notices', async () => {
		await start()
		const lazy = await enter({ who: 'lazy:viewer' })
		const reader = await enter({ who: 'reader:viewer' })
		const writers = await Promise.all([0, 1, 2, 3].map((i) => enter({ who: `w${i}:editor` })))
		const waiting = { most: 0 }
		const { send } = WebSocket.prototype
		vi.spyOn(WebSocket.prototype, 'send').mockImplementation(function (this: WebSocket, ...args) {
			waiting.most = Math.max(waiting.most, this.bufferedAmount)
			return Reflect.apply(send, this, args)
		})
		const inside = () => server.rooms.present('board:s1').map((one) => one.userId)
		lazy.socket.pause()
		let drawn = 0
		for (; inside().includes('lazy') && drawn < 1_600; drawn++) {
			const writer = writers[drawn % writers.length]
			writer?.records.put(box(`b${drawn}`, { meta: { note: `${drawn}`.repeat(12_000) } }))
			if (drawn % 16 === 15) for (const one of writers) await one.saved()
		}
		expect(inside()).not.toContain('lazy')
		lazy.socket.resume()
		expect(await lazy.refused()).toBe(1013)
		for (const one of writers) await one.saved()
		await reader.until(() => reader.records.has(`shape:b${drawn - 1}`), 'the last box')
		expect([reader, ...writers].every((one) => one.closed === null)).toBe(true)
		expect(waiting.most).toBeGreaterThan(7.5 * MB)
		expect(waiting.most).toBeLessThan(8.5 * MB)
		console.info(`proof: ${drawn} boxes sent; at most ${(waiting.most / MB).toFixed(1)} MB waited`)
	})
})

describe('a flood', () => {
	it('is slowed and not dropped: every update of it is durable in the end', async () => {
		await start()
		const pauses = vi.spyOn(WebSocket.prototype, 'pause')
		const ada = await enter()
		const ben = await enter({ who: 'ben:editor' })
		for (let i = 0; i < 700; i++) ada.records.put(box(`b${i}`))
		ben.records.put(box('between'))
		await ben.saved()
		await ada.saved()
		expect(pauses.mock.calls.length).toBeGreaterThan(0)
		expect(ada.acked).toBe(701)
		const late = await enter({ who: 'late:viewer' })
		for (let i = 0; i < 700; i++) expect(late.records.has(`shape:b${i}`)).toBe(true)
		expect([ada.closed, ben.closed]).toEqual([null, null])
	})
})

describe('[R17] a crowd', () => {
	it('a room holds 200 sockets and a person 40; whoever leaves makes room', async () => {
		await start()
		const all: TestClient[] = []
		for (let n = 0; n < 5; n++)
			all.push(
				...(await Promise.all(Array.from({ length: 40 }, () => enter({ who: `p${n}:viewer` })))),
			)
		expect(await knock({ who: 'p9:viewer' })).toBe(4529)
		expect(await knock({ who: 'p0:viewer' })).toBe(4529)
		for (const one of all.slice(0, 2)) await one.leave()
		expect(await knock({ who: 'p9:viewer' })).toBe('in')
		await all[3]?.leave()
		// Room in the room, and a person of 39: one more, not two.
		await expect.poll(() => server.rooms.connectionsOf('p0')).toBe(37)
		expect(all.slice(4).every((one) => one.closed === null)).toBe(true)
	})
	it('a person’s 41st socket is refused while others come in', async () => {
		await start()
		await Promise.all(Array.from({ length: 40 }, () => enter({ who: 'ada:viewer' })))
		expect(await knock({ who: 'ada:viewer' })).toBe(4529)
		expect(await knock({ who: 'ben:viewer' })).toBe('in')
	})
	it('a connection brings eight client ids and not nine', async () => {
		await start()
		const ada = await enter({ announce: false })
		for (let i = 0; i < 9; i++) {
			const other = new RecordDoc(new Y.Doc())
			other.doc.clientID = 8_000_000 + i
			other.put(box(`b${i}`))
			ada.sendUpdate(Y.encodeStateAsUpdate(other.doc))
		}
		expect(await ada.refused()).toBe(4422)
		const late = await enter({ who: 'late:viewer' })
		const there = Array.from({ length: 9 }, (_, i) => late.records.has(`shape:b${i}`))
		expect(there).toEqual([...Array.from({ length: 8 }, () => true), false])
	})
})

describe('[R17] a full board', () => {
	it('takes no shape beyond 12,000, takes deletions, and then shapes again', async () => {
		await start()
		const full = new RecordDoc(new Y.Doc())
		full.transact('made', () => {
			for (const record of boardRecords()) full.put(record)
			for (let i = 0; i < 12_000; i++) full.put(box(`b${i}`))
		})
		await server.db.rooms.create('board:full', 'p1')
		const update = Y.encodeStateAsUpdate(full.doc)
		await server.db.rooms.commit([
			roomCommit({
				room: 'board:full',
				updates: [{ update, userId: null, sessionId: null, at: 1 }],
				claims: [{ clientId: full.doc.clientID, userId: 'room' }],
			}),
		])
		const ada = await enter({ room: 'board:full' })
		ada.records.put(box('more'))
		expect(await ada.refused()).toBe(4422)
		const ben = await enter({ room: 'board:full', who: 'ben:editor' })
		expect(ben.records.has('shape:more')).toBe(false)
		ben.records.update('shape:b1', { x: 5 })
		ben.records.remove('shape:b0')
		ben.records.put(box('more'))
		await ben.saved()
		expect(ben.closed).toBeNull()
	})
	it('takes no more bytes than a room may have, takes deletions, and then more again', async () => {
		const limit = 200_000
		await start({ maxRoomBytes: limit })
		const ada = await enter()
		let count = 0
		for (; ada.closed === null && count < 100; count++) {
			ada.records.put(box(`b${count}`, { meta: { note: 'x'.repeat(10_000) } }))
			await ada.saved().catch(() => undefined)
		}
		expect(ada.closed?.code).toBe(4413)
		const ben = await enter({ who: 'ben:editor' })
		const { committed } = (await server.rooms.open('board:s1')).document
		expect(Y.encodeStateAsUpdate(committed).byteLength).toBeLessThanOrEqual(limit)
		for (let i = 0; i < 5; i++) ben.records.remove(`shape:b${i}`)
		await ben.saved()
		ben.records.put(box('more'))
		await ben.saved()
		expect(ben.closed).toBeNull()
		expect(ben.records.has(`shape:b${count - 1}`)).toBe(false)
	})
})
