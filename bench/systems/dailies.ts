/**
 * Ours: the product's room server over a SQLite file (WAL, synchronous=FULL) and its own client,
 * exactly as the pages use it; who connects is said by a cookie instead of a session.
 */
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { react, type Signal } from '@tldraw/state'
import { WebSocket } from 'ws'
import { connectRoom } from '../../app/features/sync/connect-room.ts'
import { createPlainStore } from '../../app/features/sync/create-plain-store.ts'
import { noLocalCopy } from '../../app/features/sync/local-copy.ts'
import { ByteMeter, isYPresence } from '../lib/byte-meter.ts'
import { Line } from '../lib/metered-socket.ts'
import { startServerProcess } from '../lib/server-process.ts'
import { whenShapes } from '../lib/shapes.ts'
import type { BenchClient, BenchSink, BenchSystem, ConnectOptions } from '../lib/system.ts'
import { boardOf } from './dailies-rooms.ts'

const ENTRY = fileURLToPath(new URL('./dailies-server.ts', import.meta.url))
const GENERATION = 1
const CLIENT_ID_LIMIT = 2 ** 21

export const system: BenchSystem = {
	name: 'dailies',
	label: 'Dailies',
	durableBeforeShown: true,
	async start(options) {
		const server = await startServerProcess({ entry: ENTRY, ...options })
		const address = `http://127.0.0.1:${server.port}`
		return {
			...server,
			address,
			connect: (who) => connect(address, who),
			sink: (who) => openSink(address, who),
		}
	},
	connect,
	sink: openSink,
}

function isReady(ready: Signal<boolean>): Promise<void> {
	return new Promise((resolve) => {
		const stop = react('bench.ready', () => {
			if (!ready.get()) return
			resolve()
			queueMicrotask(() => stop())
		})
	})
}

interface Opening {
	clientId: number
	person: string
	headers: Record<string, string>
}

/** As a page would be told: a free client id, bound to the person. */
function opening({ person, canWrite = true }: ConnectOptions): Opening {
	const clientId = 1 + Math.floor(Math.random() * (CLIENT_ID_LIMIT - 1))
	const name = person ?? `p${clientId}`
	const headers = { cookie: `who=${name}:${canWrite ? 'editor' : 'viewer'}` }
	return { clientId, person: name, headers }
}

async function connect(address: string, options: ConnectOptions = {}): Promise<BenchClient> {
	const { clientId, person, headers } = opening(options)
	const meter = new ByteMeter(isYPresence)
	const line = new Line(meter, headers)
	const room = connectRoom({
		room: boardOf(options.room ?? 0),
		origin: address,
		clientId,
		generation: GENERATION,
		user: { userId: person, name: person, color: 'teal' },
		canWrite: options.canWrite ?? true,
		createStore: createPlainStore,
		openLocalCopy: noLocalCopy,
		keepAside: async () => undefined,
		WebSocket: line.WebSocket,
	})
	// In the peers' clients, too, a client is there when its store is filled; what it sends is another matter.
	await isReady(room.ready)
	return {
		store: room.store,
		bytesIn: () => meter.bytesIn,
		bytesOut: () => meter.bytesOut,
		hasAll: (count) => whenShapes(room.store, count),
		flush: () => room.flush(),
		whenSaved: () => room.whenSaved(),
		goOffline: () => line.cut(),
		async goOnline() {
			line.mend()
			room.retry()
			await room.whenSaved()
		},
		async close() {
			room.dispose()
		},
	}
}

/** A sink that also tells whether the server still has it. */
export interface RoomSink extends BenchSink {
	isOpen(): boolean
}

/** One who reads bytes; resolves when in the room. @throws Error when not let in. */
export async function openSink(address: string, options: ConnectOptions = {}): Promise<RoomSink> {
	const { clientId, headers } = opening(options)
	const room = boardOf(options.room ?? 0)
	const url = `${address.replace(/^http/, 'ws')}/collab/${room}?generation=${GENERATION}&client=${clientId}`
	const meter = new ByteMeter()
	let messages = 0
	const socket = new WebSocket(url, { headers, perMessageDeflate: false })
	socket.on('message', (data) => {
		messages += 1
		meter.received(data)
	})
	await once(socket, 'open')
	return {
		bytesIn: () => meter.bytesIn,
		messages: () => messages,
		isOpen: () => socket.readyState === WebSocket.OPEN,
		async close() {
			socket.terminate()
		},
	}
}
