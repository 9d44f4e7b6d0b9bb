/**
 * What the room adds to a note that a person wrote: when it was, and who did what their session alone
 * can prove. Written in the same commit as the change itself, so nobody ever reads it without.
 */
import type { NoteRoomRecord } from './note-records.ts'

/** The fields to set, or null when there are none. */
export function noteStamps(
	before: NoteRoomRecord | undefined,
	after: NoteRoomRecord | undefined,
	{ userId, at }: { userId: string; at: number },
): Record<string, unknown> | null {
	const stamps: Record<string, unknown> = {}
	if (!after) return null
	if ('at' in after && after.at === 0) stamps.at = at
	if (after.typeName === 'thread') {
		const was = before?.typeName === 'thread' ? before : undefined
		if (after.status !== (was?.status ?? 'open'))
			Object.assign(stamps, { statusBy: userId, statusAt: at })
		if (after.assigneeId !== (was?.assigneeId ?? null)) stamps.assignedBy = userId
	}
	if (after.typeName === 'note' && before?.typeName === 'note') {
		if (after.text !== before.text) stamps.editedAt = at
		if (after.removed !== before.removed) stamps.removedBy = after.removed ? userId : null
	}
	return Object.keys(stamps).length > 0 ? stamps : null
}
