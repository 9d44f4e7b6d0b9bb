/** Of two rooms of one page, the one whose save state must be told: what is not safe yet comes first (W4). */
import { computed } from '@tldraw/state'
import { useMemo } from 'react'
import type { RoomConnection } from './room-connection.ts'
import type { SaveState } from './save-state.ts'
import { useSignal } from './use-signal.ts'

const WORST_FIRST: readonly SaveState['kind'][] = [
	'set-aside',
	'offline',
	'saving',
	'loading',
	// Whoever only looks at the board is told so, though their notes are saved.
	'read-only',
	'saved',
]

export function useWorseRoom(first: RoomConnection, second: RoomConnection): RoomConnection {
	return useSignal(
		useMemo(
			() =>
				computed('worse room', () => {
					const rank = (room: RoomConnection) => WORST_FIRST.indexOf(room.saveState.get().kind)
					return rank(second) < rank(first) ? second : first
				}),
			[first, second],
		),
	)
}
