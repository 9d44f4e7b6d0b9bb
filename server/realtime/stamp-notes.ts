/**
 * Writes into notes what no client may say of itself: when, and by whom (R24). Runs as the room, in the
 * same commit as the changes it is about.
 */
import { isNoteRecord } from '#core/notes/note-records.ts'
import { noteStamps } from '#core/notes/note-stamps.ts'
import type { RecordDoc } from '#core/sync/record-doc.ts'
import type { FlushStep } from './flush.ts'

export function stampNotes(records: RecordDoc, steps: readonly FlushStep[], at: number): void {
	for (const { userId, before } of steps) {
		if (userId === null) continue
		for (const [id, was] of before) {
			const is = records.get(id)
			if (!is || !isNoteRecord(is) || (was && !isNoteRecord(was))) continue
			const stamps = noteStamps(was && isNoteRecord(was) ? was : undefined, is, { userId, at })
			if (stamps) records.update(id, stamps)
		}
	}
}
