/**
 * The room of a scene's notes, made with the scene or, for scenes older than notes, when it is first
 * needed. What was noted about a panel goes after it into another scene.
 */
import type { RoomName } from '#core/ids.ts'
import { panelOfAnchor } from '#core/notes/anchor.ts'
import type { RecordReader, Rooms } from '../realtime/rooms-api.ts'

export function notesRoom(sceneId: string): RoomName {
	return `notes:${sceneId}`
}

/** Threads, notes, marks and drawn lines about the panels leave one scene's notes for the other's (R26). */
export async function moveNotes(
	rooms: Pick<Rooms, 'commandBoth'>,
	{ fromSceneId, toSceneId }: { fromSceneId: string; toSceneId: string },
	panelIds: ReadonlySet<string>,
): Promise<void> {
	await rooms.commandBoth(
		[notesRoom(fromSceneId), notesRoom(toSceneId)],
		{ principal: null },
		(from, to) => {
			for (const record of notesAbout(from.records, panelIds)) {
				to.records.put(record)
				from.records.remove(record.id)
			}
			return null
		},
	)
}

function notesAbout(records: RecordReader, panelIds: ReadonlySet<string>) {
	const all = [...records.all()]
	const isOn = (panelId: string | null) => panelId !== null && panelIds.has(panelId)
	const threads = new Set<string>()
	const notes = new Set<string>()
	for (const record of all)
		if (record.typeName === 'thread' && isOn(panelOfAnchor(record.anchor))) threads.add(record.id)
	for (const record of all)
		if (record.typeName === 'note' && threads.has(record.threadId)) notes.add(record.id)
	return all.filter((record) => {
		if (record.typeName === 'annotation') return isOn(record.panelId)
		if (record.typeName === 'reaction') return notes.has(record.noteId)
		return threads.has(record.id) || notes.has(record.id)
	})
}
