/**
 * What a person may do to one record of the notes, judged on how it was and how it would be. The room's
 * guard asks for every record an update touched; the page asks before it offers a button.
 */
import { can, type Role } from '../board/role.ts'
import { type NoteRoomRecord, reactionId, readingId } from './note-records.ts'

export interface Writer {
	userId: string
	role: Role
}
type Fields = Readonly<Record<string, unknown>>

/** Written by the room alone: blank when the record is made, and as they were in every later change. */
const STAMPS: Record<NoteRoomRecord['typeName'], Fields> = {
	thread: { at: 0, statusBy: null, statusAt: 0, assignedBy: null },
	note: { at: 0, editedAt: 0, removedBy: null },
	annotation: { at: 0 },
	reaction: {},
	reading: {},
}
/** What anybody who may write notes may change on a thread; all else is as it was made. */
const SHARED: Record<NoteRoomRecord['typeName'], readonly string[]> = {
	thread: ['status', 'assigneeId'],
	note: [],
	annotation: [],
	reaction: [],
	reading: [],
}
/** What its author may change besides; a removed note is also the owner's to bring back. */
const OWN: Record<NoteRoomRecord['typeName'], readonly string[]> = {
	thread: ['anchor', 'removed'],
	note: ['text', 'mentions', 'removed'],
	annotation: [],
	reaction: [],
	reading: ['meta'],
}
const REMOVABLE: readonly string[] = ['annotation', 'reaction']

/** Why the change is refused, in a word for the operator's log; null when it is allowed. */
export function noteRefusal(
	before: NoteRoomRecord | undefined,
	after: NoteRoomRecord | undefined,
	by: Writer,
): string | null {
	if (!after) return before ? removalRefusal(before, by) : null
	if (!before) return newRefusal(after, by)
	const changed = changedFields({ ...before }, { ...after })
	const { typeName } = before
	const isOwn = before.authorId === by.userId
	for (const field of changed) {
		if (Object.hasOwn(STAMPS[typeName], field)) return `writes the room’s “${field}”`
		if (SHARED[typeName].includes(field)) continue
		if (OWN[typeName].includes(field) && isOwn) continue
		if (field === 'removed' && can(by.role, 'notes.moderate')) continue
		return isOwn ? `changes “${field}”` : 'changes what another wrote'
	}
	return null
}

function newRefusal(record: NoteRoomRecord, by: Writer): string | null {
	if (record.authorId !== by.userId) return 'speaks for another'
	for (const [field, blank] of Object.entries(STAMPS[record.typeName]))
		if (Object.entries(record).find(([key]) => key === field)?.[1] !== blank)
			return `writes the room’s “${field}”`
	if (record.typeName === 'reaction') {
		const { noteId, authorId, kind } = record
		if (record.id !== reactionId(noteId, authorId, kind)) return 'a reaction under another id'
	}
	if (record.typeName === 'reading' && record.id !== readingId(record.authorId))
		return 'a reading mark under another id'
	return null
}

/** Threads and notes are marked as removed; only what says nothing can really go. */
function removalRefusal(record: NoteRoomRecord, by: Writer): string | null {
	if (!REMOVABLE.includes(record.typeName)) return 'takes a note out of the document'
	const mayRemove = record.authorId === by.userId || can(by.role, 'notes.moderate')
	return mayRemove ? null : 'removes what another made'
}

function changedFields(before: Fields, after: Fields): string[] {
	const keys = new Set([...Object.keys(before), ...Object.keys(after)])
	return [...keys].filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
}
