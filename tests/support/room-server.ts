/**
 * A real room server on a free port: real SQLite, real sockets. Who connects is said by a cookie
 * (`who=ada:editor`), since sessions have tests of their own.
 */
import { randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { ROLES } from '#core/board/role.ts'
import { cryptoRandom } from '#core/random.ts'
import type { Database } from '#db/database.ts'
import { openDatabase } from '#db/open.ts'
import { createRealtimeMetrics, type RealtimeMetrics } from '#server/realtime/metrics-sink.ts'
import { createRooms, type RoomHost } from '#server/realtime/rooms.ts'
import type { Principal } from '#server/realtime/rooms-api.ts'
import { acceptSockets } from '#server/realtime/upgrade.ts'
import { seedProject } from './factories.ts'

export interface LogLine {
	level: 'debug' | 'info' | 'warn' | 'error'
	message: string
	fields: object
}
export interface RoomServer {
	url: string
	port: number
	db: Database
	rooms: RoomHost
	metrics: RealtimeMetrics
	log: LogLine[]
	stop(): Promise<void>
}
export interface RoomServerOptions {
	file?: string
	/** Where to listen; a free one when not given. */
	port?: number
	idleMs?: number
	/** Largest document of a room, bytes. */
	maxRoomBytes?: number
	/** Says whether newcomers are told to come again. */
	isOverloaded?: () => boolean
	/** Wraps the database, e.g. to make commits fail. */
	wrap?: (db: Database) => Database
}

/** The principal named by `who=<user>:<role>`; null for anybody else. */
export function principalOfCookie(cookie: string | undefined): Principal | null {
	const match = /who=(\w+):(\w+)/.exec(cookie ?? '')
	const role = ROLES.find((one) => one === match?.[2])
	const userId = match?.[1]
	if (!userId || !role) return null
	return { userId, sessionId: `session-${userId}`, name: userId, color: 'teal', role }
}

/** Starts a room server with project `p1` and the board of scene `s1`. */
export async function startRoomServer(options: RoomServerOptions = {}): Promise<RoomServer> {
	const opened = openDatabase({ file: options.file ?? ':memory:' })
	if (!(await opened.projects.get('p1'))) await seedProject(opened)
	const db = options.wrap?.(opened) ?? opened
	const log: LogLine[] = []
	const write = (level: LogLine['level']) => (fields: object, message: string) => {
		log.push({ level, message, fields })
	}
	const logger = {
		debug: write('debug'),
		info: write('info'),
		warn: write('warn'),
		error: write('error'),
	}
	const metrics = createRealtimeMetrics()
	const random = cryptoRandom(globalThis.crypto)
	const idle = options.idleMs === undefined ? {} : { idleMs: options.idleMs }
	const { maxRoomBytes } = options
	const limits = { ...idle, ...(maxRoomBytes === undefined ? {} : { maxRoomBytes }) }
	const rooms = createRooms({ db, random, now: Date.now, log: logger, metrics, ...limits })
	const server = createServer()
	const stopSockets = acceptSockets(server, {
		rooms,
		principalOf: async (cookie) => principalOfCookie(cookie),
		publicUrl: undefined,
		log: logger,
		metrics,
		now: Date.now,
		leaveOthers: false,
		...(options.isOverloaded ? { isOverloaded: options.isOverloaded } : {}),
	})
	const port = await listen(server, options.port ?? 0)
	return {
		...{ url: `ws://127.0.0.1:${port}/collab`, port, db, rooms, metrics, log },
		async stop() {
			await rooms.dispose()
			stopSockets()
			server.closeAllConnections()
			await new Promise((resolve) => server.close(resolve))
			await opened.close()
		},
	}
}

async function listen(server: Server, wanted: number): Promise<number> {
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject)
		server.listen(wanted, '127.0.0.1', resolve)
	})
	const address = server.address()
	if (address === null || typeof address === 'string') throw new Error('no port')
	return address.port
}

/** Random bytes for names that must not repeat between runs. */
export function uniqueName(prefix: string): string {
	return `${prefix}-${randomBytes(6).toString('hex')}`
}
