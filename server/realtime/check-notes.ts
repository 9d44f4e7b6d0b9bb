/**
 * The third door of an update, in a room of notes: every record it changed must be its sender's own to
 * change in that way (R23). A commenter passes here and nowhere else.
 */
import { AppError } from '#core/errors.ts'
import { isNoteRecord, type NoteRoomRecord } from '#core/notes/note-records.ts'
import { noteRefusal, type Writer } from '#core/notes/note-rights.ts'
import type { DocRecord } from '#core/sync/doc-record.ts'
import type { RecordDoc } from '#core/sync/record-doc.ts'
import type { RecordsBefore } from './check-records.ts'

/** @throws AppError('forbidden') */
export function checkNotes(records: RecordDoc, before: RecordsBefore, by: Writer): void {
	for (const [id, was] of before) {
		const reason = noteRefusal(asNote(was), asNote(records.get(id)), by)
		if (reason !== null) throw new AppError('forbidden', { details: { reason, recordId: id } })
	}
}

function asNote(record: DocRecord | undefined): NoteRoomRecord | undefined {
	return record && isNoteRecord(record) ? record : undefined
}
