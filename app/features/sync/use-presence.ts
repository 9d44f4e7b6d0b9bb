/** Telling the others in a room where one is; at most 20 times a second (P1, P3). */
import { useEffect, useMemo } from 'react'
import { isAlone, type OwnPresence } from '#core/sync/presence.ts'
import { ALONE_PRESENCE_MS, PRESENCE_INTERVAL_MS } from '#core/sync/protocol.ts'
import { afterInk } from './after-ink.ts'
import type { RoomConnection } from './connect-room.ts'

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

/** `usePresence` without React. */
export function presenceSender(room: Pick<RoomConnection, 'awareness' | 'setPresence'> | null) {
	const waiting = new Set<PresenceChange>()
	let cancel: (() => void) | undefined
	let lastSent = Number.NEGATIVE_INFINITY
	const sendNow = () => {
		cancel = undefined
		lastSent = performance.now()
		const changes = [...waiting].map((each) => (typeof each === 'function' ? each() : each))
		waiting.clear()
		room?.setPresence(Object.assign({}, ...changes))
	}
	return {
		send: (change: PresenceChange) => {
			if (!room) return
			// The last word counts: it goes behind what was said before.
			waiting.delete(change)
			waiting.add(change)
			const interval = isAlone(room.awareness) ? ALONE_PRESENCE_MS : PRESENCE_INTERVAL_MS
			cancel ??= afterInk(sendNow, Math.max(0, lastSent + interval - performance.now()))
		},
		dispose: () => {
			cancel?.()
			cancel = undefined
		},
	}
}
