/**
 * What a person does among the notes. Each deed is one step of their undo, beside what they drew; it
 * takes back only what still stands as they left it, so nothing of another's is ever undone.
 */
import type { TLStore } from '@tldraw/tlschema'
import type { Role } from '#core/board/role.ts'
import { createId } from '#core/ids.ts'
import type { Anchor } from '#core/notes/anchor.ts'
import {
	type AnnotationRecord,
	type NoteRecord,
	type NoteRoomRecord,
	type ReactionKind,
	reactionId,
	readingId,
	type ThreadRecord,
} from '#core/notes/note-records.ts'
import { lastNoteAt, type Thread } from '#core/notes/threads.ts'
import type { Random } from '#core/random.ts'
import type { OwnStep, OwnStepResult } from '#core/sync/undo-rebase.ts'
import { notesStore } from './notes-records.ts'

export interface NotesHand {
	store: TLStore
	me: { userId: string; role: Role }
	random: Random
	canWrite: boolean
	/** Puts a step on the person's undo. */
	addStep(step: OwnStep): void
}
export interface Words {
	text: string
	mentions: string[]
}

/** Begins a thread; returns its id. */
export function startThread(hand: NotesHand, anchor: Anchor, words: Words): ThreadRecord['id'] {
	const { userId } = hand.me
	const id = `thread:${createId(hand.random)}` as const
	const thread: ThreadRecord = {
		...{ id, typeName: 'thread', anchor, authorId: userId, at: 0, status: 'open', statusBy: null },
		...{ statusAt: 0, assigneeId: null, assignedBy: null, removed: false, meta: {} },
	}
	notesStore(hand.store).put([thread, newNote(hand, id, words)])
	const set = (removed: boolean) => () => change(hand, id, { removed }, { removed: !removed })
	hand.addStep({ undo: set(true), redo: set(false) })
	return id
}

export function answer(hand: NotesHand, threadId: string, words: Words): void {
	const note = newNote(hand, threadId, words)
	notesStore(hand.store).put([note])
	const set = (removed: boolean) => () => change(hand, note.id, { removed }, { removed: !removed })
	hand.addStep({ undo: set(true), redo: set(false) })
}

export function editNote(hand: NotesHand, note: NoteRecord, { text, mentions }: Words): void {
	const { text: was, mentions: called } = note
	carryOut(hand, note.id, { text, mentions }, { text: was, mentions: called })
}

export function setRemoved(hand: NotesHand, note: NoteRecord, removed: boolean): void {
	carryOut(hand, note.id, { removed }, { removed: note.removed })
}

export function setStatus(hand: NotesHand, thread: ThreadRecord, status: ThreadRecord['status']) {
	carryOut(hand, thread.id, { status }, { status: thread.status })
}

export function assign(hand: NotesHand, thread: ThreadRecord, assigneeId: string | null): void {
	carryOut(hand, thread.id, { assigneeId }, { assigneeId: thread.assigneeId })
}

/** Sets the person's own mark on a note, or takes it off. */
export function react(hand: NotesHand, noteId: string, kind: ReactionKind): void {
	const store = notesStore(hand.store)
	const authorId = hand.me.userId
	const id = reactionId(noteId, authorId, kind) as `reaction:${string}`
	toggle(hand, { id, typeName: 'reaction', noteId, authorId, kind, meta: {} }, !store.get(id))
}

/** A line drawn over a panel. */
export function annotate(hand: NotesHand, panelId: string, points: number[]): void {
	const record: AnnotationRecord = {
		...{ id: `annotation:${createId(hand.random)}`, typeName: 'annotation', panelId, points },
		...{ authorId: hand.me.userId, at: 0, meta: {} },
	}
	toggle(hand, record, true)
}

/** Takes lines off, as one step: what comes back are one's own, for nobody can speak for another. */
export function eraseLines(hand: NotesHand, lines: readonly AnnotationRecord[]): void {
	const store = notesStore(hand.store)
	const own = lines.filter(({ authorId }) => authorId === hand.me.userId)
	const there = (isThere: boolean) => (): OwnStepResult => {
		const changing = own.filter(({ id }) => (store.get(id) !== undefined) !== isThere)
		if (changing.length === 0) return 'nothing'
		// The room dates them anew when they come back.
		if (isThere) store.put(changing.map((line) => ({ ...line, at: 0 })))
		else store.remove(changing.map(({ id }) => id))
		return 'done'
	}
	store.remove(lines.map(({ id }) => id).filter((id) => store.get(id) !== undefined))
	if (own.length > 0) hand.addStep({ undo: there(true), redo: there(false) })
}

/** Remembers that the person has read a thread as far as it goes; no step of their undo. */
export function markRead(hand: NotesHand, thread: Thread): void {
	const { store, me, canWrite } = hand
	const at = lastNoteAt(thread)
	if (!canWrite || !thread.isNew || at === 0) return
	const id = readingId(me.userId)
	const known = notesStore(store).get(id)
	const meta = { ...(known?.typeName === 'reading' ? known.meta : {}), [thread.id]: at }
	notesStore(store).put([
		{ id: `reading:${me.userId}`, typeName: 'reading', authorId: me.userId, meta },
	])
}

function newNote(hand: NotesHand, threadId: string, { text, mentions }: Words): NoteRecord {
	return {
		...{ id: `note:${createId(hand.random)}`, typeName: 'note', threadId, text, mentions },
		...{ authorId: hand.me.userId, at: 0, editedAt: 0, removed: false, removedBy: null, meta: {} },
	}
}

/** Changes a record now, and undoes and redoes it as long as it stands as it was left. */
function carryOut(hand: NotesHand, id: string, to: Changes, from: Changes): void {
	if (change(hand, id, to, from) === 'nothing') return
	hand.addStep({
		undo: () => change(hand, id, from, to),
		redo: () => change(hand, id, to, from),
	})
}

type Changes = Readonly<Record<string, unknown>>

/** Sets fields if they still are as they are thought to be. */
function change(hand: NotesHand, id: string, to: Changes, from: Changes): OwnStepResult {
	const store = notesStore(hand.store)
	const record = store.get(id)
	if (!record) return 'nothing'
	const fields: Changes = { ...record }
	const isSame = (key: string) => JSON.stringify(fields[key]) === JSON.stringify(from[key])
	if (!Object.keys(from).every(isSame)) return 'nothing'
	// The same record with some of its own fields set: the store validates it.
	store.put([{ ...record, ...to } as NoteRoomRecord])
	return 'done'
}

function toggle(hand: NotesHand, record: NoteRoomRecord, isThere: boolean): void {
	const store = notesStore(hand.store)
	const set = (there: boolean): OwnStepResult => {
		if ((store.get(record.id) !== undefined) === there) return 'nothing'
		// The room dates it anew when it comes back.
		if (there) store.put(['at' in record ? { ...record, at: 0 } : record])
		else store.remove([record.id])
		return 'done'
	}
	set(isThere)
	hand.addStep({ undo: () => set(!isThere), redo: () => set(isThere) })
}
