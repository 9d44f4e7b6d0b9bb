/**
 * A person at a room for tests: a Y.Doc with its records over a plain socket, speaking the protocol
 * of docs/protocol.md by hand, so that a test can also say what an honest client never would.
 */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import {
	decodeAck,
	MESSAGE_ACK,
	MESSAGE_PRESENCE,
	MESSAGE_SYNC,
	SYNC_STEP_1,
	SYNC_STEP_2,
	SYNC_UPDATE,
} from '#core/sync/protocol.ts'
import { RecordDoc } from '#core/sync/record-doc.ts'

export interface ClientOptions {
	room?: string
	who?: string
	/** The whole Cookie header of a real session, instead of `who`; '' for none. */
	cookie?: string
	clientId?: number
	generation?: number
	/** Keep this document instead of a new one: a client that comes back. */
	doc?: Y.Doc
	origin?: string
	/** Announce the client id in the address. */
	announce?: boolean
}
export interface PresenceEntry {
	clientId: number
	clock: number
	state: unknown
}

export class TestClient {
	readonly doc: Y.Doc
	readonly records: RecordDoc
	readonly socket: WebSocket
	readonly presence = new Map<number, PresenceEntry>()
	sent = 0
	acked = 0
	isSynced = false
	closed: { code: number; reason: string } | null = null
	private readonly waiters = new Set<() => void>()
	private readonly onUpdate = (update: Uint8Array, origin: unknown) => {
		if (origin !== this) this.sendUpdate(update)
	}

	constructor(url: string, options: ClientOptions = {}) {
		this.doc = options.doc ?? new Y.Doc()
		if (options.clientId !== undefined) this.doc.clientID = options.clientId
		this.records = new RecordDoc(this.doc)
		const query = new URLSearchParams({ ack: '1' })
		if (options.generation !== undefined) query.set('generation', String(options.generation))
		if (options.announce ?? true) query.set('client', String(this.doc.clientID))
		this.socket = new WebSocket(`${url}/${options.room ?? 'board:s1'}?${query}`, {
			headers: { cookie: options.cookie ?? `who=${options.who ?? 'ada:editor'}` },
			...(options.origin ? { origin: options.origin } : {}),
		})
		this.socket.binaryType = 'nodebuffer'
		this.socket.on('open', () => this.onOpen())
		this.socket.on('message', (data: Buffer) => this.onMessage(data))
		this.socket.on('error', () => this.wake())
		this.socket.on('close', (code, reason) => {
			this.closed ??= { code, reason: reason.toString() }
			this.doc.off('update', this.onUpdate)
			this.wake()
		})
	}

	/** Resolves when `isDone` holds; checked whenever something arrives. */
	async until(isDone: () => boolean, what = 'the condition'): Promise<void> {
		const deadline = Date.now() + 15_000
		while (!isDone()) {
			if (Date.now() > deadline) throw new Error(`waited too long for ${what}`)
			await new Promise<void>((resolve) => {
				const timer = setTimeout(resolve, 100)
				this.waiters.add(() => {
					clearTimeout(timer)
					resolve()
				})
			})
		}
	}

	async synced(): Promise<this> {
		await this.until(() => this.isSynced || this.closed !== null, 'the first sync')
		if (!this.isSynced) throw new Error(`closed before the first sync: ${this.closed?.code}`)
		return this
	}

	/** Resolves when everything sent is durable. */
	async saved(): Promise<void> {
		await this.until(() => this.acked === this.sent || this.closed !== null, 'acknowledgements')
		if (this.acked !== this.sent) throw new Error(`closed with ${this.closed?.code}`)
	}

	async refused(): Promise<number> {
		await this.until(() => this.closed !== null, 'the close')
		return this.closed?.code ?? 0
	}

	sendUpdate(update: Uint8Array, step = SYNC_UPDATE): void {
		const encoder = encoding.createEncoder()
		encoding.writeVarUint(encoder, MESSAGE_SYNC)
		encoding.writeVarUint(encoder, step)
		encoding.writeVarUint8Array(encoder, update)
		if (step !== SYNC_STEP_1) this.sent += 1
		this.sendRaw(encoding.toUint8Array(encoder))
	}

	/** Sends presence entries as they are given, own or not. */
	sendPresence(entries: PresenceEntry[]): void {
		const body = encoding.createEncoder()
		encoding.writeVarUint(body, entries.length)
		for (const { clientId, clock, state } of entries) {
			encoding.writeVarUint(body, clientId)
			encoding.writeVarUint(body, clock)
			encoding.writeVarString(body, JSON.stringify(state))
		}
		const encoder = encoding.createEncoder()
		encoding.writeVarUint(encoder, MESSAGE_PRESENCE)
		encoding.writeVarUint8Array(encoder, encoding.toUint8Array(body))
		this.sendRaw(encoding.toUint8Array(encoder))
	}

	sendRaw(frame: Uint8Array): void {
		if (this.socket.readyState === WebSocket.OPEN) this.socket.send(frame)
	}

	async leave(): Promise<void> {
		this.doc.off('update', this.onUpdate)
		this.socket.close()
		await this.until(() => this.closed !== null, 'the close')
	}

	private onOpen(): void {
		this.sendUpdate(Y.encodeStateVector(this.doc), SYNC_STEP_1)
		this.doc.on('update', this.onUpdate)
	}

	private onMessage(frame: Uint8Array): void {
		const decoder = decoding.createDecoder(frame)
		const tag = decoding.readVarUint(decoder)
		if (tag === MESSAGE_ACK) this.acked = decodeAck(frame.subarray(1)) ?? Number.NaN
		if (tag === MESSAGE_PRESENCE) this.onPresence(decoding.readVarUint8Array(decoder))
		if (tag === MESSAGE_SYNC) this.onSync(decoder)
		this.wake()
	}

	private onSync(decoder: decoding.Decoder): void {
		const step = decoding.readVarUint(decoder)
		const body = decoding.readVarUint8Array(decoder)
		if (step === SYNC_STEP_1) {
			this.sendUpdate(Y.encodeStateAsUpdate(this.doc, body), SYNC_STEP_2)
			return
		}
		Y.applyUpdate(this.doc, body, this)
		if (step === SYNC_STEP_2) this.isSynced = true
	}

	private onPresence(body: Uint8Array): void {
		const decoder = decoding.createDecoder(body)
		const count = decoding.readVarUint(decoder)
		for (let i = 0; i < count; i++) {
			const clientId = decoding.readVarUint(decoder)
			const clock = decoding.readVarUint(decoder)
			const state: unknown = JSON.parse(decoding.readVarString(decoder))
			if (state === null) this.presence.delete(clientId)
			else this.presence.set(clientId, { clientId, clock, state })
		}
	}

	private wake(): void {
		for (const run of this.waiters) run()
		this.waiters.clear()
	}
}
