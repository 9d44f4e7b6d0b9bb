/**
 * One tab of one person at a real room: the protocol of docs/protocol.md by hand over a socket that
 * the fuzz drives, a local copy, and reloads under new client ids. Everything it is told is checked at
 * once: nobody sees (R2) and nobody is acknowledged (W3) what is not on disk.
 */
import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import {
	decodeAck,
	MESSAGE_ACK,
	MESSAGE_SYNC,
	SYNC_STEP_1,
	SYNC_STEP_2,
	SYNC_UPDATE,
} from '#core/sync/protocol.ts'
import { syncFrame } from '#server/realtime/connection.ts'
import type { Principal } from '#server/realtime/rooms-api.ts'
import { type Editing, openEditing } from './editing.ts'
import type { LocalCopy } from './local-copy.ts'
import type { MemorySocket } from './memory-socket.ts'
import type { BoardName, RoomWorld } from './room-world.ts'

const FINAL = (code: number) => code >= 4400 && code < 4500

export class RoomPeer {
	readonly letter: string
	readonly who: Principal
	/** What the person wants; a server that is down or a lost line may stand in the way. */
	wantsOnline = true
	room: BoardName
	socket: MemorySocket | null = null
	/** Null until there is a document to show (B11). */
	page: Editing | null = null
	/** Whether hands may touch the page: said when it was opened. */
	canWrite = false
	/** Hears of every page that opens or goes. */
	onPage: (page: Editing | null) => void = () => undefined
	private readonly world: RoomWorld
	/** Null until the server has issued one for the page. */
	clientId: number | null = null
	/** Counted messages of this connection that are not acknowledged, oldest first. */
	private unacknowledged: Uint8Array[] = []
	private acknowledged = 0
	/** The server's step 1 was answered with all that this page has. */
	private isGreeted = false

	constructor(world: RoomWorld, options: { letter: string; who: Principal; room: BoardName }) {
		this.world = world
		this.letter = options.letter
		this.who = options.who
		this.room = options.room
	}

	get copy(): LocalCopy {
		return this.world.copyOf(this.who.userId, this.room)
	}

	/** Everything this page wrote is acknowledged (W4). */
	get isSaved(): boolean {
		if (!this.socket || this.socket.isOver || !this.page || !this.isGreeted) return false
		return this.unacknowledged.length === 0 && this.page.binding.pending.get() === 0
	}

	/** Loads the page: a client id from the server, what the local copy holds, a connection. */
	async load(): Promise<void> {
		this.clientId = await this.world.issueClientId(this.room, this.who.userId)
		if (this.clientId === null) return
		const kept = this.copy.read()
		if (kept.length > 0) this.show(kept)
		await this.connect()
	}

	async connect(): Promise<void> {
		if (!this.wantsOnline || this.clientId === null || (this.socket && !this.socket.isOver)) return
		this.unacknowledged = []
		this.acknowledged = 0
		this.isGreeted = false
		this.socket = await this.world.openSocket(this, this.clientId)
		const state = this.page ? Y.encodeStateVector(this.page.doc) : Y.encodeStateVector(new Y.Doc())
		this.socket?.toServer.push(syncFrame(SYNC_STEP_1, state))
	}

	/** Takes in the next frames, then notices whether the server hung up. */
	async receive(count?: number): Promise<void> {
		const { socket } = this
		if (!socket) return
		for (const frame of socket.takeForClient(count)) this.read(frame)
		if (socket.closedWith !== null && socket.toClient.length === 0)
			await this.closed(socket, socket.closedWith)
	}

	cut(): void {
		this.socket?.cut()
		this.socket = null
	}

	/** The page goes: closed and loaded anew, or crashed with what was not on disk. */
	async reload({ crash = false } = {}): Promise<void> {
		this.close(crash)
		if (crash) this.copy.crash(this.letter)
		else this.copy.persist(this.letter)
		await this.load()
	}

	async goTo(room: BoardName): Promise<void> {
		this.close(false)
		this.copy.persist(this.letter)
		this.room = room
		await this.load()
	}

	close(crash: boolean): void {
		this.page?.close({ flush: !crash })
		this.page = null
		this.onPage(null)
		// What was sent before the page went still arrives (R16).
		if (!crash) this.socket?.deliverToServer()
		this.cut()
		this.clientId = null
	}

	private show(updates: readonly Uint8Array[]) {
		this.canWrite = this.who.role !== 'viewer'
		this.page = openEditing({
			clientId: this.clientId ?? 0,
			updates,
			readOnly: !this.canWrite,
			onUpdate: (update, origin) => {
				this.copy.add(this.letter, update)
				if (origin !== this) this.send(SYNC_UPDATE, update)
			},
		})
		this.onPage(this.page)
	}

	private send(step: number, body: Uint8Array) {
		if (!this.socket || this.socket.isOver) return
		this.unacknowledged.push(body)
		this.socket.toServer.push(syncFrame(step, body))
	}

	private read(frame: Uint8Array) {
		const decoder = decoding.createDecoder(frame)
		const tag = decoding.readVarUint(decoder)
		if (tag === MESSAGE_ACK) return this.takeAck(decodeAck(frame.subarray(1)))
		if (tag !== MESSAGE_SYNC) return
		const step = decoding.readVarUint(decoder)
		const body = decoding.readVarUint8Array(decoder)
		if (step === SYNC_STEP_1) this.isGreeted = true
		if (step === SYNC_STEP_1)
			return this.send(SYNC_STEP_2, Y.encodeStateAsUpdate(this.page?.doc ?? new Y.Doc(), body))
		this.world.ledger.expectDurable(this.room, body, `${this.letter} was shown`)
		if (this.page) Y.applyUpdate(this.page.doc, body, this)
		else if (step === SYNC_STEP_2) {
			this.copy.add(this.letter, body)
			this.show([body])
		}
	}

	private takeAck(count = Number.NaN) {
		const news = this.unacknowledged.splice(0, count - this.acknowledged)
		this.acknowledged = count
		for (const update of news) this.world.ledger.acknowledge(this.room, update, this.letter)
	}

	private async closed(socket: MemorySocket, code: number) {
		this.socket = null
		this.world.noteClose(this, socket)
		if (FINAL(code)) {
			// W6: set aside, the local copy emptied, joined again as new.
			this.page?.close()
			this.page = null
			this.onPage(null)
			this.copy.clear()
			await this.load()
		} else if (code === 4503) await this.reload()
	}
}
