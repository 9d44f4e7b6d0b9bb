/**
 * One shared document while somebody uses it. Work (client updates and commands) waits in a queue;
 * `stage` tries it on the staged document and makes the room's part of the next commit, `settle` shows
 * the result to everybody once it is durable, `drop` forgets it all when the commit failed (R2, R10).
 */

import * as Y from 'yjs'
import { canWriteRoom } from '#core/board/role.ts'
import { AppError } from '#core/errors.ts'
import { parseRoomName, type RoomName } from '#core/ids.ts'
import { ROOM_ORIGIN } from '#core/sync/origin.ts'
import { repairCycles } from '#core/sync/parents.ts'
import { SYNC_UPDATE } from '#core/sync/protocol.ts'
import type { RoomCommit } from '#db/room-store.ts'
import type { RecordRules } from './check-records.ts'
import { type Connection, type ConnectionRoom, syncFrame } from './connection.ts'
import { asRefusal, type CheckedUpdate, checkPlacement, checkUpdate, refusal } from './guard.ts'
import { MAX_SHAPES } from './limits.ts'
import type { RealtimeMetrics } from './metrics-sink.ts'
import { RoomPresence } from './presence.ts'
import type { Projector } from './projector.ts'
import type { RoomDocument, StagedStep } from './room-document.ts'
import type { CommandOptions, RoomDraft } from './rooms-api.ts'

/** Who "owns" what the room writes itself; no session can have this id. */
export const ROOM_USER_ID = 'room'

export interface RoomOptions {
	name: RoomName
	projectId: string
	generation: number
	seq: number
	document: RoomDocument
	projector: Projector
	rules: RecordRules
	claims: Map<number, string>
	/** The client id the room writes with; new for every load, and among `claims`. */
	roomClientId: number
	/** Whether that claim is in the store already. */
	isRoomClaimStored: boolean
	metrics: RealtimeMetrics
	now: () => number
	/** Asks for a flush. */
	schedule: (room: Room) => void
}

interface UpdateWork {
	connection: Connection
	update: Uint8Array
}
export interface CommandWork {
	options: CommandOptions
	run: (draft: RoomDraft) => unknown
	resolve: (result: unknown) => void
	reject: (error: unknown) => void
}
interface Accepted {
	delta: Uint8Array
	/** Whose socket already has it; null = everybody is told. */
	sender: Connection | null
	userId: string | null
	sessionId: string | null
}
/** A flush's result of one room: what to commit, and what to do when it is durable. */
interface Flush {
	accepted: Accepted[]
	events: RoomCommit['events']
	blobs: RoomCommit['blobs']
	commandResults: RoomCommit['commandResults']
	/** Runs after the broadcast: acknowledgements and answers. */
	afterwards: (() => void)[]
	/** What a failed commit means for each command in it. */
	rejections: ((error: unknown) => void)[]
	/** Commands that were refused; they learn it whatever becomes of the commit. */
	refusals: (() => void)[]
	touched: Set<string>
	keep: () => void
}

export class Room implements ConnectionRoom {
	readonly name: RoomName
	readonly projectId: string
	readonly generation: number
	readonly document: RoomDocument
	readonly connections = new Set<Connection>()
	readonly presence: RoomPresence
	seq: number
	updatesSinceSnapshot = 0
	lastUsedAt: number
	isGone = false
	private readonly kind: 'project' | 'board' | 'notes'
	private readonly options: RoomOptions
	private readonly claims: Map<number, string>
	private work: (UpdateWork | CommandWork)[] = []
	private newClaims: RoomCommit['claims'] = []
	private flush: Flush | null = null
	private isRoomClaimStored: boolean

	constructor(options: RoomOptions) {
		this.options = options
		this.name = options.name
		this.projectId = options.projectId
		this.generation = options.generation
		this.seq = options.seq
		this.document = options.document
		this.claims = options.claims
		this.isRoomClaimStored = options.isRoomClaimStored
		this.kind = parseRoomName(options.name)?.kind ?? 'notes'
		this.presence = new RoomPresence(this.connections, options.now)
		this.lastUsedAt = options.now()
	}

	get committed(): Y.Doc {
		return this.document.committed
	}
	/** True while no work waits and no commit is under way: staged equals committed. */
	get isQuiet(): boolean {
		return this.work.length === 0 && this.flush === null
	}

	receiveUpdate(connection: Connection, update: Uint8Array): void {
		this.work.push({ connection, update })
		this.options.schedule(this)
	}

	/** Queues a command for the next flush. */
	enqueue(command: CommandWork): void {
		this.work.push(command)
		this.options.schedule(this)
	}

	receivePresence(connection: Connection, body: Uint8Array): void {
		this.presence.receive(connection, body)
	}

	presenceFrame(connection: Connection): Uint8Array {
		return this.presence.frameFor(connection)
	}

	ownerOf(clientId: number): string | undefined {
		return this.claims.get(clientId)
	}

	claim(connection: Connection, clientId: number): boolean {
		const { userId } = connection.principal
		if (!this.bind(clientId, userId)) return false
		connection.clientId ??= clientId
		this.options.schedule(this)
		return true
	}

	/** Claims a client id for a user (R12); it is stored with the next commit. False when it is another's. */
	bind(clientId: number, userId: string): boolean {
		const owner = this.claims.get(clientId)
		if (owner !== undefined) return owner === userId
		this.claims.set(clientId, userId)
		this.newClaims.push({ clientId, userId })
		return true
	}

	/** Picks a free client id and binds it to the user. */
	reserve(pick: (taken: ReadonlyMap<number, unknown>) => number, userId: string): number {
		const clientId = pick(this.claims)
		this.bind(clientId, userId)
		return clientId
	}

	leave(connection: Connection): void {
		this.presence.leave(connection)
		this.connections.delete(connection)
		this.lastUsedAt = this.options.now()
	}

	/** Tries everything that waits. Returns the room's part of the commit, or null when nothing changed. */
	stage(): RoomCommit | null {
		const work = this.work
		this.work = []
		const flush = beginFlush()
		this.flush = flush
		try {
			for (const item of work) {
				if ('update' in item) this.stageUpdate(flush, item)
				else this.stageCommand(flush, item)
			}
			this.stageRepairs(flush)
			return this.toCommit(flush)
		} catch (error) {
			// The room is dropped now: nobody may wait for an answer that cannot come.
			for (const item of work) if ('run' in item) item.reject(error)
			throw error
		}
	}

	private toCommit(flush: Flush): RoomCommit | null {
		const { projections, keep } = this.options.projector.take()
		flush.keep = keep
		const claims = this.newClaims
		this.newClaims = []
		const { accepted, events, blobs, commandResults } = flush
		const lists = [accepted, events, blobs, commandResults, claims]
		if (lists.every((list) => list.length === 0) && Object.keys(projections).length === 0)
			return null
		const at = this.options.now()
		const updates = accepted.map(({ delta: update, userId, sessionId }) => ({
			...{ update, userId, sessionId, at },
		}))
		const { name: room, projectId, generation } = this
		const document = { room, projectId, generation, updates, claims, projections }
		return { ...document, events, blobs, commandResults }
	}

	/** The commit is durable: committed follows, everybody sees it, then it is acknowledged (R2). */
	settle(seq: number | undefined): void {
		const { flush } = this
		if (!flush) return
		this.flush = null
		this.seq = seq ?? this.seq
		this.updatesSinceSnapshot += flush.accepted.length
		this.options.metrics.updatesCommitted += flush.accepted.length
		this.document.commit(flush.accepted.map((one) => one.delta))
		flush.keep()
		for (const { delta, sender } of flush.accepted) {
			const frame = syncFrame(SYNC_UPDATE, delta)
			for (const connection of this.connections) if (connection !== sender) connection.send(frame)
		}
		for (const run of flush.refusals) run()
		for (const run of flush.afterwards) run()
		this.lastUsedAt = this.options.now()
	}

	/** The commit failed or the room cannot go on: nothing staged survives, every socket reconnects. */
	drop(error: AppError): void {
		const { flush, work } = this
		this.flush = null
		this.work = []
		for (const run of flush?.refusals ?? []) run()
		for (const reject of flush?.rejections ?? []) reject(error)
		for (const item of work) if ('run' in item) item.reject(error)
		for (const connection of [...this.connections]) connection.refuse(error)
		this.dispose()
	}

	dispose(): void {
		if (this.isGone) return
		this.isGone = true
		this.presence.dispose()
		this.document.dispose()
	}

	private stageUpdate(flush: Flush, { connection, update }: UpdateWork): void {
		// What a refused socket sent after the refused update builds on it.
		if (connection.isClosed) return
		try {
			const checked = this.check(connection, update)
			if (checked.hasNews) this.admit(flush, connection, { update, checked })
			flush.afterwards.push(() => connection.acknowledge(1))
		} catch (error) {
			connection.refuse(asRefusal(error))
		}
	}

	private check(connection: Connection, update: Uint8Array): CheckedUpdate {
		const { principal } = connection
		const doc = this.document.staged
		const ownerOf = (clientId: number) => this.claims.get(clientId)
		const checked = checkUpdate(update, { doc, userId: principal.userId, ownerOf })
		if (checked.hasNews && !canWriteRoom(principal.role, this.kind)) throw new AppError('forbidden')
		if (checked.unclaimed.length > 0) this.claimAll(connection, checked.unclaimed)
		return checked
	}

	private claimAll(connection: Connection, clientIds: number[]): void {
		for (const clientId of clientIds) {
			connection.claimCount += 1
			if (!connection.mayClaim()) throw refusal('too many client ids')
			this.claim(connection, clientId)
		}
	}

	private admit(
		flush: Flush,
		connection: Connection,
		{ update, checked }: { update: Uint8Array; checked: CheckedUpdate },
	): void {
		try {
			const shapesBefore = this.options.projector.shapeCount
			const step = this.document.step(() => Y.applyUpdate(this.document.staged, update, connection))
			const written = checkPlacement(this.document.staged, checked.newFrom)
			for (const id of written) step.touched.add(id)
			this.options.rules.checkClient(this.document.records, step.touched, step.before)
			const { shapeCount } = this.options.projector
			if (shapeCount > MAX_SHAPES && shapeCount > shapesBefore) throw refusal('board is full')
			const { userId, sessionId } = connection.principal
			this.accept(flush, step, { sender: connection, userId, sessionId })
		} catch (error) {
			this.rebuild(flush)
			throw error
		}
	}

	private stageCommand(flush: Flush, command: CommandWork): void {
		const { principal, key } = command.options
		const draft: Pick<RoomCommit, 'events' | 'blobs'> = { events: [], blobs: [] }
		try {
			const { result, step } = this.runCommand(command, draft)
			const resultJson = JSON.stringify(result ?? null)
			const userId = principal?.userId ?? null
			this.accept(flush, step, { sender: null, userId, sessionId: principal?.sessionId ?? null })
			flush.events.push(...draft.events)
			flush.blobs.push(...draft.blobs)
			if (key !== undefined && userId !== null)
				flush.commandResults.push({ key, userId, resultJson, at: this.options.now() })
			flush.afterwards.push(() => command.resolve(result))
			flush.rejections.push(command.reject)
		} catch (error) {
			// Most refusals come before the first write; then the staged document is as it was.
			if (this.document.hasStepped) this.rebuild(flush)
			flush.refusals.push(() => command.reject(error))
		}
	}

	private runCommand(command: CommandWork, draft: Pick<RoomCommit, 'events' | 'blobs'>) {
		const { records } = this.document
		const { projectId } = this
		const roomDraft: RoomDraft = {
			records,
			projectId,
			now: this.options.now(),
			append: (event) => draft.events.push(event),
			attach: (blob) => draft.blobs.push(blob),
		}
		let result: unknown
		const step = this.document.step(() => {
			result = records.transact(ROOM_ORIGIN, () => command.run(roomDraft))
		})
		this.options.rules.checkRoom(records, step.touched)
		return { result, step }
	}

	/** Honest concurrency may close a circle of parents; the room opens it in the same commit (R8). */
	private stageRepairs(flush: Flush): void {
		if (this.kind !== 'board' || flush.touched.size === 0) return
		const { records } = this.document
		const step = this.document.step(() => {
			records.transact(ROOM_ORIGIN, () => repairCycles(records, flush.touched))
		})
		this.accept(flush, step, { sender: null, userId: null, sessionId: null })
	}

	private accept(flush: Flush, step: StagedStep, by: Omit<Accepted, 'delta'>): void {
		for (const id of step.touched) flush.touched.add(id)
		if (step.delta === null) return
		flush.accepted.push({ delta: step.delta, ...by })
		if (by.sender !== null || this.isRoomClaimStored) return
		this.isRoomClaimStored = true
		this.newClaims.push({ clientId: this.options.roomClientId, userId: ROOM_USER_ID })
	}

	private rebuild(flush: Flush): void {
		this.document.rebuild(flush.accepted.map((one) => one.delta))
		this.options.projector.reset(this.document.records)
	}
}

function beginFlush(): Flush {
	return {
		accepted: [],
		events: [],
		blobs: [],
		commandResults: [],
		afterwards: [],
		rejections: [],
		refusals: [],
		touched: new Set(),
		keep: () => {},
	}
}
