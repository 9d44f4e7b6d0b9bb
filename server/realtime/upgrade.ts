/**
 * The door of the rooms' sockets: our own path only, our own origin only, a session, a role, a room
 * that could be opened, the right generation and a free client id. Everything is settled before the
 * handshake is answered, so that no message is ever read for nothing (R13, W2).
 */
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { can } from '#core/board/role.ts'
import { DOCUMENT_VERSION } from '#core/canvas/document-version.ts'
import { AppError, ERROR_KINDS, isAppError } from '#core/errors.ts'
import { parseRoomName, type RoomName } from '#core/ids.ts'
import { closeReasonOf } from '#core/sync/close-reason.ts'
import { ARCHIVE_FORMAT, COLLAB_PATH, roomOfPath } from '#core/sync/protocol.ts'
import type { Logger } from '../logger.ts'
import { isSameOrigin } from '../security.ts'
import { Connection } from './connection.ts'
import { MAX_CONNECTIONS_PER_ROOM, MAX_CONNECTIONS_PER_USER, MAX_FRAME_BYTES } from './limits.ts'
import { countRefusal, type RealtimeMetrics } from './metrics-sink.ts'
import type { Room } from './room.ts'
import type { RoomHost } from './rooms.ts'
import type { Principal } from './rooms-api.ts'

export interface UpgradeOptions {
	rooms: RoomHost
	principalOf: (cookieHeader: string | undefined) => Promise<Principal | null>
	publicUrl: string | undefined
	log: Logger
	metrics: RealtimeMetrics
	now: () => number
	/** While true nobody new is let in (R22). */
	isOverloaded?: () => boolean
	/** In development other paths are left to Vite's own socket. */
	leaveOthers: boolean
}

interface Door {
	room: Room
	principal: Principal
	clientId: number | null
	wantsAck: boolean
	wantsArchive: boolean
}

/** Takes the server's upgrades of `/collab/<room>`; returns a disposer. */
export function acceptSockets(server: Server, options: UpgradeOptions): () => void {
	const sockets = new WebSocketServer({
		noServer: true,
		maxPayload: MAX_FRAME_BYTES,
		perMessageDeflate: false,
	})
	const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
		const url = urlOf(request)
		if (!url?.pathname.startsWith(`${COLLAB_PATH}/`)) {
			if (!options.leaveOthers || !url) socket.destroy()
			return
		}
		// Without a listener a reset while it is refused or the room loaded would end the process.
		const ignore = () => socket.destroy()
		socket.on('error', ignore)
		if (!isSameOrigin(request, options.publicUrl)) {
			socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
			return
		}
		void answer(options, request, url).then((door) => {
			socket.off('error', ignore)
			if (socket.destroyed) return
			sockets.handleUpgrade(request, socket, head, (webSocket) => {
				if (isAppError(door)) {
					webSocket.on('error', () => webSocket.terminate())
					countRefusal(options.metrics, door.code)
					turnAway(webSocket, door)
				} else {
					admit(options, door, webSocket)
				}
			})
		})
	}
	server.on('upgrade', onUpgrade)
	return () => {
		server.off('upgrade', onUpgrade)
		sockets.close()
	}
}

/** The address asked for; null for one that cannot be read (`//`), which must not throw here. */
function urlOf(request: IncomingMessage): URL | null {
	const target = request.url ?? '/'
	return URL.canParse(target, 'http://host') ? new URL(target, 'http://host') : null
}

/** Who may come in where, or the error that closes the socket. */
async function answer(
	options: UpgradeOptions,
	request: IncomingMessage,
	url: URL,
): Promise<Door | AppError> {
	try {
		return await open(options, request, url)
	} catch (error) {
		if (isAppError(error)) {
			if (ERROR_KINDS[error.code].report) options.log.error({ err: error }, 'A room did not open.')
			return error
		}
		options.log.error({ err: error, path: url.pathname }, 'A socket could not be opened.')
		return new AppError('internal', { cause: error })
	}
}

/** @throws AppError for every reason not to let the socket in. */
async function open(options: UpgradeOptions, request: IncomingMessage, url: URL): Promise<Door> {
	const principal = await options.principalOf(request.headers.cookie)
	if (!principal) throw new AppError('not_signed_in')
	if (!can(principal.role, 'project.read')) throw new AppError('forbidden')
	const version = readCount(url, 'version')
	if (version !== null && version !== DOCUMENT_VERSION) throw new AppError('upgrade_needed')
	// Before a room is loaded for it, which is what a busy server has no time for.
	if (options.isOverloaded?.()) throw new AppError('unavailable')
	const room = await options.rooms.open(readRoomName(url))
	const crowd = crowdAt(options.rooms, room, principal.userId)
	if (crowd) throw crowd
	const generation = readCount(url, 'generation')
	if (generation !== null && generation !== room.generation)
		throw new AppError('generation_changed')
	const clientId = readCount(url, 'client')
	if (clientId !== null && !room.claims.bind(clientId, principal.userId))
		throw new AppError('client_id_taken')
	const wantsAck = url.searchParams.get('ack') === '1'
	const wantsArchive = url.searchParams.get('zip') === ARCHIVE_FORMAT
	return { room, principal, clientId, wantsAck, wantsArchive }
}

/** Closes with the error's close code and reason (W5). */
function turnAway(socket: { close(code: number, reason: string): void }, error: AppError): void {
	socket.close(ERROR_KINDS[error.code].close, closeReasonOf(error))
}

/** What keeps one more socket out (R17), or null. */
function crowdAt(rooms: RoomHost, room: Room, userId: string): AppError | null {
	if (room.connections.size >= MAX_CONNECTIONS_PER_ROOM) {
		const userMessage = 'This board is full of people. You come in as soon as somebody leaves.'
		return new AppError('too_many', { userMessage })
	}
	if (rooms.connectionsOf(userId) < MAX_CONNECTIONS_PER_USER) return null
	const userMessage = 'You have too many boards open. Close one of them, and this one goes on.'
	return new AppError('too_many', { userMessage })
}

function admit(
	{ rooms, metrics, now }: UpgradeOptions,
	{ room, principal, clientId, wantsAck, wantsArchive }: Door,
	socket: ConstructorParameters<typeof Connection>[0]['socket'],
): void {
	// Let go in the moment between opening and the handshake: the client simply comes again.
	if (room.isGone) {
		countRefusal(metrics, 'unavailable')
		turnAway(socket, new AppError('unavailable'))
		return
	}
	// Again: many may have been let in before the first of them arrived.
	const crowd = crowdAt(rooms, room, principal.userId)
	if (crowd) {
		countRefusal(metrics, crowd.code)
		turnAway(socket, crowd)
		return
	}
	const connection = new Connection({
		...{ socket, room, principal, wantsAck, wantsArchive, clientId, metrics, now },
	})
	room.enter(connection)
	const { kind } = parseRoomName(room.name) ?? { kind: 'notes' }
	metrics.connectionsByKind[kind] += 1
	socket.once('close', () => {
		metrics.connectionsByKind[kind] -= 1
	})
	connection.greet()
}

function readRoomName(url: URL): RoomName {
	const name = roomOfPath(url.pathname) ?? ''
	const parsed = parseRoomName(name)
	if (!parsed) throw new AppError('not_found')
	return `${parsed.kind}:${parsed.id}`
}

/** @throws AppError('bad_request') when the parameter is there and no whole number. */
function readCount(url: URL, name: string): number | null {
	const value = url.searchParams.get(name)
	if (value === null) return null
	const count = Number(value)
	if (!/^\d{1,15}$/.test(value) || !Number.isSafeInteger(count)) throw new AppError('bad_request')
	return count
}
