/** Coming into a room: compressed for those who can unpack it, plain for everybody else, the same for all. */
import { randomBytes } from 'node:crypto'
import { b64Vecs } from '@tldraw/tlschema'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { openRoomSocket, type RoomSocket } from '#app/features/sync/room-socket.ts'
import { DOCUMENT_VERSION } from '#core/canvas/document-version.ts'
import type { DocRecord } from '#core/sync/doc-record.ts'
import { MESSAGE_ARCHIVE, MESSAGE_SYNC } from '#core/sync/protocol.ts'
import { RecordDoc } from '#core/sync/record-doc.ts'
import { box, strokeOf } from '../convergence/records.ts'
import { type RoomServer, startRoomServer } from '../support/room-server.ts'
import { type ClientOptions, TestClient } from '../support/test-client.ts'

let server: RoomServer
let clients: TestClient[] = []
let joiners: Joiner[] = []
const person = async (options: ClientOptions = {}) => {
	const client = new TestClient(server.url, options)
	clients.push(client)
	return client.synced()
}

/** Our own client at the room, with what it sent and received. */
class Joiner {
	readonly doc: Y.Doc
	readonly records: RecordDoc
	readonly socket: RoomSocket
	readonly received: Uint8Array[] = []
	readonly sent: Uint8Array[] = []
	refusal: { code: number; reason: string } | null = null

	constructor(doc = new Y.Doc(), spoil: (frame: Uint8Array) => void = () => undefined) {
		const { received, sent } = this
		class Socket extends WebSocket {
			constructor(url: string | URL) {
				super(url, { headers: { cookie: 'who=cy:editor' } })
				this.prependListener('message', (data: ArrayBuffer) => {
					const frame = new Uint8Array(data)
					spoil(frame)
					received.push(frame)
				})
			}
			override send(data: Uint8Array): void {
				sent.push(data)
				super.send(data)
			}
		}
		this.doc = doc
		this.records = new RecordDoc(doc)
		this.socket = openRoomSocket({
			doc,
			awareness: new Awareness(doc),
			room: 'board:s1',
			origin: `http://127.0.0.1:${server.port}`,
			generation: 1,
			onRefused: (refusal) => {
				this.refusal = refusal
			},
			// The types want the browser's class; ws has the same interface.
			WebSocket: Socket as unknown as typeof globalThis.WebSocket,
		})
		joiners.push(this)
	}

	async inStep(): Promise<this> {
		await expect.poll(() => this.socket.state.get().inStep, { timeout: 15_000 }).toBe(true)
		return this
	}

	get archives(): number {
		return this.received.filter((frame) => frame[0] === MESSAGE_ARCHIVE).length
	}
}

const sorted = (records: RecordDoc) =>
	[...records.all()].map((record) => JSON.stringify(record)).sort()

/** A stroke whose ink cannot be guessed. */
function inkStroke(id: string): DocRecord {
	const bytes = randomBytes(300)
	const vecs = Array.from({ length: 100 }, (_, i) => ({
		x: i * 3 + (bytes[i] ?? 0) / 99,
		y: (bytes[i + 100] ?? 0) / 3,
		z: 0.5 + (bytes[i + 200] ?? 0) / 999,
	}))
	const segments = [{ type: 'free', path: b64Vecs.encodePoints(vecs) }]
	const stroke = strokeOf(id, 2, true)
	return { ...stroke, props: { ...stroke.props, segments } } as DocRecord
}

/** A board so big that the room has made a snapshot of it. */
async function bigBoard(): Promise<TestClient> {
	const ada = await person()
	ada.records.transact(null, () => {
		for (let i = 0; i < 400; i++) ada.records.put(inkStroke(`s${i}`))
	})
	await ada.saved()
	await expect.poll(snapshotSeq, { timeout: 15_000 }).toBeGreaterThan(0)
	return ada
}
const snapshotSeq = async () => (await server.db.rooms.open('board:s1')).snapshot?.uptoSeq ?? 0

beforeEach(async () => {
	server = await startRoomServer()
})
afterEach(async () => {
	for (const joiner of joiners) joiner.socket.dispose()
	for (const client of clients) client.socket.terminate()
	clients = []
	joiners = []
	await server.stop()
})

describe('coming into a big board', () => {
	it('[W12] compressed and plain give equal documents', async () => {
		const ada = await bigBoard()
		const ours = await new Joiner().inStep()
		const plain = await person({ who: 'ben:editor' })
		expect(ours.archives).toBe(1)
		expect(sorted(ours.records)).toEqual(sorted(ada.records))
		expect(sorted(plain.records)).toEqual(sorted(ours.records))
		expect(Y.encodeStateVector(ours.doc)).toEqual(Y.encodeStateVector(plain.doc))
		const [archive] = ours.received.filter((frame) => frame[0] === MESSAGE_ARCHIVE)
		expect(archive?.length).toBeLessThan(Y.encodeStateAsUpdate(plain.doc).length * 0.7)
	})

	it('[B11] [W12] uploads nothing: an empty answer, and not one update', async () => {
		await bigBoard()
		const before = server.metrics.updatesCommitted
		const seq = (await server.db.rooms.open('board:s1')).seq
		const ours = await new Joiner().inStep()
		await expect.poll(() => ours.sent.filter((frame) => frame[0] === MESSAGE_SYNC).length).toBe(2)
		await expect.poll(() => ours.socket.state.get().acknowledged).toBe(1)
		const bytes = ours.sent.reduce((sum, frame) => sum + frame.length, 0)
		expect(bytes).toBeLessThan(80)
		expect(server.metrics.updatesCommitted).toBe(before)
		expect((await server.db.rooms.open('board:s1')).seq).toBe(seq)
	})

	it('[W12] holds every change up to the moment, each one new, whoever makes it', async () => {
		const ada = await bigBoard()
		for (let round = 0; round < 4; round++) {
			ada.records.put(box(`new${round}`))
			ada.records.remove(`shape:s${round}`)
			await ada.saved()
			const ours = await new Joiner().inStep()
			expect(ours.archives).toBe(1)
			expect(sorted(ours.records)).toEqual(sorted(ada.records))
		}
	})

	it('[W12] misses nothing that is drawn while it unpacks', async () => {
		const ada = await bigBoard()
		const ours = new Joiner()
		for (let i = 0; i < 60; i++) {
			ada.records.update('shape:s5', { x: i })
			await ada.saved()
		}
		await ours.inStep()
		await expect.poll(() => sorted(ours.records)).toEqual(sorted(ada.records))
		expect(ours.doc.store.pendingStructs).toBeNull()
	})

	it('[W12] brings a copy up to date with what is new in it, plainly', async () => {
		const ada = await bigBoard()
		const first = await new Joiner().inStep()
		first.socket.dispose()
		new RecordDoc(first.doc).put(box('offline'))
		ada.records.put(box('meanwhile'))
		await ada.saved()
		const again = await new Joiner(first.doc).inStep()
		await ada.until(() => ada.records.has('shape:offline'), 'what was drawn offline')
		expect(again.archives).toBe(0)
		expect(again.records.has('shape:meanwhile')).toBe(true)
		expect(again.received.reduce((sum, frame) => sum + frame.length, 0)).toBeLessThan(4000)
	})

	it('[W12] asks for the plain document when the compressed one cannot be read', async () => {
		const ada = await bigBoard()
		const ours = new Joiner(new Y.Doc(), (frame) => {
			if (frame[0] === MESSAGE_ARCHIVE) frame.fill(7, 2000, 3000)
		})
		await ours.inStep()
		expect(ours.archives).toBe(1)
		expect(sorted(ours.records)).toEqual(sorted(ada.records))
	})

	it('[W12] opens from the snapshot, compressed, when the room was closed meanwhile', async () => {
		const ada = await bigBoard()
		ada.records.put(box('after'))
		await ada.saved()
		const before = sorted(ada.records)
		await server.rooms.close('board:s1')
		server.rooms.reopen('board:s1')
		const ours = await new Joiner().inStep()
		expect(ours.archives).toBe(1)
		expect(sorted(ours.records)).toEqual(before)
		const ben = await person({ who: 'ben:editor' })
		ben.records.put(box('on'))
		await ben.saved()
		await expect.poll(() => ours.records.has('shape:on')).toBe(true)
	})

	it('[W7] [W12] a page is given its client id, durably, before anybody has read the document', async () => {
		const ada = await bigBoard()
		await ada.saved()
		await server.rooms.close('board:s1')
		server.rooms.reopen('board:s1')
		const clientId = await server.rooms.issueClientId('board:s1', 'cy')
		const room = await server.rooms.open('board:s1')
		expect(room.document.isRead).toBe(false)
		const { clientClaims } = await server.db.rooms.open('board:s1')
		expect(clientClaims.get(clientId)).toBe('cy')
	})
})

it('[W12] a small board is not compressed', async () => {
	const ada = await person()
	ada.records.put(box('b'))
	await ada.saved()
	const ours = await new Joiner().inStep()
	expect(ours.archives).toBe(0)
	expect(ours.records.has('shape:b')).toBe(true)
})

describe('a snapshot whose bytes are whole and mean nothing', () => {
	it('[R9] closes the room with 4500 and nothing is ever written to it', async () => {
		const ada = await bigBoard()
		const { seq } = await server.db.rooms.open('board:s1')
		await server.rooms.close('board:s1')
		server.rooms.reopen('board:s1')
		await server.db.rooms.saveSnapshot('board:s1', 1, {
			uptoSeq: seq + 1,
			body: randomBytes(40_000),
			clocks: null,
		})
		// As if that snapshot were of the room's last change.
		const { open } = server.db.rooms
		server.db.rooms.open = async (name) => {
			const stored = await open(name).catch(() => null)
			if (stored) return stored
			const snapshot = {
				uptoSeq: seq,
				body: randomBytes(40_000),
				encoding: 'packed' as const,
				clocks: null,
			}
			const claims = new Map<number, string>()
			const row = {
				room: name,
				projectId: 'p1',
				generation: 1,
				seq,
				documentVersion: DOCUMENT_VERSION,
			}
			return { ...row, snapshot, updates: [], clientClaims: claims, trashed: false }
		}
		const ben = new TestClient(server.url, { who: 'ben:editor', doc: ada.doc })
		clients.push(ben)
		expect(await ben.refused()).toBe(4500)
		const ours = new Joiner()
		await expect.poll(() => ours.archives).toBeGreaterThan(0)
		expect(ours.socket.state.get().inStep).toBe(false)
		expect(ours.records.size).toBe(0)
		server.db.rooms.open = open
	})
})

describe('the version of a page', () => {
	const knock = (version: string) => {
		const socket = new WebSocket(`${server.url}/board:s1?version=${version}`, {
			headers: { cookie: 'who=ada:editor' },
		})
		return new Promise<number>((resolve) => socket.on('close', (code) => resolve(code)))
	}
	it('[V3] an older page is asked to reload, before it reads or writes anything', async () => {
		expect(await knock('0')).toBe(4426)
	})
	it('[V3] so is one that is newer than the server', async () => {
		expect(await knock('99')).toBe(4426)
	})
})
