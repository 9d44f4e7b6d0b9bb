/**
 * One shared document while somebody uses it. Work (client updates and commands) waits in a queue;
 * `stage` tries it on the staged document and makes the room's part of the next commit, `settle` shows
 * the result to everybody once it is durable, `drop` forgets it all when the commit failed (R2, R10).
 */
import * as Y from 'yjs'
import { AppError, isAppError } from '#core/errors.ts'
import { parseRoomName, type RoomName } from '#core/ids.ts'
import type { RoomCommit } from '#db/room-store.ts'
import { type ActivityLog, createActivityLog } from './activity.ts'
import { broadcast } from './broadcast.ts'
import type { RecordRules } from './check-records.ts'
import type { ClientClaims } from './claims.ts'
import type { Connection, ConnectionRoom } from './connection.ts'
import { beginFlush, type CommandWork, type Flush, type Work } from './flush.ts'
import type { RealtimeMetrics } from './metrics-sink.ts'
import { RoomPresence } from './presence.ts'
import type { Projector } from './projector.ts'
import type { RoomArchive } from './room-archive.ts'
import type { RoomDocument } from './room-document.ts'
import type { RoomWatcher } from './rooms-api.ts'
import { type JointSide, Staging } from './staging.ts'

export interface RoomOptions {
	name: RoomName
	projectId: string
	generation: number
	seq: number
	document: RoomDocument
	archive: RoomArchive
	projector: Projector
	rules: RecordRules
	claims: ClientClaims
	/** Largest encoded document, bytes. */
	maxRoomBytes: number
	metrics: RealtimeMetrics
	now: () => number
	watcher?: RoomWatcher | undefined
	/** Asks for a flush. */
	schedule: (room: Room) => void
}

export class Room implements ConnectionRoom {
	readonly name: RoomName
	readonly projectId: string
	readonly generation: number
	readonly document: RoomDocument
	readonly archive: RoomArchive
	readonly claims: ClientClaims
	readonly connections = new Set<Connection>()
	readonly presence: RoomPresence
	seq: number
	lastUsedAt: number
	isGone = false
	/** The records that the last flush wrote in. */
	lastTouched: ReadonlySet<string> = new Set()
	/** What clients made in the last flush, or brought back. */
	lastCreated: ReadonlySet<string> = new Set()
	private readonly options: RoomOptions
	private readonly staging: Staging
	private readonly activity: ActivityLog | null
	private work: Work[] = []
	private flush: Flush | null = null

	constructor(options: RoomOptions) {
		this.options = options
		this.name = options.name
		this.projectId = options.projectId
		this.generation = options.generation
		this.seq = options.seq
		this.document = options.document
		this.archive = options.archive
		this.claims = options.claims
		const kind = parseRoomName(options.name)?.kind ?? 'notes'
		this.staging = new Staging({ ...options, kind })
		this.activity =
			kind === 'board' ? createActivityLog(parseRoomName(options.name)?.id ?? '') : null
		this.presence = new RoomPresence(this.connections, options.now)
		this.lastUsedAt = options.now()
	}

	/** @throws AppError('damaged') when it cannot be read; everybody is sent away then (R9). */
	get committed(): Y.Doc {
		try {
			return this.document.committed
		} catch (error) {
			this.drop(isAppError(error) ? error : new AppError('damaged', { cause: error }))
			throw error
		}
	}
	/** The committed state vector, without reading the document where that can be spared. */
	get clocks(): Uint8Array {
		return this.archive.clocks() ?? Y.encodeStateVector(this.committed)
	}
	/** The committed document as one message; null when the plain answer is as good. */
	archiveFrame(): Uint8Array | null {
		return this.archive.joinFrame()
	}
	/** True while no commit is under way: what is staged is durable and everybody was told. */
	get isSettled(): boolean {
		return this.flush === null
	}
	/** True while nothing waits either. */
	get isQuiet(): boolean {
		return this.work.length === 0 && this.isSettled
	}

	receiveUpdate(
		connection: Connection,
		update: Uint8Array,
		{ isAnswer }: { isAnswer: boolean },
	): void {
		this.work.push({ connection, update, isAnswer })
		this.options.schedule(this)
	}

	/** Resolves when what was claimed so far is durable; the document need not be read for it. */
	whenClaimsStored(): Promise<void> {
		if (this.isGone) return Promise.reject(new AppError('unavailable'))
		return new Promise((resolve, reject) => {
			this.work.push({ isWait: true, resolve, reject })
			this.options.schedule(this)
		})
	}

	/** Queues a command for the next flush. A room that is gone never flushes, so it refuses at once. */
	enqueue(command: CommandWork): void {
		if (this.isGone) {
			command.reject(new AppError('unavailable'))
			return
		}
		this.work.push(command)
		this.options.schedule(this)
	}

	receivePresence(connection: Connection, body: Uint8Array): void {
		this.presence.receive(connection, body)
	}

	presenceFrame(connection: Connection): Uint8Array {
		return this.presence.frameFor(connection)
	}

	claim(connection: Connection, clientId: number): boolean {
		if (!this.claims.bind(clientId, connection.principal.userId)) return false
		connection.clientId ??= clientId
		this.options.schedule(this)
		return true
	}

	enter(connection: Connection): void {
		const { userId } = connection.principal
		const isFirst = !this.isHere(userId)
		this.connections.add(connection)
		if (isFirst) this.options.watcher?.arrived?.(this.name, userId)
		if (isFirst) this.activity?.turnPage()
	}

	leave(connection: Connection): void {
		const { userId } = connection.principal
		this.presence.leave(connection)
		const wasHere = this.connections.delete(connection)
		this.lastUsedAt = this.options.now()
		if (!wasHere || this.isHere(userId)) return
		this.options.watcher?.left?.(this.name, userId, { isEmpty: this.connections.size === 0 })
		this.activity?.turnPage()
	}

	private isHere(userId: string): boolean {
		for (const { principal } of this.connections) if (principal.userId === userId) return true
		return false
	}

	/** Tries everything that waits; `takeCommit` follows once commands over two rooms were tried too. */
	stage(): void {
		const work = this.work
		this.work = []
		const flush = beginFlush()
		this.flush = flush
		try {
			for (const item of work) {
				if ('update' in item) this.staging.tryUpdate(flush, item)
				else if ('run' in item) this.staging.tryCommand(flush, item)
				else {
					flush.afterwards.push(item.resolve)
					flush.rejections.push(item.reject)
				}
			}
		} catch (error) {
			// The room is dropped now: nobody may wait for an answer that cannot come.
			for (const item of work) if ('reject' in item) item.reject(error)
			throw error
		}
	}

	/** The room's side of a command over two rooms; only between `stage` and `takeCommit`. */
	jointSide(): JointSide {
		const { flush, staging } = this
		if (!flush) throw new AppError('unavailable')
		return { flush, staging }
	}

	/** The room's part of the commit, or null when nothing changed. */
	takeCommit(): RoomCommit | null {
		const { flush } = this
		if (!flush) return null
		this.staging.repair(flush)
		const { projections, keep } = this.options.projector.take()
		flush.keep = keep
		const claims = this.claims.take()
		const { accepted, events, blobs, commandResults, forwards } = flush
		const lists = [accepted, events, blobs, commandResults, forwards, claims]
		if (lists.every((list) => list.length === 0) && Object.keys(projections).length === 0)
			return null
		const at = this.options.now()
		// A flush of claims alone must not read the document: nothing happened on the board.
		const activity =
			flush.steps.length === 0
				? []
				: (this.activity?.take(flush.steps, this.document.records, { at, forwards }) ?? [])
		const updates = accepted.map(({ delta: update, userId, sessionId }) => ({
			...{ update, userId, sessionId, at },
		}))
		const { name: room, projectId, generation } = this
		const document = { room, projectId, generation, updates, claims, projections }
		return { ...document, events, blobs, commandResults, forwards, activity }
	}

	/** The commit is durable: committed follows, everybody sees it, then it is acknowledged (R2). */
	settle(seq: number | undefined): void {
		const { flush } = this
		if (!flush) return
		this.seq = seq ?? this.seq
		this.options.metrics.updatesCommitted += flush.accepted.length
		const deltas = flush.accepted.map((one) => one.delta)
		this.document.commit(deltas)
		this.archive.append(deltas, this.seq)
		flush.keep()
		this.activity?.keep()
		broadcast(this.connections, flush.accepted)
		for (const run of flush.refusals) run()
		for (const run of flush.afterwards) run()
		this.lastTouched = flush.touched
		this.lastCreated = flush.created
		// Last: were anything above to throw, `drop` still answers every command.
		this.flush = null
		this.lastUsedAt = this.options.now()
	}

	/** The commit failed or the room cannot go on: nothing staged survives, every socket reconnects. */
	drop(error: AppError): void {
		const { flush, work } = this
		this.flush = null
		this.work = []
		for (const run of flush?.refusals ?? []) run()
		for (const reject of flush?.rejections ?? []) reject(error)
		for (const item of work) if ('reject' in item) item.reject(error)
		for (const connection of [...this.connections]) connection.refuse(error)
		this.dispose()
	}

	dispose(): void {
		if (this.isGone) return
		this.isGone = true
		this.presence.dispose()
		this.document.dispose()
	}
}
