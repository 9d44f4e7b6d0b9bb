/**
 * A connection without a network, for tests that need thousands of them: everything above the socket
 * is the product's. Notes why the room refused it.
 */
import { EventEmitter } from 'node:events'
import type { AppError } from '#core/errors.ts'
import { Connection } from '#server/realtime/connection.ts'
import type { Room } from '#server/realtime/room.ts'
import { principalOfCookie, type RoomServer } from './room-server.ts'

class NoSocket extends EventEmitter {
	readonly bufferedAmount = 0
	closedWith: number | null = null
	send() {}
	pause() {}
	resume() {}
	ping() {}
	terminate() {}
	close(code: number) {
		this.closedWith = code
	}
}

export interface HostileConnection {
	connection: Connection
	/** The code it was closed with, or null. */
	code(): number | null
	/** The rule that refused it, as the operator's log names it; null while it is open. */
	reason(): string | null
}

/** Joins `room` as `who` (an editor). */
export function joinWithoutNetwork(
	{ metrics }: Pick<RoomServer, 'metrics'>,
	room: Room,
	who: string,
): HostileConnection {
	const socket = new NoSocket()
	const principal = principalOfCookie(`who=${who}:editor`)
	if (!principal) throw new Error(`nobody is called ${who}`)
	const options = { room, principal, wantsAck: true, clientId: null, metrics, now: Date.now }
	// Cast: a Connection uses only these members of its socket.
	const connection = new Connection({ ...options, socket: socket as unknown as never })
	room.connections.add(connection)
	let refusedFor: AppError | null = null
	const refuse = connection.refuse.bind(connection)
	connection.refuse = (error) => {
		refusedFor = error
		refuse(error)
	}
	return {
		connection,
		code: () => socket.closedWith,
		reason: () =>
			refusedFor && `${refusedFor.code}: ${String(refusedFor.details.reason ?? '')}`.trim(),
	}
}
