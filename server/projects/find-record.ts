/**
 * Where a link leads: a panel or shot may have moved to another scene since the link was copied, once
 * or more often. Each departure left a forward (docs/spec/sync.md R19); this walks along them.
 */
import { parseRoomName, type RoomName } from '#core/ids.ts'
import type { Database } from '#db/database.ts'
import type { Rooms } from '../realtime/rooms-api.ts'

/** Longest way that is walked: one that moved back and forth has come home before that. */
const MAX_STEPS = 20

export type FoundRecord = { at: 'here' } | { at: 'scene'; sceneId: string } | { at: 'nowhere' }

/** Where the record of a board is today. */
export async function findRecord(
	{ db, rooms }: { db: Pick<Database, 'rooms' | 'projects'>; rooms: Pick<Rooms, 'read'> },
	sceneId: string,
	recordId: string,
): Promise<FoundRecord> {
	let room: RoomName = `board:${sceneId}`
	for (let step = 0; step < MAX_STEPS; step++) {
		const isThere = await rooms.read(room, (records) => records.get(recordId) !== undefined)
		const there = parseRoomName(room)?.id ?? ''
		if (isThere) return there === sceneId ? { at: 'here' } : { at: 'scene', sceneId: there }
		const [forward] = await db.rooms.findForwards(room, [recordId])
		if (!forward) return { at: 'nowhere' }
		const next = await db.projects.getScene(parseRoomName(forward.toRoom)?.id ?? '')
		if (!next || next.trashedAt !== null) return { at: 'nowhere' }
		room = forward.toRoom
	}
	return { at: 'nowhere' }
}
