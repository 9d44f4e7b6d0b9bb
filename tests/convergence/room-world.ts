/**
 * A film with two scenes in the real rooms on a real database file, in this process, so that a seed
 * plays the same every time: commits that fail, servers that die before or after a commit, rooms that
 * are let go, and the services that decide suggestions and move panels.
 */
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { vi } from 'vitest'
import * as Y from 'yjs'
import { AppError, isAppError } from '#core/errors.ts'
import { type Random, seededRandom } from '#core/random.ts'
import type { Database } from '#db/database.ts'
import { openDatabase } from '#db/open.ts'
import type { RoomCommit } from '#db/room-store.ts'
import { createProjectService } from '#server/projects/projects.ts'
import { Connection } from '#server/realtime/connection.ts'
import { createRealtimeMetrics } from '#server/realtime/metrics-sink.ts'
import { createRooms, type RoomHost } from '#server/realtime/rooms.ts'
import { createSignalService } from '#server/signals/signals.ts'
import { createSuggestionService } from '#server/suggestions/suggestions.ts'
import { Ledger } from './ledger.ts'
import { LocalCopy } from './local-copy.ts'
import { MemorySocket } from './memory-socket.ts'
import type { RoomPeer } from './room-peer.ts'
import { seedFilm } from './seed-film.ts'

export const SCENES = ['s1', 's2'] as const
export type SceneId = (typeof SCENES)[number]
export type BoardName = `board:${SceneId}`
export const BOARDS: readonly BoardName[] = ['board:s1', 'board:s2']
const MASTER_KEY = '5'.repeat(64)
/** Turns of the event loop in which everything the server has begun comes to its end. */
const TURNS = 12
/** Answers of a server that dies or cannot write: the same is asked again later. */
const TEMPORARY = ['unavailable', 'storage_failed']

/** What happens to the next commit. */
export type Fate = 'fail' | 'die before' | 'die after' | null

export interface Server {
	db: Database
	rooms: RoomHost
	signals: ReturnType<typeof createSignalService>
	suggestions: ReturnType<typeof createSuggestionService>
	projects: ReturnType<typeof createProjectService>
	isDead: boolean
}

export class RoomWorld {
	readonly ledger = new Ledger()
	readonly random: Random
	readonly peers: RoomPeer[] = []
	/** Closes that nothing in the story explains. */
	readonly wrongly: string[] = []
	readonly errors: string[] = []
	/** Records that a person deleted, on purpose or by undoing. */
	readonly erased = new Set<string>()
	server: Server
	fate: Fate = null
	failedCommits = 0
	time = 1_700_000_000_000
	private readonly folder: string
	/** Why sockets were closed, for the message of a failing seed. */
	private readonly reasons = new Map<MemorySocket, string>()
	private readonly viewers = new Set<MemorySocket>()
	private readonly copies = new Map<string, LocalCopy>()

	private constructor(seed: number, folder: string) {
		this.random = seededRandom(`server ${seed}`)
		this.folder = folder
		this.server = this.start()
	}

	static async make(seed: number): Promise<RoomWorld> {
		const folder = mkdtempSync(join(memoryFolder(), 'dailies-fuzz-'))
		copyFileSync(await templateFile(), join(folder, 'film.db'))
		const world = new RoomWorld(seed, folder)
		for (const room of BOARDS) await world.learn(room)
		return world
	}

	/** Lets everything the server has begun come to its end. */
	async serve(): Promise<void> {
		for (let turn = 0; turn < TURNS; turn++) await new Promise((resolve) => setImmediate(resolve))
		if (this.server.isDead) await this.restart()
	}

	copyOf(userId: string, room: BoardName): LocalCopy {
		const name = `${userId} ${room}`
		const copy = this.copies.get(name) ?? new LocalCopy()
		this.copies.set(name, copy)
		return copy
	}

	/** As loading the page does; null when the server could not. */
	async issueClientId(room: BoardName, userId: string): Promise<number | null> {
		return this.attempt(() => this.server.rooms.issueClientId(room, userId))
	}

	/** As the door of the sockets does (upgrade.ts), without http. */
	async openSocket(peer: RoomPeer, clientId: number): Promise<MemorySocket | null> {
		const room = await this.attempt(() => this.server.rooms.open(peer.room))
		if (!room || room.isGone) return null
		if (!room.claims.bind(clientId, peer.who.userId)) throw new Error('client id taken')
		const socket = new MemorySocket()
		const connection = new Connection({
			...{ socket: socket.forServer(), room, principal: { ...peer.who }, wantsAck: true, clientId },
			...{ metrics: createRealtimeMetrics(), now: () => this.time },
		})
		if (peer.who.role === 'viewer') this.viewers.add(socket)
		const refuse = connection.refuse.bind(connection)
		connection.refuse = (error) => {
			this.reasons.set(
				socket,
				`${error.code} ${JSON.stringify(error.details)} ${error.cause ?? ''}`,
			)
			refuse(error)
		}
		room.connections.add(connection)
		connection.greet()
		return socket
	}

	/** A close code that no failed commit, changed role or stopped server explains is a wrong one. */
	noteClose(peer: RoomPeer, socket: MemorySocket): void {
		const code = socket.closedWith ?? 0
		const isExplained =
			(code === 1013 && this.failedCommits > 0) ||
			code === 4503 ||
			(code === 4403 && this.viewers.has(socket))
		if (!isExplained) this.wrongly.push(`${peer.letter}: ${code} ${this.reasons.get(socket)}`)
	}

	/** The server dies where it stands: no goodbye, nothing of its memory stays. */
	die(): void {
		this.server.isDead = true
		for (const peer of this.peers) peer.cut()
	}

	/** Another server opens the file; nothing that was acknowledged may be missing on it. */
	async restart(): Promise<void> {
		const dead = this.server
		await dead.rooms.dispose()
		await dead.db.close()
		this.server = this.start()
		for (const room of BOARDS) {
			const { committed } = await this.server.rooms.open(room)
			this.ledger.expectAcknowledgedIn(room, committed)
		}
	}

	/** Null when the server was down or could not write just then. @throws whatever else went wrong. */
	async attempt<T>(run: () => Promise<T>): Promise<T | null> {
		const { server } = this
		let result: { value: T } | { error: unknown } | undefined
		run().then(
			(value) => {
				result = { value }
			},
			(error: unknown) => {
				result = { error }
			},
		)
		for (let turn = 0; turn < 40 && !result && !server.isDead; turn++)
			await new Promise((resolve) => setImmediate(resolve))
		if (server.isDead || !result) {
			if (!server.isDead) throw new Error('the server did not answer')
			await this.restart()
			return null
		}
		if ('value' in result) return result.value
		if (isAppError(result.error) && TEMPORARY.includes(result.error.code)) return null
		throw result.error
	}

	/** Lets rooms without people go. */
	async letIdle(): Promise<void> {
		await this.serve()
		this.time += 60_000
		vi.advanceTimersByTime(5000)
		await this.serve()
	}

	setRole(userId: string, role: 'editor' | 'viewer'): void {
		const changed = this.peers.filter(({ who }) => who.userId === userId && who.role !== role)
		for (const { who } of changed) who.role = role
		if (changed.length > 0) this.server.rooms.reconnectUser(userId)
	}

	/** Changes whenever anything of a document does. */
	async state(): Promise<string> {
		const open = BOARDS.map((room) => this.server.rooms.open(room))
		return (await Promise.all(open)).map(({ seq }) => seq).join(' ')
	}

	async stop(): Promise<void> {
		for (const peer of this.peers) peer.cut()
		await this.server.rooms.dispose()
		await this.server.db.close()
		rmSync(this.folder, { recursive: true, force: true })
	}

	private start(): Server {
		const opened = openDatabase({ file: join(this.folder, 'film.db') })
		const db: Database = {
			...opened,
			rooms: { ...opened.rooms, commit: (b) => this.commit(server, opened, b) },
		}
		const now = () => this.time
		const { random } = this
		const silent = () => undefined
		const error = (fields: object, message: string) => {
			if (!this.failedCommits && !server.isDead)
				this.errors.push(`${message} ${JSON.stringify(fields)}`)
		}
		const log = { debug: silent, info: silent, warn: silent, error }
		const metrics = createRealtimeMetrics()
		const rooms = createRooms({ db, random, now, log, metrics, idleMs: 1000 })
		const env = { DATA_DIR: this.folder, DAILIES_MASTER_KEY: MASTER_KEY }
		const signals = createSignalService({ db, env, now, random })
		const shared = { db, rooms, signals, now, random, log }
		const server: Server = {
			...{ db, rooms, signals, isDead: false },
			suggestions: createSuggestionService(shared),
			projects: createProjectService(shared),
		}
		return server
	}

	private commit(server: Server, { rooms }: Database, batch: RoomCommit[]) {
		if (server.isDead) throw new AppError('storage_failed')
		const { fate } = this
		this.fate = null
		if (fate === 'fail') {
			this.failedCommits++
			throw new AppError('storage_failed')
		}
		if (fate === 'die before') {
			this.die()
			throw new AppError('storage_failed')
		}
		const receipt = rooms.commit(batch)
		if (receipt instanceof Promise) throw new Error('commits are synchronous on SQLite')
		this.ledger.committed(batch)
		if (fate !== 'die after') return receipt
		this.die()
		throw new AppError('storage_failed')
	}

	/** What was on disk before the story began. */
	private async learn(room: BoardName): Promise<void> {
		const { committed } = await this.server.rooms.open(room)
		this.ledger.know(room, Y.encodeStateAsUpdate(committed))
	}
}

/** Speed only: what power loss does to a file is proved with kills and fsyncs elsewhere. */
function memoryFolder(): string {
	return existsSync('/dev/shm') ? '/dev/shm' : tmpdir()
}

let template: Promise<string> | undefined

/** The film as every seed finds it, made once for the process. */
function templateFile(): Promise<string> {
	template ??= seedFilm(mkdtempSync(join(memoryFolder(), 'dailies-film-')), MASTER_KEY)
	return template
}
