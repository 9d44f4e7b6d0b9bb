/** Honest people in a room: real sockets, real SQLite, and the stock y-websocket client. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { AppError } from '#core/errors.ts'
import { RecordDoc } from '#core/sync/record-doc.ts'
import type { Database } from '#db/database.ts'
import { box, panel, strokeOf } from '../convergence/records.ts'
import { type RoomServer, startRoomServer } from '../support/room-server.ts'
import { type ClientOptions, TestClient } from '../support/test-client.ts'

let server: RoomServer
let clients: TestClient[] = []
const start = async (options: Parameters<typeof startRoomServer>[0] = {}) => {
	server = await startRoomServer(options)
}
const join = async (options: ClientOptions = {}) => {
	const client = new TestClient(server.url, options)
	clients.push(client)
	return client.synced()
}
afterEach(async () => {
	for (const client of clients) client.socket.terminate()
	clients = []
	await server.stop()
})

describe('a board with people in it', () => {
	beforeEach(() => start())

	it('[B12] is made with its document and page', async () => {
		const ada = await join()
		expect(ada.records.get('document:document')?.typeName).toBe('document')
		expect(ada.records.get('page:page')?.typeName).toBe('page')
	})

	it('shows two people each other’s work and ends equal', async () => {
		const ada = await join()
		const ben = await join({ who: 'ben:editor' })
		ada.records.put(panel('p'))
		ben.records.put(box('b'))
		await ben.until(() => ben.records.has('shape:p'), 'Ada’s panel')
		await ada.until(() => ada.records.has('shape:b'), 'Ben’s box')
		ada.records.update('shape:p', { 'props.action': 'Rain.' })
		await ben.until(() => ben.records.has('shape:p'), 'the caption')
		ben.records.update('shape:p', { 'props.action': 'Rain. Night.' })
		await Promise.all([ada.saved(), ben.saved()])
		await ada.until(() => JSON.stringify(ada.records.get('shape:p')).includes('Night.'), 'the text')
		const sorted = (client: TestClient) =>
			[...client.records.all()].map((record) => JSON.stringify(record)).sort()
		expect(sorted(ada)).toEqual(sorted(ben))
	})

	it('[W3] acknowledges every update and step 2, and counts nothing twice', async () => {
		const ada = await join()
		for (let i = 0; i < 30; i++) ada.records.put(box(`b${i}`))
		await ada.saved()
		expect(ada.acked).toBe(31)
		expect((await server.db.rooms.open('board:s1')).seq).toBe(31)
	})

	it('[R1] gives everything acknowledged back after a restart', async () => {
		const ada = await join()
		for (let points = 2; points < 60; points += 5)
			ada.records.put(strokeOf('s', points, points > 55))
		ada.records.put(panel('p'))
		await ada.saved()
		const before = [...ada.records.all()].length
		await server.rooms.close('board:s1')
		expect(await ada.refused()).toBe(4410)
		server.rooms.reopen('board:s1')

		const again = await join({ who: 'ben:editor' })
		expect([...again.records.all()].length).toBe(before)
		expect(again.records.get('shape:s')).toEqual(ada.records.get('shape:s'))
	})

	it('[W9] serves the stock y-websocket client, which chooses its own id', async () => {
		const doc = new Y.Doc()
		class CookieSocket extends WebSocket {
			constructor(url: string | URL) {
				super(url, { headers: { cookie: 'who=cy:editor' } })
			}
		}
		const provider = new WebsocketProvider(server.url, 'board:s1', doc, {
			// The provider's types want the browser's class; ws has the same interface.
			WebSocketPolyfill: CookieSocket as unknown as typeof globalThis.WebSocket,
			disableBc: true,
		})
		await new Promise<void>((resolve) => provider.once('sync', () => resolve()))
		provider.awareness.setLocalState({ tool: 'draw' })
		const ada = await join()
		new RecordDoc(doc).put(box('stock'))
		await ada.until(() => ada.records.has('shape:stock'), 'the stock client’s box')
		ada.records.put(box('ours'))
		const theirs = new RecordDoc(doc)
		await ada.until(() => theirs.has('shape:ours'), 'our box over there')
		await ada.until(() => ada.presence.has(doc.clientID), 'their presence')
		expect(ada.presence.get(doc.clientID)?.state).toMatchObject({
			tool: 'draw',
			user: { userId: 'cy' },
		})
		expect(provider.wsconnected).toBe(true)
		provider.destroy()
	})

	it('[R8] opens a circle of parents that two people closed, for everybody', async () => {
		const ada = await join()
		ada.records.put(box('a'))
		ada.records.put(box('b'))
		await ada.saved()
		const ben = await join({ who: 'ben:editor' })
		ada.socket.pause()
		ben.records.update('shape:b', { parentId: 'shape:a' })
		await ben.saved()
		ada.records.update('shape:a', { parentId: 'shape:b' })
		ada.socket.resume()
		await ada.saved()
		const parents = (client: TestClient) =>
			['shape:a', 'shape:b'].map((id) => {
				const record = client.records.get(id)
				return record?.typeName === 'shape' ? record.parentId : null
			})
		await ben.until(() => parents(ben).some((parent) => parent === 'page:page'), 'the repair')
		await ada.until(() => parents(ada).some((parent) => parent === 'page:page'), 'the repair')
		expect(parents(ada)).toEqual(parents(ben))
	})

	it('[R15] asks a person to reconnect when their role changed', async () => {
		const ada = await join()
		const ben = await join({ who: 'ben:editor' })
		server.rooms.reconnectUser('ben')
		expect(await ben.refused()).toBe(4503)
		expect(ada.closed).toBeNull()
	})

	it('writes the rows film-wide pages read in the same commit', async () => {
		const ada = await join()
		ada.records.put(panel('p', { props: { action: 'Rain.', durationFrames: 48 } }))
		ada.records.put(panel('q', { index: 'a2' }))
		await ada.saved()
		const [first, second] = await server.db.projects.listPanels('s1')
		expect(first).toMatchObject({ panelId: 'shape:p', action: 'Rain.', number: '4-1' })
		expect(second).toMatchObject({ panelId: 'shape:q', position: 1, number: '4A-1' })
		ada.records.put(box('in', { parentId: 'shape:p' }))
		await ada.saved()
		const [drawn, other] = await server.db.projects.listPanels('s1')
		expect(drawn?.pictureHash).not.toBe(first?.pictureHash)
		expect(other?.pictureHash).toBe(second?.pictureHash)
		ada.records.update('shape:p', { 'props.action': 'Hail.' })
		await ada.saved()
		const [captioned] = await server.db.projects.listPanels('s1')
		expect(captioned).toMatchObject({ action: 'Hail.', pictureHash: drawn?.pictureHash })
		ada.records.remove('shape:q')
		await ada.saved()
		expect((await server.db.projects.listPanels('s1')).length).toBe(1)
	})

	it('[R14] snapshots a long log and opens from it alike', async () => {
		const ada = await join()
		ada.records.put(box('b'))
		for (let i = 0; i < 620; i++) ada.records.update('shape:b', { x: i })
		await ada.saved()
		await ada.until(() => server.metrics.updatesCommitted > 600)
		await ada.leave()
		await expect
			.poll(async () => (await server.db.rooms.open('board:s1')).snapshot?.uptoSeq ?? 0, {
				timeout: 15_000,
			})
			.toBeGreaterThan(400)
		await server.rooms.close('board:s1')
		server.rooms.reopen('board:s1')
		const again = await join()
		expect(again.records.get('shape:b')).toEqual(ada.records.get('shape:b'))
	})
})

describe('the doors of a room', () => {
	beforeEach(() => start())
	const knock = async (options: ClientOptions) => {
		const client = new TestClient(server.url, options)
		clients.push(client)
		return client.refused()
	}

	it('lets nobody in without a name', async () => {
		expect(await knock({ who: 'nobody' })).toBe(4401)
	})
	it('knows no room that was never made', async () => {
		expect(await knock({ room: 'board:nope' })).toBe(4404)
		expect(await knock({ room: 'nonsense' })).toBe(4404)
	})
	it('keeps a trashed scene closed', async () => {
		await server.db.projects.setTrashed('p1', 1)
		expect(await knock({})).toBe(4410)
	})
	it('[R13] refuses another generation before reading a message', async () => {
		expect(await knock({ generation: 7 })).toBe(4427)
		const right = await join({ generation: 1 })
		expect(right.isSynced).toBe(true)
	})
	it('[R12] refuses an issued client id in another person’s hands', async () => {
		const clientId = await server.rooms.issueClientId('board:s1', 'ada')
		expect(clientId).toBeLessThan(2 ** 21)
		expect(await knock({ who: 'ben:editor', clientId })).toBe(4409)
		expect((await join({ clientId })).isSynced).toBe(true)
	})
	it('refuses a page of another site', async () => {
		expect(await knock({ origin: 'https://evil.example' })).toBe(1006)
		const ours = await join({ origin: `http://127.0.0.1:${server.port}` })
		expect(ours.isSynced).toBe(true)
	})
})

describe('when the disk fails', () => {
	let failing: AppError | null = null
	let commits: string[] = []
	const wrap = (db: Database): Database => ({
		...db,
		rooms: {
			...db.rooms,
			commit(batch) {
				if (failing) throw failing
				commits.push(...batch.map((one) => one.room))
				return db.rooms.commit(batch)
			},
		},
	})
	beforeEach(async () => {
		failing = null
		commits = []
		await start({ wrap })
	})

	it('[R2] [R10] nobody sees an edit that was not committed, and everybody comes back', async () => {
		const ada = await join()
		const ben = await join({ who: 'ben:editor' })
		ada.records.put(box('kept'))
		await ben.until(() => ben.records.has('shape:kept'), 'the first box')
		failing = new AppError('storage_full')
		ada.records.put(box('lost'))
		expect(await ada.refused()).toBe(1013)
		expect(await ben.refused()).toBe(1013)
		expect(ben.records.has('shape:lost')).toBe(false)
		expect(ada.acked).toBe(ada.sent - 1)

		failing = null
		const again = await join({ doc: ada.doc })
		await again.saved()
		const ben2 = await join({ who: 'ben:editor' })
		expect(ben2.records.has('shape:lost')).toBe(true)
		expect(ben2.records.has('shape:kept')).toBe(true)
	})

	it('one room’s fault costs no other room its work', async () => {
		await server.db.rooms.create('board:s2', 'p1')
		const ada = await join()
		const other = await join({ room: 'board:s2', who: 'ben:editor' })
		const real = server.db.rooms.commit
		server.db.rooms.commit = (batch) => {
			if (batch.some((one) => one.room === 'board:s1')) throw new Error('a fault in one room')
			return real(batch)
		}
		ada.records.put(box('a'))
		other.records.put(box('b'))
		expect(await ada.refused()).toBe(1013)
		await other.saved()
		expect(other.closed).toBeNull()
	})

	it('[R9] a room that cannot be opened stays closed and never becomes an empty one', async () => {
		const ada = await join()
		ada.records.put(box('a'))
		await ada.saved()
		await server.rooms.close('board:s1')
		server.rooms.reopen('board:s1')
		const open = server.db.rooms.open
		server.db.rooms.open = async () => {
			throw new AppError('damaged')
		}
		const ben = new TestClient(server.url, { who: 'ben:editor' })
		clients.push(ben)
		expect(await ben.refused()).toBe(4500)
		expect(ben.isSynced).toBe(false)
		server.db.rooms.open = open
		const cy = await join({ who: 'cy:editor' })
		expect(cy.records.has('shape:a')).toBe(true)
	})
})

describe('rooms nobody uses', () => {
	it('are let go when idle and come back whole', async () => {
		await start({ idleMs: 50 })
		const ada = await join()
		ada.records.put(box('a'))
		await ada.saved()
		expect(server.rooms.present('board:s1').map((one) => one.userId)).toEqual(['ada'])
		await ada.leave()
		await expect.poll(() => server.metrics.rooms).toBe(0)
		const ben = await join({ who: 'ben:editor' })
		expect(ben.records.has('shape:a')).toBe(true)
		expect(server.metrics.rooms).toBe(1)
	})

	it('[R14] are folded into one snapshot when idle, so that the next opening reads no log', async () => {
		await start({ idleMs: 50 })
		const ada = await join()
		for (let i = 0; i < 60; i++) ada.records.put(box(`b${i}`))
		await ada.saved()
		await ada.leave()
		const stored = () => server.db.rooms.open('board:s1')
		await expect
			.poll(async () => (await stored()).snapshot?.uptoSeq, { timeout: 15_000 })
			.toBe((await stored()).seq)
		expect((await stored()).updates).toEqual([])
		const ben = await join({ who: 'ben:editor' })
		expect(ben.records.size).toBe(62)
	})

	it('are loaded once however many come at the same time', async () => {
		await start()
		const all = await Promise.all(
			Array.from({ length: 12 }, (_, i) => join({ who: `user${i}:editor` })),
		)
		all[0]?.records.put(box('a'))
		for (const client of all) await client.until(() => client.records.has('shape:a'), 'the box')
	})
})
