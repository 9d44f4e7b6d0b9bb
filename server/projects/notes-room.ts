/**
 * The room of a scene's notes, made with the scene or, for scenes older than notes, when it is first
 * needed. What was noted about a panel goes after it into another scene.
 */
import type { RoomName } from '#core/ids.ts'
import { moveNotesAbout } from '../realtime/carry-notes.ts'
import type { ProjectDependencies } from './project-service.ts'

export function notesRoom(sceneId: string): RoomName {
	return `notes:${sceneId}`
}

/**
 * Threads, notes, marks and drawn lines about panels that went from one scene to the other go after
 * them (R26): all that the board has noted as gone there, alternates included.
 */
export async function moveNotes(
	{ db, rooms }: Pick<ProjectDependencies, 'db' | 'rooms'>,
	{ fromSceneId, toSceneId }: { fromSceneId: string; toSceneId: string },
	projectId: string,
): Promise<void> {
	const [fromRoom, toRoom] = [notesRoom(fromSceneId), notesRoom(toSceneId)]
	for (const room of [fromRoom, toRoom]) await db.rooms.create(room, projectId)
	const left = await db.rooms.findForwards(`board:${fromSceneId}`, null)
	const there = left.filter((row) => row.toRoom === `board:${toSceneId}`)
	const ids = new Set(there.map(({ recordId }) => recordId))
	await rooms.commandBoth([fromRoom, toRoom], { principal: null }, (from, to) => {
		moveNotesAbout({ from, to, toRoom }, ids)
		return null
	})
}
