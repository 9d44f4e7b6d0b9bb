/** A room over a real socket that acknowledges, lets in and turns away only as the test says. */
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { type WebSocket as ServerSocket, WebSocketServer } from 'ws'
import * as syncProtocol from 'y-protocols/sync'
import * as Y from 'yjs'
import { encodeAck, isCounted, MESSAGE_SYNC } from '#core/sync/protocol.ts'
import { RecordDoc } from '#core/sync/record-doc.ts'
import { boardRecords } from '../convergence/records.ts'

export class TestRoom {
	readonly records = new RecordDoc(new Y.Doc())
	origin = ''
	readonly urls: string[] = []
	readonly frames: Uint8Array[] = []
	socket: ServerSocket | undefined
	/** Whether acknowledgements are sent. */
	isDurable = true
	/** Whoever comes is closed with this. */
	turnsAway: { code: number; reason: string } | null = null
	private counted = 0
	private readonly server = new WebSocketServer({ port: 0, host: '127.0.0.1' })

	constructor() {
		for (const record of boardRecords()) this.records.put(record)
		this.server.on('connection', (socket, request) => {
			this.urls.push(request.url ?? '')
			if (this.turnsAway) {
				socket.close(this.turnsAway.code, this.turnsAway.reason)
				return
			}
			this.socket = socket
			this.counted = 0
			socket.on('message', (data: Buffer) => this.receive(socket, new Uint8Array(data)))
			const encoder = encoding.createEncoder()
			encoding.writeVarUint(encoder, MESSAGE_SYNC)
			syncProtocol.writeSyncStep1(encoder, this.records.doc)
			socket.send(encoding.toUint8Array(encoder))
		})
	}

	static async start(): Promise<TestRoom> {
		const room = new TestRoom()
		await once(room.server, 'listening')
		const { port } = room.server.address() as AddressInfo
		room.origin = `http://127.0.0.1:${port}`
		return room
	}

	acknowledge() {
		this.socket?.send(encodeAck(this.counted))
	}

	close() {
		for (const client of this.server.clients) client.terminate()
		this.server.close()
	}

	private receive(socket: ServerSocket, frame: Uint8Array) {
		this.frames.push(frame)
		if (frame[0] === MESSAGE_SYNC) {
			const decoder = decoding.createDecoder(frame)
			decoding.readVarUint(decoder)
			const encoder = encoding.createEncoder()
			encoding.writeVarUint(encoder, MESSAGE_SYNC)
			syncProtocol.readSyncMessage(decoder, encoder, this.records.doc, 'client')
			if (encoding.length(encoder) > 1) socket.send(encoding.toUint8Array(encoder))
		}
		if (!isCounted(frame)) return
		this.counted++
		if (this.isDurable) this.acknowledge()
	}
}
