/**
 * The notes in a room's store, read and written as our own records: the one place of this feature that
 * crosses the line of tldraw's record types. Every record in the store has passed the schema.
 */
import { computed, type Signal } from '@tldraw/state'
import type { TLStore } from '@tldraw/tlschema'
import type { NoteRoomRecord } from '#core/notes/note-records.ts'

type TypeName = NoteRoomRecord['typeName']
type OfType<T extends TypeName> = Extract<NoteRoomRecord, { typeName: T }>

interface NotesStore {
	get(id: string): NoteRoomRecord | undefined
	put(records: readonly NoteRoomRecord[]): void
	remove(ids: readonly string[]): void
	query: { records<T extends TypeName>(type: T): Signal<OfType<T>[]> }
}

export function notesStore(store: TLStore): NotesStore {
	return store as unknown as NotesStore
}

/** Everything that was noted, as one signal. */
export function allNotes(store: TLStore): Signal<NoteRoomRecord[]> {
	const { query } = notesStore(store)
	const lists = [
		query.records('thread'),
		query.records('note'),
		query.records('reaction'),
		query.records('reading'),
	]
	return computed('notes', () => lists.flatMap((list): NoteRoomRecord[] => list.get()))
}
