/**
 * Opens a room for as long as a component is mounted. Guards that no client id is used by two
 * documents (W7): a second opening with the same options draws an id of its own.
 */
import { useEffect, useRef, useState } from 'react'
import { cryptoRandom } from '#core/random.ts'
import { CLIENT_ID_LIMIT } from '#core/sync/protocol.ts'
import { type ConnectRoomOptions, connectRoom, type RoomConnection } from './connect-room.ts'
import { useSignal } from './use-signal.ts'

/**
 * The room, or null while the page is not yet in the browser. Show `room.store` only when
 * `useRoomReady(room)`. Reopens when `room`, `generation` or the user changes; give the options of
 * the page's loader, `createStore` may be a new function each time.
 */
export function useRoom(options: Omit<ConnectRoomOptions, 'origin'>): RoomConnection | null {
	const [room, setRoom] = useState<RoomConnection | null>(null)
	const latest = useRef(options)
	latest.current = options
	const usedIds = useRef(new Set<number>())
	const { room: name, generation, clientId, canWrite } = options
	const { userId } = options.user

	useEffect(() => {
		const given = latest.current
		const opened = connectRoom({
			...given,
			room: name,
			generation,
			canWrite,
			user: { ...given.user, userId },
			clientId: unusedId(clientId, usedIds.current),
			origin: window.location.origin,
		})
		const stopGuarding = guardLeaving(opened)
		setRoom(opened)
		return () => {
			stopGuarding()
			opened.dispose()
			setRoom(null)
		}
	}, [name, generation, clientId, canWrite, userId])

	return room
}

/** Whether the room's store holds the document. */
export function useRoomReady(room: RoomConnection): boolean {
	return useSignal(room.ready)
}

function unusedId(issued: number, used: Set<number>): number {
	const random = cryptoRandom(window.crypto)
	// Above what servers issue, so that it is nobody's; claimed by its first update (W9).
	const own = () => CLIENT_ID_LIMIT + Math.floor(random() * (2 ** 32 - CLIENT_ID_LIMIT))
	const id = used.has(issued) ? own() : issued
	used.add(id)
	return id
}

/** Writes what is pending when the page hides, and asks before work that waits is left behind. */
function guardLeaving(room: RoomConnection): () => void {
	const flush = () => room.flush()
	const ask = (event: BeforeUnloadEvent) => {
		room.flush()
		const state = room.saveState.__unsafe__getWithoutCapture()
		if (state.kind === 'saving' || (state.kind === 'offline' && state.waiting > 0)) {
			event.preventDefault()
		}
	}
	window.addEventListener('pagehide', flush)
	window.addEventListener('blur', flush)
	window.addEventListener('beforeunload', ask)
	return () => {
		window.removeEventListener('pagehide', flush)
		window.removeEventListener('blur', flush)
		window.removeEventListener('beforeunload', ask)
	}
}
