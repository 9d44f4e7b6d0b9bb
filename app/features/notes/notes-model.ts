/** What the page knows of a scene's notes, as signals: threads, what is being looked at, what is begun. */
import { type Atom, atom, computed, type Signal } from '@tldraw/state'
import type { TLStore } from '@tldraw/tlschema'
import type { Anchor } from '#core/notes/anchor.ts'
import type { AnnotationRecord } from '#core/notes/note-records.ts'
import {
	EVERY_OPEN,
	filterThreads,
	type Thread,
	type ThreadFilter,
	threadsOf,
} from '#core/notes/threads.ts'
import { allNotes, notesStore } from './notes-records.ts'

export interface NotesModel {
	threads: Signal<readonly Thread[]>
	filter: Atom<ThreadFilter>
	/** What the filter leaves. */
	shown: Signal<readonly Thread[]>
	/** The thread that is open. */
	activeId: Atom<string | null>
	/** Where a new note would stand, while one is being written. */
	draft: Atom<Anchor | null>
	/** The pen for drawn notes is in hand. */
	isInking: Atom<boolean>
	areInksShown: Atom<boolean>
	inks: Signal<readonly AnnotationRecord[]>
	/** Threads that call this person and were not read since. */
	calling: Signal<readonly Thread[]>
}

export function createNotesModel(store: TLStore, userId: string): NotesModel {
	const records = allNotes(store)
	const threads = computed('threads', () => threadsOf(records.get(), userId))
	const filter = atom<ThreadFilter>('note filter', EVERY_OPEN)
	const inks = notesStore(store).query.records('annotation')
	const activeId = atom<string | null>('thread open', null)
	return {
		threads,
		filter,
		shown: computed('threads shown', () => {
			const shown = new Set(filterThreads(threads.get(), filter.get(), userId))
			// A thread that was opened stays, whatever the list is narrowed to.
			const active = activeId.get()
			return threads.get().filter((thread) => thread.id === active || shown.has(thread))
		}),
		activeId,
		draft: atom<Anchor | null>('note begun', null),
		isInking: atom('drawn notes in hand', false),
		areInksShown: atom('drawn notes shown', true),
		inks: computed('drawn notes', () => inks.get()),
		calling: computed('threads that call', () =>
			threads.get().filter(({ isCalling }) => isCalling),
		),
	}
}
