/**
 * All rooms of this process by name: each is loaded once however many ask at the same time, kept while
 * it is used, and let go when idle with nothing pending. Implements `Rooms` for the other services and
 * `open` for sockets.
 */
import { AppError, isAppError } from '#core/errors.ts'
import type { RoomName } from '#core/ids.ts'
import type { Random } from '#core/random.ts'
import type { Database } from '#db/database.ts'
import type { RoomStore } from '#db/room-store.ts'
import type { Logger } from '../logger.ts'
import { Committer } from './committer.ts'
import { Compaction } from './compaction.ts'
import { LateFollower } from './follow-late.ts'
import { IDLE_UNLOAD_MS, PING_INTERVAL_MS } from './limits.ts'
import { type DocumentFormat, freeClientId, type LoadContext, loadRoom } from './load-room.ts'
import type { RealtimeMetrics } from './metrics-sink.ts'
import type { Room } from './room.ts'
import type {
	CommandOptions,
	PresentPerson,
	RecordReader,
	RoomDraft,
	RoomPlace,
	Rooms,
	RoomWatcher,
} from './rooms-api.ts'

export interface RoomsOptions {
	db: Pick<Database, 'rooms' | 'projects'>
	random: Random
	now: () => number
	log: Logger
	metrics: RealtimeMetrics
	/** Idle time before a room is let go, milliseconds. */
	idleMs?: number
	/** Largest encoded document of a room, bytes. */
	maxRoomBytes?: number
	/** Another form of documents, in tests of migration. */
	format?: DocumentFormat
}

/** Rooms as the socket door sees them. */
export interface RoomHost extends Rooms {
	/** The live room. @throws AppError('not_found' | 'trashed' | 'damaged' | …) */
	open(name: RoomName): Promise<Room>
	/** How many sockets a person has open, over all rooms. */
	connectionsOf(userId: string): number
}

/** Starts the rooms of this process; `dispose` flushes and closes them. */
export function createRooms(options: RoomsOptions): RoomHost {
	return new RoomTable(options)
}

class RoomTable implements RoomHost {
	private readonly options: RoomsOptions
	private readonly loading = new Map<RoomName, Promise<Room>>()
	private readonly live = new Map<RoomName, Room>()
	private readonly closed = new Set<RoomName>()
	/** Rooms in the trash in which something is being done, until it is. */
	private readonly visits = new Map<RoomName, Promise<unknown>>()
	private readonly running = new Map<string, Promise<unknown>>()
	private readonly watchers = new Set<RoomWatcher>()
	private readonly watcher = everyWatcher(this.watchers)
	private readonly committer: Committer
	private readonly compaction: Compaction
	private readonly follower: LateFollower
	private readonly timers: ReturnType<typeof setInterval>[]
	private isDisposed = false

	constructor(options: RoomsOptions) {
		this.options = options
		const { db, metrics, log } = options
		this.compaction = new Compaction({ store: countingSnapshots(db.rooms, metrics), log })
		this.committer = new Committer({
			store: db.rooms,
			metrics,
			clock: () => performance.now(),
			onDropped: (room, error) => {
				log.error({ room: room.name, err: error }, 'A commit failed; the room was closed.')
				this.forget(room)
			},
			onSettled: (room) => {
				this.follower.afterFlush(room, room.lastTouched, room.lastCreated)
				this.compaction.afterCommit(room)
				this.watcher.committed(room.name)
			},
		})
		this.follower = new LateFollower({
			store: db.rooms,
			log,
			open: (name) => this.open(name),
			joint: (rooms, run) => this.joint(rooms, { principal: null }, run),
		})
		const idleMs = options.idleMs ?? IDLE_UNLOAD_MS
		this.timers = [
			setInterval(() => this.unloadIdle(idleMs), Math.min(idleMs, 5_000)),
			setInterval(() => this.heartbeat(), PING_INTERVAL_MS),
		]
		for (const timer of this.timers) timer.unref()
	}

	async open(name: RoomName): Promise<Room> {
		// Whoever takes it out of the trash meanwhile reads what was done there.
		while (this.visits.has(name)) await this.visits.get(name)
		if (this.isDisposed) throw new AppError('unavailable')
		if (this.closed.has(name)) throw new AppError('trashed')
		const live = this.live.get(name)
		if (live && !live.isGone) {
			live.lastUsedAt = this.options.now()
			return live
		}
		const loading = this.loading.get(name) ?? this.load(name)
		return loading
	}

	command<T>(name: RoomName, options: CommandOptions, run: (draft: RoomDraft) => T): Promise<T> {
		return this.once(options, () =>
			this.onRoom(name, options, (room) => enqueue(room, options, run)),
		)
	}

	commandBoth<T>(
		names: readonly [RoomName, RoomName],
		options: CommandOptions,
		run: (first: RoomDraft, second: RoomDraft) => T,
	): Promise<T> {
		return this.once(options, async () => {
			const [first, second] = await Promise.all([this.open(names[0]), this.open(names[1])])
			if (first === second) throw new AppError('bad_request')
			return this.joint([first, second], options, run)
		})
	}

	private async onRoom<T>(
		name: RoomName,
		{ evenInTrash = false }: CommandOptions,
		use: (room: Room) => Promise<T>,
	): Promise<T> {
		for (;;) {
			const room = await this.open(name).catch((error: unknown) => {
				if (evenInTrash && isAppError(error) && error.code === 'trashed') return null
				throw error
			})
			if (room) return use(room)
			const isInUse = this.live.has(name) || this.loading.has(name) || this.visits.has(name)
			if (!isInUse) return this.visit(name, use)
			// It is just being closed: two at once would not know of each other.
			await new Promise((resolve) => setImmediate(resolve))
		}
	}

	/** Opens a room in the trash for this alone: it is no live room, and let go at once. */
	private visit<T>(name: RoomName, use: (room: Room) => Promise<T>): Promise<T> {
		const visiting = async () => {
			const room = await loadRoom(this.loadContext(), name, { evenInTrash: true })
			try {
				if (this.isDisposed) throw new AppError('unavailable')
				return await use(room)
			} finally {
				room.dispose()
			}
		}
		const done = visiting()
		const ended = done.then(
			() => this.visits.delete(name),
			() => this.visits.delete(name),
		)
		this.visits.set(name, ended)
		return done
	}

	private joint<T>(
		rooms: readonly [Room, Room],
		options: CommandOptions,
		run: (first: RoomDraft, second: RoomDraft) => T,
	): Promise<T> {
		return new Promise<T>((resolve, reject) => {
			// `run` returned it, so it is a T.
			const settle = (result: unknown) => resolve(result as T)
			this.committer.scheduleJoint({ rooms, options, run, resolve: settle, reject })
		})
	}

	/** Carries a command out once for its user and key, however often it is asked. */
	private async once<T>(options: CommandOptions, run: () => Promise<T>): Promise<T> {
		const { principal, key } = options
		if (!principal || key === undefined) return run()
		const id = `${principal.userId}\n${key}`
		const running = this.running.get(id)
		// The same user under the same key asked for the same thing: T is what it answers.
		if (running) return running as Promise<T>
		const answer = this.answerOrRun({ userId: principal.userId, key }, run)
		this.running.set(id, answer)
		return answer.finally(() => this.running.delete(id))
	}

	watch(watcher: RoomWatcher): () => void {
		this.watchers.add(watcher)
		return () => this.watchers.delete(watcher)
	}

	async read<T>(name: RoomName, read: (records: RecordReader, place: RoomPlace) => T): Promise<T> {
		const room = await this.open(name)
		// Staged equals committed only between flushes. What waits for the next one is no reason to
		// wait: under load something always does.
		while (!room.isSettled && !room.isGone) await this.committer.whenIdle()
		if (room.isGone) return this.read(name, read)
		const { seq, generation } = room
		return read(room.document.records, { seq, generation })
	}

	async close(name: RoomName): Promise<void> {
		this.closed.add(name)
		await this.loading.get(name)?.catch(() => undefined)
		const room = this.live.get(name)
		if (!room) return
		await this.committer.whenIdle()
		this.forget(room)
		room.drop(new AppError('trashed'))
	}

	reopen(name: RoomName): void {
		this.closed.delete(name)
	}

	reconnectUser(userId: string): void {
		const error = new AppError('role_changed')
		for (const room of this.live.values())
			for (const connection of [...room.connections])
				if (connection.principal.userId === userId) connection.refuse(error)
	}

	async issueClientId(name: RoomName, userId: string): Promise<number> {
		const room = await this.open(name)
		const pick = (taken: ReadonlyMap<number, unknown>) => freeClientId(this.options.random, taken)
		const clientId = room.claims.reserve(pick, userId)
		await room.whenClaimsStored()
		return clientId
	}

	connectionsOf(userId: string): number {
		let count = 0
		for (const room of this.live.values())
			for (const { principal } of room.connections) if (principal.userId === userId) count += 1
		return count
	}

	async generation(name: RoomName): Promise<number> {
		return (await this.open(name)).generation
	}

	present(name: RoomName): PresentPerson[] {
		return [...(this.live.get(name)?.presence.people() ?? [])]
	}

	async dispose(): Promise<void> {
		for (const timer of this.timers) clearInterval(timer)
		this.isDisposed = true
		await Promise.allSettled([...this.loading.values(), ...this.visits.values()])
		await this.committer.whenIdle()
		for (const room of [...this.live.values()]) {
			for (const connection of [...room.connections])
				connection.close(1001, 'The server is stopping.')
			this.compaction.onLeaving(room)
			this.forget(room)
			room.dispose()
		}
		await this.compaction.dispose()
	}

	private load(name: RoomName): Promise<Room> {
		const { metrics } = this.options
		const loading = loadRoom(this.loadContext(), name)
			.then((room) => this.admit(room))
			.catch((error: unknown) => {
				metrics.roomLoadFailures += 1
				throw error
			})
			.finally(() => this.loading.delete(name))
		this.loading.set(name, loading)
		return loading
	}

	private loadContext(): LoadContext {
		const { db, random, now, metrics, maxRoomBytes, format } = this.options
		const schedule = (room: Room) => this.committer.schedule(room)
		const { watcher } = this
		return { db, random, now, metrics, maxRoomBytes, format, schedule, watcher }
	}

	/** A room closed (or a server stopped) while it was being loaded is not let in. */
	private admit(room: Room): Room {
		if (this.closed.has(room.name) || this.isDisposed) {
			room.dispose()
			throw new AppError(this.isDisposed ? 'unavailable' : 'trashed')
		}
		this.live.set(room.name, room)
		this.options.metrics.roomLoads += 1
		this.options.metrics.rooms = this.live.size
		void this.follower.afterLoad(room).catch((error: unknown) => {
			if (!this.isDisposed)
				this.options.log.error({ room: room.name, err: error }, 'Late changes were not looked for.')
		})
		return room
	}

	private forget(room: Room): void {
		if (this.live.get(room.name) === room) this.live.delete(room.name)
		this.options.metrics.rooms = this.live.size
	}

	private async answerOrRun<T>(
		{ userId, key }: { userId: string; key: string },
		run: () => Promise<T>,
	): Promise<T> {
		const stored = await this.options.db.rooms.findCommandResult(userId, key)
		// Written by this same command's JSON: T is what it answered.
		return stored === null ? run() : (JSON.parse(stored) as T)
	}

	private unloadIdle(idleMs: number): void {
		const before = this.options.now() - idleMs
		for (const room of [...this.live.values()]) {
			const isIdle = room.connections.size === 0 && room.isQuiet && room.lastUsedAt <= before
			if (!isIdle) continue
			this.compaction.onLeaving(room)
			this.forget(room)
			room.dispose()
		}
	}

	private heartbeat(): void {
		for (const room of this.live.values())
			for (const connection of [...room.connections]) connection.heartbeat()
	}
}

/** Tells every watcher. */
function everyWatcher(watchers: ReadonlySet<RoomWatcher>): Required<RoomWatcher> {
	return {
		committed(room) {
			for (const watcher of watchers) watcher.committed?.(room)
		},
		arrived(room, userId) {
			for (const watcher of watchers) watcher.arrived?.(room, userId)
		},
		left(room, userId, state) {
			for (const watcher of watchers) watcher.left?.(room, userId, state)
		},
	}
}

function countingSnapshots(
	store: RoomStore,
	metrics: RealtimeMetrics,
): Pick<RoomStore, 'saveSnapshot'> {
	return {
		async saveSnapshot(name, generation, snapshot) {
			await store.saveSnapshot(name, generation, snapshot)
			metrics.snapshots += 1
			metrics.snapshotBytes += snapshot.body.byteLength
		},
	}
}

/** Queues a command on a room; resolves when it is durable. */
function enqueue<T>(room: Room, options: CommandOptions, run: (draft: RoomDraft) => T): Promise<T> {
	return new Promise<T>((resolve, reject) => {
		room.enqueue({
			options,
			run,
			// `run` returned it, so it is a T.
			resolve: (result) => resolve(result as T),
			reject,
		})
	})
}
