/** The names of our bench rooms, shared by server and clients. */
import type { RoomName } from '../../app/core/ids.ts'

export const PROJECT_ID = 'p1'

export function sceneOf(room: number): string {
	return `s${room + 1}`
}

export function boardOf(room: number): RoomName {
	return `board:${sceneOf(room)}`
}
