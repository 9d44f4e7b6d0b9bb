/**
 * What was noted about panels goes after them into another scene's notes (R26): at once with a move,
 * and whatever is still written in the old notes by people who could not know. Nobody may write more
 * about a note that left than they might if it were still here (R23).
 */

import type { RoomName } from '#core/ids.ts'
import { panelOfAnchor } from '#core/notes/anchor.ts'
import { isNoteRecord, NOTE_RECORDS, type NoteRoomRecord } from '#core/notes/note-records.ts'
import { noteRefusal, type Writer } from '#core/notes/note-rights.ts'
import { noteStamps } from '#core/notes/note-stamps.ts'
import type { RecordDoc } from '#core/sync/record-doc.ts'
import type { RecordReader, RoomDraft } from './rooms-api.ts'

/** Two rooms of notes, `to` being the one named `toRoom`. */
export interface NotesMove {
	from: Pick<RoomDraft, 'records' | 'forward'>
	to: Pick<RoomDraft, 'records' | 'forward'>
	toRoom: RoomName
}
export interface LateNotes {
	from: RecordDoc
	to: RecordDoc
	/** Notes, threads and panels that are over there now. */
	left: ReadonlySet<string>
	/** Whose a client id is, and what they may. */
	writer: (clientId: number) => Writer | null
	now: number
}

/** Takes over everything about the panels, threads and notes of `ids`. Run again, it changes nothing. */
export function moveNotesAbout({ from, to, toRoom }: NotesMove, ids: ReadonlySet<string>): void {
	const going = notesAbout(from.records, ids)
	for (const record of going) {
		// Twice: what an earlier stay left under its id there is adopted first (L8), then set right.
		if (!to.records.get(record.id)) for (let time = 0; time < 2; time++) to.records.put(record)
		from.records.remove(record.id)
	}
	carryReading({ from, to }, new Set(going.map(({ id }): string => id)))
	from.forward(going.map(({ id }) => ({ recordId: id, toRoom, texts: {} })))
	to.forward(going.map(({ id }) => ({ recordId: id, toRoom: null, texts: {} })))
}

/** Who had read a thread here has read it there. */
function carryReading({ from, to }: Omit<NotesMove, 'toRoom'>, going: ReadonlySet<string>): void {
	for (const record of [...from.records.all()]) {
		if (record.typeName !== 'reading') continue
		const marks = Object.entries(record.meta).filter(([id]) => going.has(id))
		if (marks.length === 0) continue
		const there = to.records.get(record.id)
		const before = there?.typeName === 'reading' ? there.meta : {}
		to.records.put({ ...record, meta: { ...before, ...Object.fromEntries(marks) } })
	}
}

/** Sets over there what was set here on notes that are not here any more, as far as its writer may. */
export function carryLateFields({ from, to, left, writer, now }: LateNotes): void {
	for (const id of left) {
		for (const [path, value] of from.leftovers(id)) {
			const before = to.get(id)
			const by = writer(from.writerOf(id, path) ?? 0)
			if (!before || !isNoteRecord(before) || !by) continue
			const after = withField(before, path, value)
			if (!after || noteRefusal(before, after, by) !== null) continue
			const stamps = noteStamps(before, after, { userId: by.userId, at: now })
			to.update(id, { [path]: value, ...stamps })
		}
		from.clearLeftovers(id)
	}
}

/**
 * The ids to ask the store about after `touched` changed: what a record here is about and that is not
 * here (a panel never is), and what has entries and no base (L6).
 */
export function lateNoteIds(records: RecordDoc, touched: Iterable<string>): Set<string> {
	const late = new Set<string>()
	for (const id of touched) {
		const record = records.get(id)
		const subject = record && isNoteRecord(record) ? subjectOf(record) : null
		if (subject !== null && !records.has(subject)) late.add(subject)
		if (!record && records.leftovers(id).size > 0) late.add(id)
	}
	return late
}

/** From the top down: a thread about a panel, the notes in it, the marks on them; lines over a panel. */
function notesAbout(records: RecordReader, ids: ReadonlySet<string>): NoteRoomRecord[] {
	const notes = [...records.all()].filter((record) => isNoteRecord(record))
	const about = new Set(ids)
	const isAbout = (record: NoteRoomRecord) => about.has(subjectOf(record) ?? '')
	for (const type of ['thread', 'note'])
		for (const record of notes)
			if (record.typeName === type && isAbout(record)) about.add(record.id)
	return notes.filter(isAbout)
}

function subjectOf(record: NoteRoomRecord): string | null {
	if (record.typeName === 'thread') return panelOfAnchor(record.anchor)
	if (record.typeName === 'note') return record.threadId
	if (record.typeName === 'reaction') return record.noteId
	return record.typeName === 'annotation' ? record.panelId : null
}

/** The record with one field set; null when it would be none. */
function withField(record: NoteRoomRecord, field: string, value: unknown): NoteRoomRecord | null {
	if (!Object.hasOwn(record, field)) return null
	const read = NOTE_RECORDS[record.typeName].safeParse({ ...record, [field]: value })
	return read.success ? read.data : null
}
