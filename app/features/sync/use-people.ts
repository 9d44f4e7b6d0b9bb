/** Who else is in a room, and telling them where one is; at most 20 times a second (P1, P3). */
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { type OwnPresence, type Presence, parsePresence } from '#core/sync/presence.ts'
import { PRESENCE_INTERVAL_MS } from '#core/sync/protocol.ts'
import type { RoomConnection } from './connect-room.ts'

export interface PersonHere extends Presence {
	/** One per tab: a person may be here twice. */
	connectionId: number
}

const NOBODY: readonly PersonHere[] = []

/** Everybody else in the room, by tab, in the order they came to be known. */
export function usePeople(room: RoomConnection | null): readonly PersonHere[] {
	const source = useMemo(() => peopleSource(room), [room])
	return useSyncExternalStore(source.subscribe, source.read, () => NOBODY)
}

/** Fields of one's presence; as a function they are read only when they are sent. */
export type PresenceChange = Partial<OwnPresence> | (() => Partial<OwnPresence>)

/**
 * Sets one's own presence, throttled: the first change at once, later ones together. What is given
 * replaces only the fields it names.
 */
export function usePresence(room: RoomConnection | null): (change: PresenceChange) => void {
	const sender = useMemo(() => presenceSender(room), [room])
	useEffect(() => sender.dispose, [sender])
	return sender.send
}

function presenceSender(room: RoomConnection | null) {
	const waiting = new Set<PresenceChange>()
	let timer: ReturnType<typeof setTimeout> | undefined
	let lastSent = Number.NEGATIVE_INFINITY
	const sendNow = () => {
		timer = undefined
		lastSent = performance.now()
		const changes = [...waiting].map((each) => (typeof each === 'function' ? each() : each))
		waiting.clear()
		room?.setPresence(Object.assign({}, ...changes))
	}
	return {
		send: (change: PresenceChange) => {
			// The last word counts: it goes behind what was said before.
			waiting.delete(change)
			waiting.add(change)
			if (!room) return
			const wait = lastSent + PRESENCE_INTERVAL_MS - performance.now()
			timer ??= setTimeout(sendNow, Math.max(0, wait))
		},
		dispose: () => {
			clearTimeout(timer)
			timer = undefined
		},
	}
}

function peopleSource(room: RoomConnection | null) {
	let people = NOBODY
	const readAll = () => {
		if (!room) return
		const { awareness } = room
		people = [...awareness.getStates()].flatMap(([connectionId, state]): PersonHere[] => {
			const presence = connectionId === awareness.clientID ? undefined : parsePresence(state)
			return presence ? [{ ...presence, connectionId }] : []
		})
	}
	readAll()
	return {
		read: () => people,
		subscribe: (notify: () => void) => {
			if (!room) return () => undefined
			const onChange = () => {
				readAll()
				notify()
			}
			onChange()
			room.awareness.on('change', onChange)
			return () => room.awareness.off('change', onChange)
		},
	}
}
