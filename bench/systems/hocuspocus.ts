/**
 * Hocuspocus and its provider with defaults, under the usual whole-record binding. What it confirms is
 * in its memory; its database follows within two to ten seconds.
 */
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { HocuspocusProvider, HocuspocusProviderWebsocket, MessageType } from '@hocuspocus/provider'
import { DocumentRecordType, PageRecordType, TLDOCUMENT_ID } from '@tldraw/tlschema'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { createPlainStore } from '../../app/features/sync/create-plain-store.ts'
import { ByteMeter } from '../lib/byte-meter.ts'
import { Line } from '../lib/metered-socket.ts'
import { startServerProcess } from '../lib/server-process.ts'
import { PAGE_ID, whenShapes } from '../lib/shapes.ts'
import type { BenchClient, BenchSink, BenchSystem, ConnectOptions } from '../lib/system.ts'
import { until } from '../lib/until.ts'
import { bindKeyValue } from './key-value-binding.ts'

const ENTRY = fileURLToPath(new URL('./hocuspocus-server.ts', import.meta.url))

export const system: BenchSystem = {
	name: 'hocuspocus',
	label: 'Hocuspocus 4.7.0 (SQLite, defaults)',
	durableBeforeShown: false,
	async start(options) {
		const server = await startServerProcess({ entry: ENTRY, ...options })
		const address = `ws://127.0.0.1:${server.port}`
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

async function connect(address: string, { room = 0 }: ConnectOptions = {}): Promise<BenchClient> {
	const meter = new ByteMeter(isPresence)
	const line = new Line(meter)
	const socket = new HocuspocusProviderWebsocket({
		url: address,
		WebSocketPolyfill: line.WebSocket,
	})
	const document = new Y.Doc()
	const name = `board-${room}`
	const provider = new HocuspocusProvider({ websocketProvider: socket, name, document })
	provider.attach()
	await until(() => provider.isSynced)
	const store = createPlainStore()
	putGivenRecords(store)
	const unbind = bindKeyValue(store, document)
	const flush = () => store._flushHistory()
	const isSaved = () => {
		flush()
		return provider.isSynced && !provider.hasUnsyncedChanges
	}
	return {
		store,
		bytesIn: () => meter.bytesIn,
		bytesOut: () => meter.bytesOut,
		hasAll: (count) => whenShapes(store, count),
		flush,
		whenSaved: () => until(isSaved),
		goOffline() {
			line.cut()
			// No attempts meanwhile: coming back is timed from the moment the network is there.
			socket.disconnect()
		},
		async goOnline() {
			line.mend()
			await socket.connect()
			await until(isSaved)
		},
		async close() {
			unbind()
			provider.destroy()
			socket.destroy()
		},
	}
}

/** A new store's document and page, as an editor makes them. */
function putGivenRecords(store: BenchClient['store']): void {
	// Branded by tldraw; both are valid by its own rules.
	const id = PAGE_ID as Parameters<typeof PageRecordType.create>[0]['id']
	const page = PageRecordType.create({ ...(id ? { id } : {}), name: 'Board', index: firstIndex() })
	store.mergeRemoteChanges(() => {
		store.put([DocumentRecordType.create({ id: TLDOCUMENT_ID }), page])
	})
}

function firstIndex() {
	return 'a1' as Parameters<typeof PageRecordType.create>[0]['index']
}

/** A message is the document's name, then its kind. */
function isPresence(data: unknown): boolean {
	const bytes = data instanceof ArrayBuffer ? new Uint8Array(data) : data
	if (!(bytes instanceof Uint8Array) || bytes.byteLength < 3) return true
	const decoder = decoding.createDecoder(bytes)
	decoding.readVarString(decoder)
	const kind = decoding.readVarUint(decoder)
	return kind === MessageType.Awareness || kind === MessageType.QueryAwareness
}

async function openSink(address: string, { room = 0 }: ConnectOptions = {}): Promise<BenchSink> {
	const meter = new ByteMeter()
	let messages = 0
	const socket = new WebSocket(address, { perMessageDeflate: false })
	socket.on('message', (data) => {
		messages += 1
		meter.received(data)
	})
	await once(socket, 'open')
	socket.send(authentication(`board-${room}`))
	return {
		bytesIn: () => meter.bytesIn,
		messages: () => messages,
		async close() {
			socket.terminate()
		},
	}
}

/** Opens the document on this socket; from then on the server sends what others change. */
function authentication(name: string): Uint8Array {
	const encoder = encoding.createEncoder()
	encoding.writeVarString(encoder, name)
	encoding.writeVarUint(encoder, MessageType.Auth)
	encoding.writeVarUint(encoder, 0)
	encoding.writeVarString(encoder, '')
	return encoding.toUint8Array(encoder)
}
