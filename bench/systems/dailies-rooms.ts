/** Our bench rooms: their names, shared by server and clients, and how they are made. */
import type { RoomName } from '../../app/core/ids.ts'
import type { Database } from '../../db/database.ts'
import { roomCommit } from '../../tests/support/factories.ts'

export const PROJECT_ID = 'p1'

export function sceneOf(room: number): string {
	return `s${room + 1}`
}

export function boardOf(room: number): RoomName {
	return `board:${sceneOf(room)}`
}

/** A project's boards, or those that are missing. */
export async function addRooms(db: Database, count: number): Promise<void> {
	const numbers = Array.from({ length: count }, (_, number) => number)
	for (const number of numbers) await db.rooms.create(boardOf(number), PROJECT_ID)
	const scenes = numbers.map((position) => ({
		...{ sceneId: sceneOf(position), projectId: PROJECT_ID, position },
		...{ number: String(position + 1), heading: 'INT. KITCHEN', trashedAt: null },
	}))
	await db.rooms.commit([roomCommit({ room: 'project:p1', projections: { scenes } })])
}
