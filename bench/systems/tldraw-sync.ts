/** tldraw sync over SQLite (WAL, synchronous=FULL): a push is committed before anybody is shown it. */
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { getTlsyncProtocolVersion } from '@tldraw/sync-core'
import { createTLSchema } from '@tldraw/tlschema'
import { uniqueId } from '@tldraw/utils'
import { WebSocket } from 'ws'
import { ByteMeter } from '../lib/byte-meter.ts'
import { startServerProcess } from '../lib/server-process.ts'
import type { BenchSink, BenchSystem, ConnectOptions } from '../lib/system.ts'
import { connectTldraw, tldrawUrl } from './tldraw-sync-client.ts'

const ENTRY = fileURLToPath(new URL('./tldraw-sync-server.ts', import.meta.url))
const PING_MS = 5000

export const system: BenchSystem = {
	name: 'tldraw-sync',
	label: 'tldraw sync 5.4.2 (SQLite, WAL, FULL)',
	durableBeforeShown: true,
	async start(options) {
		const server = await startServerProcess({ entry: ENTRY, ...options })
		const address = `ws://127.0.0.1:${server.port}`
		return {
			...server,
			address,
			connect: (who) => connectTldraw(address, who),
			sink: (who) => openSink(address, who),
		}
	},
	connect: connectTldraw,
	sink: openSink,
}

async function openSink(address: string, options: ConnectOptions = {}): Promise<BenchSink> {
	const meter = new ByteMeter()
	let messages = 0
	const socket = new WebSocket(tldrawUrl(address, options), { perMessageDeflate: false })
	socket.on('message', (data) => {
		messages += 1
		meter.received(data)
	})
	await once(socket, 'open')
	socket.send(JSON.stringify(connectMessage()))
	// Without a word for 20 seconds the server takes a session for dead.
	const ping = setInterval(() => socket.send('{"type":"ping"}'), PING_MS)
	socket.on('close', () => clearInterval(ping))
	return {
		bytesIn: () => meter.bytesIn,
		messages: () => messages,
		async close() {
			socket.terminate()
		},
	}
}

function connectMessage(): object {
	return {
		type: 'connect',
		connectRequestId: uniqueId(),
		schema: createTLSchema().serialize(),
		protocolVersion: getTlsyncProtocolVersion(),
		lastServerClock: -1,
	}
}
