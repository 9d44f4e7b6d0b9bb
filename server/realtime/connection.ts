/**
 * One socket of one person in one room: reads frames, hands updates to the room in order, counts what
 * has become durable, and never lets a slow or noisy peer cost the others anything (pausing reads,
 * closing with 1013). The only place where an AppError becomes a close code.
 */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { WebSocket } from 'ws'
import * as Y from 'yjs'
import { AppError, ERROR_KINDS, isAppError } from '#core/errors.ts'
import { closeReasonOf } from '#core/sync/close-reason.ts'
import { readInkBody } from '#core/sync/ink-frame.ts'
import {
	encodeAck,
	MESSAGE_INK,
	MESSAGE_PRESENCE,
	MESSAGE_PRESENCE_WANTED,
	MESSAGE_SYNC,
	SYNC_STEP_1,
	SYNC_STEP_2,
	SYNC_UPDATE,
} from '#core/sync/protocol.ts'
import {
	BURST_SECONDS,
	BYTES_PER_SECOND,
	FRAMES_PER_SECOND,
	MAX_BACKLOG_BYTES,
	MAX_CLAIMS_PER_CONNECTION,
} from './limits.ts'
import { countRefusal, type RealtimeMetrics } from './metrics-sink.ts'
import { keepAliveFrame, type PresencePeer } from './presence.ts'
import type { Principal } from './rooms-api.ts'

/** What a connection needs of its room. */
export interface ConnectionRoom {
	readonly committed: Y.Doc
	/** Its state vector. */
	readonly clocks: Uint8Array
	/** The committed document as one compressed message; null when the plain answer is as good. */
	archiveFrame(): Uint8Array | null
	/** `isAnswer`: the client's step 2, with all that the room had not. */
	receiveUpdate(connection: Connection, update: Uint8Array, options: { isAnswer: boolean }): void
	receivePresence(connection: Connection, body: Uint8Array): void
	presenceFrame(connection: Connection): Uint8Array
	/** Binds a free client id to the connection's user; false when it is another's. */
	claim(connection: Connection, clientId: number): boolean
	leave(connection: Connection): void
}
export interface ConnectionOptions {
	socket: WebSocket
	room: ConnectionRoom
	principal: Principal
	wantsAck: boolean
	/** The client has nothing of the document yet and can unpack an archive. */
	wantsArchive?: boolean
	clientId: number | null
	metrics: RealtimeMetrics
	now: () => number
}

export class Connection implements PresencePeer {
	readonly principal: Principal
	clientId: number | null
	/** True once closed by either side: nothing more is read or sent. */
	isClosed = false
	/** True once the room refused it: whatever is still queued of it is dropped. */
	isRefused = false
	claimCount = 0
	/** True once its step 2 was tried: from then on its updates follow on from what the room has. */
	hasAnswered = false
	/** Messages before its step 2 that are acknowledged with it (R4). */
	private earlyCount = 0
	private readonly socket: WebSocket
	private readonly room: ConnectionRoom
	private readonly wantsAck: boolean
	private readonly wantsArchive: boolean
	/** It was sent the whole document without having asked. */
	private hasArchive = false
	private readonly metrics: RealtimeMetrics
	private readonly now: () => number
	private durableCount = 0
	/** When each update was read that is not acknowledged yet. */
	private readonly receivedAt: number[] = []
	private backlogLimit = MAX_BACKLOG_BYTES
	private frameTokens = FRAMES_PER_SECOND * BURST_SECONDS
	private byteTokens = BYTES_PER_SECOND * BURST_SECONDS
	private refilledAt: number
	private resumeTimer: ReturnType<typeof setTimeout> | null = null
	private isAlive = true
	private hasDeparted = false

	constructor(options: ConnectionOptions) {
		const { socket, room, principal, wantsAck, wantsArchive, clientId, metrics, now } = options
		this.socket = socket
		this.room = room
		this.principal = principal
		this.wantsAck = wantsAck
		this.wantsArchive = wantsArchive ?? false
		this.clientId = clientId
		this.metrics = metrics
		this.now = now
		this.refilledAt = now()
		metrics.connections += 1
		socket.on('message', (data, isBinary) => this.onMessage(data, isBinary))
		socket.on('close', () => this.onClose())
		// ws closes the socket itself after an error; the handler only keeps it from being thrown.
		socket.on('error', () => this.onClose())
		socket.on('pong', () => {
			this.isAlive = true
		})
	}

	/** Opens the conversation: our step 1 (W2) and who is here. */
	greet(): void {
		const archive = this.wantsArchive ? this.room.archiveFrame() : null
		this.send(this.room.presenceFrame(this))
		if (archive === null) {
			this.askForNews()
			return
		}
		this.hasArchive = true
		this.sendLarge(archive)
		this.askForNews()
	}

	/** Our step 1 (W2). */
	private askForNews(): void {
		if (this.isClosed) return
		try {
			this.send(syncFrame(SYNC_STEP_1, this.room.clocks))
		} catch (error) {
			this.refuse(isAppError(error) ? error : new AppError('internal', { cause: error }))
		}
	}

	send(frame: Uint8Array): void {
		if (!this.canSend()) return
		this.metrics.bytesOut += frame.byteLength
		this.socket.send(frame)
	}

	/** Sends a whole document. */
	private sendLarge(frame: Uint8Array): void {
		if (!this.canSend()) return
		// A large board may lie in the buffer for a while without its reader being slow.
		this.backlogLimit = MAX_BACKLOG_BYTES + frame.byteLength
		this.metrics.bytesOut += frame.byteLength
		this.socket.send(frame)
	}

	private canSend(): boolean {
		if (this.isClosed) return false
		if (this.socket.bufferedAmount <= this.backlogLimit) return true
		this.refuse(new AppError('unavailable', { details: { reason: 'reader too slow' } }))
		return false
	}

	/** An update that builds on what only its step 2 brings; that will bring this too. */
	noteEarly(): void {
		this.earlyCount += 1
	}

	/** One of its messages is durable; in their order, so those behind an early one wait with it. */
	noteDurable({ isAnswer }: { isAnswer: boolean }): void {
		if (this.earlyCount > 0 && !isAnswer) {
			this.earlyCount += 1
			return
		}
		const count = 1 + this.earlyCount
		this.earlyCount = 0
		this.acknowledge(count)
	}

	/** Counts `count` more of this connection's messages as durable and says so (W3). */
	acknowledge(count: number): void {
		this.durableCount += count
		for (const at of this.receivedAt.splice(0, count))
			this.metrics.ackSeconds.observe(Math.max(0, this.now() - at) / 1000)
		if (this.wantsAck) this.send(encodeAck(this.durableCount))
	}

	/** Closes the socket with the error's close code and reason (W5). */
	refuse(error: AppError): void {
		this.isRefused = true
		if (this.isClosed) return
		countRefusal(this.metrics, error.code)
		this.close(ERROR_KINDS[error.code].close, closeReasonOf(error))
	}

	close(code: number, reason: string): void {
		if (this.isClosed) return
		this.isClosed = true
		this.socket.resume()
		this.socket.close(code, reason)
		this.depart()
	}

	/** Pings, and gives up on a socket that did not answer the last one. */
	heartbeat(): void {
		if (!this.isAlive) {
			this.socket.terminate()
			return
		}
		this.isAlive = false
		this.socket.ping()
		this.send(keepAliveFrame())
	}

	/** May this connection introduce one more client id? */
	mayClaim(): boolean {
		return this.claimCount < MAX_CLAIMS_PER_CONNECTION
	}

	private onMessage(data: WebSocket.RawData, isBinary: boolean): void {
		if (this.isClosed) return
		const frame = toBytes(data)
		this.metrics.framesIn += 1
		this.metrics.bytesIn += frame.byteLength
		this.throttle(frame.byteLength)
		if (!isBinary) {
			this.refuse(new AppError('bad_request'))
			return
		}
		try {
			this.readFrame(frame)
		} catch (cause) {
			this.refuse(new AppError('bad_request', { cause }))
		}
	}

	private readFrame(frame: Uint8Array): void {
		const decoder = decoding.createDecoder(frame)
		const tag = decoding.readVarUint(decoder)
		if (tag === MESSAGE_SYNC) this.readSync(decoder)
		else if (tag === MESSAGE_INK) this.readInk(decoding.readTailAsUint8Array(decoder))
		else if (tag === MESSAGE_PRESENCE) this.readPresence(decoding.readVarUint8Array(decoder))
		else if (tag === MESSAGE_PRESENCE_WANTED) this.send(this.room.presenceFrame(this))
	}

	private readSync(decoder: decoding.Decoder): void {
		const step = decoding.readVarUint(decoder)
		const body = decoding.readVarUint8Array(decoder)
		if (step === SYNC_STEP_1) this.answer(body)
		else if (step === SYNC_STEP_2 || step === SYNC_UPDATE) {
			this.receivedAt.push(this.now())
			this.room.receiveUpdate(this, body, { isAnswer: step === SYNC_STEP_2 })
		} else throw new AppError('bad_request')
	}

	private answer(clocks: Uint8Array): void {
		// Everything it asks for was sent in the archive, or since then to everybody here.
		if (this.hasArchive && clocks.length === 1 && clocks[0] === 0) return
		const state = Y.encodeStateAsUpdate(this.room.committed, clocks)
		this.sendLarge(syncFrame(SYNC_STEP_2, state))
	}

	/** More ink of this connection's own stroke: the update it stands for (W11). */
	private readInk(body: Uint8Array): void {
		if (this.clientId === null) throw new AppError('bad_request')
		this.room.receiveUpdate(this, readInkBody(body, this.clientId), { isAnswer: false })
	}

	private readPresence(body: Uint8Array): void {
		// A stock client names its id first in its presence; it is bound to the person then.
		if (this.clientId === null) {
			const decoder = decoding.createDecoder(body)
			if (decoding.readVarUint(decoder) !== 1) return
			if (!this.room.claim(this, decoding.readVarUint(decoder))) return
		}
		this.room.receivePresence(this, body)
	}

	/** Token bucket: over the sustained rate the socket is not read for a while; nothing is dropped. */
	private throttle(bytes: number): void {
		const at = this.now()
		const seconds = Math.max(0, at - this.refilledAt) / 1000
		this.refilledAt = at
		const refill = (tokens: number, rate: number) =>
			Math.min(rate * BURST_SECONDS, tokens + seconds * rate)
		this.frameTokens = refill(this.frameTokens, FRAMES_PER_SECOND) - 1
		this.byteTokens = refill(this.byteTokens, BYTES_PER_SECOND) - bytes
		const debtSeconds = Math.max(
			-this.frameTokens / FRAMES_PER_SECOND,
			-this.byteTokens / BYTES_PER_SECOND,
		)
		if (debtSeconds <= 0 || this.resumeTimer !== null) return
		this.socket.pause()
		this.resumeTimer = setTimeout(() => {
			this.resumeTimer = null
			if (!this.isClosed) this.socket.resume()
		}, debtSeconds * 1000)
	}

	private onClose(): void {
		this.isClosed = true
		this.depart()
	}

	private depart(): void {
		if (this.hasDeparted) return
		this.hasDeparted = true
		if (this.resumeTimer !== null) clearTimeout(this.resumeTimer)
		this.metrics.connections -= 1
		this.room.leave(this)
	}
}

function toBytes(data: WebSocket.RawData): Uint8Array {
	if (Array.isArray(data)) return Buffer.concat(data)
	return data instanceof ArrayBuffer ? new Uint8Array(data) : data
}

/** A sync frame: tag 0, the step, the body. */
export function syncFrame(step: number, body: Uint8Array): Uint8Array {
	const encoder = encoding.createEncoder()
	encoding.writeVarUint(encoder, MESSAGE_SYNC)
	encoding.writeVarUint(encoder, step)
	encoding.writeVarUint8Array(encoder, body)
	return encoding.toUint8Array(encoder)
}
