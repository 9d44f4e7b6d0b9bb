/** [W11] A stroke drawn through the product's own client and server: its ink travels short and whole. */
import { b64Vecs, type TLShape } from '@tldraw/tlschema'
import { afterEach, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { connectRoom, type RoomConnection } from '#app/features/sync/connect-room.ts'
import { createPlainStore } from '#app/features/sync/create-plain-store.ts'
import { noLocalCopy } from '#app/features/sync/local-copy.ts'
import { MESSAGE_INK } from '#core/sync/protocol.ts'
import { type RoomServer, startRoomServer } from '../support/room-server.ts'
import { TestClient } from '../support/test-client.ts'

const CLIENT_ID = 77_001
const POINTS = 60

let server: RoomServer
let room: RoomConnection | undefined
afterEach(async () => {
	room?.dispose()
	await server.stop()
})

function stroke(count: number, isComplete: boolean): TLShape {
	const points = Array.from({ length: count }, (_, at) => ({ x: at * 2, y: at % 7, z: 0.5 }))
	const base = {
		...{ id: 'shape:ink', typeName: 'shape', type: 'draw', parentId: 'page:page', index: 'a1' },
		...{ x: 5, y: 6, rotation: 0, isLocked: false, opacity: 1, meta: {} },
	}
	const style = { color: 'black', fill: 'none', dash: 'draw', size: 'm', isClosed: false }
	const segments = [{ type: 'free', path: b64Vecs.encodePoints(points, 3) }]
	const props = { ...style, segments, isComplete, isPen: true, scale: 1, scaleX: 1, scaleY: 1 }
	// Cast: built by hand; the store and the room validate it.
	return { ...base, props } as unknown as TLShape
}

it('[W11] [W3] growing ink is sent short, arrives as it was drawn and is acknowledged', async () => {
	server = await startRoomServer()
	const tags: (number | undefined)[] = []
	class Cookie extends WebSocket {
		constructor(url: string | URL) {
			super(url, { headers: { cookie: 'who=ada:editor' } })
		}
		override send(data: Parameters<WebSocket['send']>[0]): void {
			if (data instanceof Uint8Array) tags.push(data[0])
			super.send(data)
		}
	}
	room = connectRoom({
		...{ room: 'board:s1', origin: `http://127.0.0.1:${server.port}`, clientId: CLIENT_ID },
		...{ generation: 1, user: { userId: 'ada', name: 'Ada', color: 'teal' }, canWrite: true },
		...{ createStore: createPlainStore, openLocalCopy: noLocalCopy },
		// Cast: ws's class has the members that the client uses.
		WebSocket: Cookie as unknown as typeof globalThis.WebSocket,
	})
	await room.whenSaved()
	for (let count = 1; count < POINTS; count += 4) {
		room.store.put([stroke(count, false)])
		room.flush()
	}
	room.store.put([stroke(POINTS, true)])
	await room.whenSaved()

	expect(tags.filter((tag) => tag === MESSAGE_INK).length).toBeGreaterThan(10)
	const reader = await new TestClient(server.url, { who: 'ben:editor' }).synced()
	expect(reader.records.get('shape:ink')).toEqual(stroke(POINTS, true))
	await reader.leave()
})

it('[W11] [R4] ink that follows nothing known closes its socket and nothing else', async () => {
	server = await startRoomServer()
	const hostile = await new TestClient(server.url, { clientId: CLIENT_ID }).synced()
	const other = await new TestClient(server.url, { who: 'ben:editor' }).synced()
	hostile.sendRaw(Uint8Array.of(MESSAGE_INK, 99, 1, 1, 2, 3))
	expect(await hostile.refused()).toBeGreaterThanOrEqual(4400)
	expect(other.closed).toBeNull()
	await other.leave()
})
