/**
 * A room with an honest person in it and a hostile one, and the bytes a hostile client may write by
 * hand. `refuses` is the one judgement: closed with the code, nothing written, nobody honest notices.
 */
import * as encoding from 'lib0/encoding'
import { afterEach, beforeEach, expect } from 'vitest'
import * as Y from 'yjs'
import { SYNC_UPDATE } from '#core/sync/protocol.ts'
import { box, panel } from '../convergence/records.ts'
import { type RoomServer, startRoomServer } from './room-server.ts'
import { type ClientOptions, TestClient } from './test-client.ts'

export interface HostileRoom {
	server: RoomServer
	ada: TestClient
	mallory: TestClient
	join(options?: ClientOptions): Promise<TestClient>
	/** Mallory comes back under another name after she was thrown out. */
	returns(who: string): Promise<void>
	/** Sends the bytes and expects the close code, and that nobody honest notices. */
	refuses(update: Uint8Array, code: number, step?: number): Promise<void>
	/** What a copy of Mallory's document would send for an edit, without her own client applying it. */
	forge(edit: (map: Y.Map<unknown>, doc: Y.Doc) => void, clientId?: number): Uint8Array
}

/** Sets the room up before each test of a file; its members are valid inside tests only. */
export function setUpHostileRoom(): HostileRoom {
	let clients: TestClient[] = []
	// Filled before each test: reading it earlier is a mistake of the test.
	const world = {} as HostileRoom
	world.join = async (options = {}) => {
		const client = new TestClient(world.server.url, options)
		clients.push(client)
		return client.synced()
	}
	world.returns = async (who) => {
		world.mallory = await world.join({ who: `${who}:editor` })
	}
	world.refuses = (update, code, step = SYNC_UPDATE) => refuses(world, update, { code, step })
	world.forge = (edit, clientId = world.mallory.doc.clientID) =>
		forge(world.mallory, edit, clientId)
	beforeEach(async () => {
		world.server = await startRoomServer()
		world.ada = await world.join()
		world.ada.records.put(box('honest'))
		world.ada.records.put(panel('p', { props: { action: 'Rain.' } }))
		await world.ada.saved()
		world.mallory = await world.join({ who: 'mallory:editor' })
	})
	afterEach(async () => {
		for (const client of clients) client.socket.terminate()
		clients = []
		await world.server.stop()
	})
	return world
}

async function refuses(
	world: HostileRoom,
	update: Uint8Array,
	{ code, step }: { code: number; step: number },
): Promise<void> {
	const { server, ada, mallory } = world
	const rows = (await server.db.rooms.open('board:s1')).seq
	mallory.sendUpdate(update, step)
	expect(await mallory.refused()).toBe(code)
	expect((await server.db.rooms.open('board:s1')).seq).toBe(rows)
	expect(mallory.acked).toBeLessThan(mallory.sent)

	ada.records.update('shape:honest', { x: 77 + rows })
	await ada.saved()
	expect(ada.closed).toBeNull()
	const { committed, staged } = (await server.rooms.open('board:s1')).document
	for (const { store } of [committed, staged])
		expect([store.pendingStructs, store.pendingDs]).toEqual([null, null])
	const late = await world.join({ who: 'late:viewer' })
	expect(late.records.get('shape:honest')).toEqual(ada.records.get('shape:honest'))
	expect(late.records.get('shape:p')).toEqual(ada.records.get('shape:p'))
}

function forge(
	mallory: TestClient,
	edit: (map: Y.Map<unknown>, doc: Y.Doc) => void,
	clientId: number,
): Uint8Array {
	const doc = new Y.Doc()
	Y.applyUpdate(doc, Y.encodeStateAsUpdate(mallory.doc))
	doc.clientID = clientId
	const before = Y.encodeStateVector(doc)
	edit(doc.getMap('r'), doc)
	return Y.encodeStateAsUpdate(doc, before)
}

/** Bytes written by hand. */
export function raw(write: (encoder: encoding.Encoder) => void): Uint8Array {
	const encoder = encoding.createEncoder()
	write(encoder)
	return encoding.toUint8Array(encoder)
}

/** An update without structs that deletes one range. */
export function deletionOf(client: number, clock: number, len: number): Uint8Array {
	return raw((encoder) => {
		encoding.writeVarUint(encoder, 0)
		for (const n of [1, client, 1, clock, len]) encoding.writeVarUint(encoder, n)
	})
}

/** An update of one struct without content: 0 = collected, 10 = skipped. */
export function emptyStruct(
	kind: 0 | 10,
	{ client, clock, len }: { client: number; clock: number; len: number },
): Uint8Array {
	return raw((encoder) => {
		for (const n of [1, 1, client, clock]) encoding.writeVarUint(encoder, n)
		encoding.writeUint8(encoder, kind)
		encoding.writeVarUint(encoder, len)
		encoding.writeVarUint(encoder, 0)
	})
}

/** Data `depth` objects deep. */
export function nested(depth: number): unknown {
	let value: unknown = 1
	for (let i = 0; i < depth; i++) value = { a: value }
	return value
}

/** An update whose clock begins after one that nobody has seen. */
export function lateUpdate(clientId: number): Uint8Array {
	const doc = new Y.Doc()
	doc.clientID = clientId
	const updates: Uint8Array[] = []
	doc.on('update', (update: Uint8Array) => updates.push(update))
	doc.getMap('r').set('shape:a', 1)
	doc.getMap('r').set('shape:b', 2)
	return updates[1] ?? new Uint8Array()
}
