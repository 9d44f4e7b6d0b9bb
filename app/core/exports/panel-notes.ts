/** What people noted on a panel, as it is printed: open threads in words, and what was drawn over it. */
import type { AnnotationRecord, NoteRoomRecord } from '../notes/note-records.ts'
import { threadsOf } from '../notes/threads.ts'

export interface PanelNotes {
	sceneId: string
	panelId: string
	/** Open threads by the number that is said aloud. */
	threads: { number: number; text: string }[]
	/** Drawn lines: x and y by turns, in 0–1 of the picture. */
	lines: number[][]
}
export const NOTES_FIELD = { id: 'notes', label: 'Open notes' } as const

/** The notes of one scene's room by panel; those on the scene or on lines of the script are on none. */
export function notesByPanel(
	sceneId: string,
	records: readonly NoteRoomRecord[],
	nameOf: (userId: string) => string,
): PanelNotes[] {
	const found = new Map<string, PanelNotes>()
	const on = (panelId: string) => {
		const notes = found.get(panelId) ?? { sceneId, panelId, threads: [], lines: [] }
		found.set(panelId, notes)
		return notes
	}
	for (const { isOpen, panelId, number, notes } of threadsOf(records, '')) {
		if (!isOpen || panelId === null) continue
		const said = notes.filter(({ removed }) => !removed)
		const text = said
			.map((note) => `${nameOf(note.authorId) || 'Somebody'}: ${note.text}`)
			.join('\n')
		on(panelId).threads.push({ number, text })
	}
	const drawn = records.filter((one): one is AnnotationRecord => one.typeName === 'annotation')
	for (const { panelId, points } of drawn.sort((a, b) => a.at - b.at))
		on(panelId).lines.push(points)
	return [...found.values()]
}
