import * as encoding from 'lib0/encoding'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { DOCUMENT_VERSION } from '#core/canvas/document-version.ts'
import { MESSAGE_PRESENCE } from '#core/sync/protocol.ts'
import { RecordDoc } from '#core/sync/record-doc.ts'
import { boardRecords, box } from '#tests/convergence/records.ts'
import { TestRoom } from '#tests/support/test-room.ts'
import { type ConnectRoomOptions, connectRoom, type RoomConnection } from './connect-room.ts'
import { createPlainStore } from './create-plain-store.ts'
import { type LocalCopy, noLocalCopy } from './local-copy.ts'
import type { SetAsideCopy } from './set-aside.ts'

let server: TestRoom
let rooms: RoomConnection[] = []
function open(options: Partial<ConnectRoomOptions> = {}): RoomConnection {
	const room = connectRoom({
		room: 'board:s1',
		origin: server.origin,
		clientId: 4711 + rooms.length,
		generation: 3,
		user: { userId: 'u1', name: 'Ada', color: 'teal' },
		canWrite: true,
		createStore: createPlainStore,
		openLocalCopy: noLocalCopy,
		// Cast: ws's class has the members that the client uses.
		WebSocket: WebSocket as unknown as typeof globalThis.WebSocket,
		...options,
	})
	rooms.push(room)
	return room
}
const kindOf = (room: RoomConnection) => room.saveState.get().kind
const put = (room: RoomConnection, id: string) => room.store.put([box(id)])

afterEach(() => {
	for (const room of rooms) room.dispose()
	rooms = []
	server.close()
})

describe('a connection to a room', () => {
	it('[W1] [B11] joins with generation and client id, fills the store and writes nothing', async () => {
		server = await TestRoom.start()
		server.records.put(box('b'))

		const room = open()
		expect(kindOf(room)).toBe('loading')
		await expect.poll(() => kindOf(room)).toBe('saved')

		expect(server.urls).toEqual([
			`/collab/board:s1?ack=1&generation=3&client=4711&version=${DOCUMENT_VERSION}&zip=packed`,
		])
		expect(room.ready.get()).toBe(true)
		expect(room.store.has(box('b').id)).toBe(true)
		expect(Y.decodeStateVector(Y.encodeStateVector(server.records.doc)).has(4711)).toBe(false)
	})

	it('[W4] says saved only when everything sent is durable', async () => {
		server = await TestRoom.start()
		const room = open()
		await expect.poll(() => kindOf(room)).toBe('saved')
		server.isDurable = false

		put(room, 'b')
		expect(kindOf(room)).toBe('saving')
		await expect.poll(() => server.records.has('shape:b')).toBe(true)
		expect(kindOf(room)).toBe('saving')
		server.acknowledge()
		await expect.poll(() => kindOf(room)).toBe('saved')
	})

	it('[W4] waits for the acknowledgement of its step 2 before it says saved', async () => {
		server = await TestRoom.start()
		server.isDurable = false
		const room = open()
		await expect.poll(() => kindOf(room)).toBe('saving')

		server.acknowledge()
		await expect.poll(() => kindOf(room)).toBe('saved')
	})

	it('[W4] counts what waits while offline and sends it when back', async () => {
		server = await TestRoom.start()
		const room = open()
		await expect.poll(() => kindOf(room)).toBe('saved')
		server.socket?.close(1013)
		await expect.poll(() => kindOf(room)).toBe('offline')

		put(room, 'b')
		room.flush()
		expect(room.saveState.get()).toEqual({ kind: 'offline', waiting: 1, isKept: false, why: null })
		await expect.poll(() => kindOf(room), { timeout: 10_000 }).toBe('saved')
		expect(server.records.has('shape:b')).toBe(true)
	})

	it('resolves whenSaved once what was just changed is durable', async () => {
		server = await TestRoom.start()
		const room = open()
		await expect.poll(() => kindOf(room)).toBe('saved')

		put(room, 'b')
		await room.whenSaved()

		expect(server.records.has('shape:b')).toBe(true)
	})

	it('[W6] puts unsaved work aside when refused for good, empties the copy and says why', async () => {
		server = await TestRoom.start()
		const kept: SetAsideCopy[] = []
		let cleared = 0
		const copy: LocalCopy = {
			...noLocalCopy(),
			clear: async () => {
				cleared++
			},
		}
		const room = open({
			openLocalCopy: () => copy,
			keepAside: async (one) => {
				kept.push(one)
			},
		})
		await expect.poll(() => kindOf(room)).toBe('saved')
		server.isDurable = false
		put(room, 'b')
		await expect.poll(() => server.records.has('shape:b')).toBe(true)

		server.socket?.close(4422, 'invalid_update')
		await expect.poll(() => kindOf(room)).toBe('set-aside')

		expect(room.saveState.get()).toMatchObject({ code: 4422, kept: true, name: kept[0]?.name })
		const doc = new Y.Doc()
		Y.applyUpdate(doc, kept[0]?.update ?? new Uint8Array())
		expect(new RecordDoc(doc).has('shape:b')).toBe(true)
		expect(cleared).toBe(1)
		await expect(room.whenSaved()).rejects.toThrow('could not take one of your changes')

		// The pen was still on the paper: what follows is kept under the same name.
		put(room, 'after')
		const hasAfter = (one: SetAsideCopy | undefined) => {
			const now = new Y.Doc()
			Y.applyUpdate(now, one?.update ?? new Uint8Array())
			return new RecordDoc(now).has('shape:after')
		}
		await expect.poll(() => hasAfter(kept.at(-1))).toBe(true)
		expect(new Set(kept.map(({ name }) => name)).size).toBe(1)
	})

	it('[W6] puts nothing aside when everything was saved', async () => {
		server = await TestRoom.start()
		const kept: SetAsideCopy[] = []
		const room = open({
			keepAside: async (one) => {
				kept.push(one)
			},
		})
		await expect.poll(() => kindOf(room)).toBe('saved')

		server.socket?.close(4410, 'trashed')
		await expect.poll(() => kindOf(room)).toBe('set-aside')

		expect(room.saveState.get()).toMatchObject({ kept: false })
		expect(kept).toEqual([])
	})

	it('[W5] turned away for now says why, comes back by itself and then says it no more', async () => {
		server = await TestRoom.start()
		const room = open()
		await expect.poll(() => kindOf(room)).toBe('saved')
		server.turnsAway = { code: 4529, reason: 'too_many: Close one of your boards.' }
		server.socket?.close(1013, 'unavailable')
		const why = () => {
			const state = room.saveState.get()
			return state.kind === 'offline' ? state.why : state.kind
		}
		await expect.poll(why).toBe('Close one of your boards.')
		put(room, 'b')

		server.turnsAway = null
		await expect.poll(() => kindOf(room), { timeout: 10_000 }).toBe('saved')
		expect(server.records.has('shape:b')).toBe(true)
		server.close()
		await expect.poll(why).toBeNull()
	})

	it('[W5] turned away before there is anything to show says what it waits for', async () => {
		server = await TestRoom.start()
		server.turnsAway = { code: 1013, reason: 'unavailable' }
		const room = open()

		await expect
			.poll(() => room.saveState.get())
			.toEqual({ kind: 'loading', why: 'The server is busy. It lets you in as soon as it can.' })
	})

	it.each([
		['forbidden', 4403, 'You may look at this board now, and no longer change it.'],
		['upgrade_needed', 4426, 'Dailies was renewed while this page was open.'],
		[
			'too_large: This board is full. Take something away.',
			4413,
			'This board is full. Take something away.',
		],
		['trashed', 4410, 'This is in the trash. Restore it to go on.'],
	])('[W5] closed for good with “%s” says what fits best', async (reason, code, sentence) => {
		server = await TestRoom.start()
		const room = open()
		await expect.poll(() => kindOf(room)).toBe('saved')

		server.socket?.close(code, reason)

		await expect.poll(() => room.saveState.get()).toMatchObject({ reason: sentence, code })
	})

	it('[W8] shows a local copy before the server answers, and says what waits', async () => {
		server = await TestRoom.start()
		const { origin } = server
		server.close()
		const source = new RecordDoc(new Y.Doc())
		for (const record of [...boardRecords(), box('b')]) source.put(record)

		const room = open({
			origin,
			openLocalCopy: (_name, doc) => {
				Y.applyUpdate(doc, Y.encodeStateAsUpdate(source.doc))
				return { ...noLocalCopy(), loaded: Promise.resolve({ unsaved: true }) }
			},
		})

		await expect
			.poll(() => room.saveState.get())
			.toEqual({ kind: 'offline', waiting: 1, isKept: false, why: null })
		expect(room.store.has(box('b').id)).toBe(true)
	})

	it('[B14] a viewer is read-only', async () => {
		server = await TestRoom.start()
		const room = open({ canWrite: false })

		await expect.poll(() => kindOf(room)).toBe('read-only')
	})

	it('[P1] sends its own presence and never repeats another’s', async () => {
		server = await TestRoom.start()
		const a = open()
		await expect.poll(() => kindOf(a)).toBe('saved')
		const presence = () => server.frames.filter((frame) => frame[0] === MESSAGE_PRESENCE)
		await expect.poll(() => presence().length).toBe(1)

		a.setPresence({ tool: 'draw' })
		await expect.poll(() => presence().length).toBe(2)
		const foreign = encoding.createEncoder()
		encoding.writeVarUint(foreign, MESSAGE_PRESENCE)
		const entry = encoding.createEncoder()
		encoding.writeVarUint(entry, 1)
		encoding.writeVarUint(entry, 99)
		encoding.writeVarUint(entry, 1)
		encoding.writeVarString(entry, '{"user":{"userId":"u2","name":"Bo","color":"rose"}}')
		encoding.writeVarUint8Array(foreign, encoding.toUint8Array(entry))
		server.socket?.send(encoding.toUint8Array(foreign))
		await expect.poll(() => a.awareness.getStates().has(99)).toBe(true)
		put(a, 'after')
		await a.whenSaved()

		expect(presence()).toHaveLength(2)
	})
})
