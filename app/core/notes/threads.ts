/**
 * A scene's notes as people read them: threads in the order in which they were begun, numbered, with
 * their answers, and what of them is new to somebody. Derived, so that two people who look at the same
 * document read the same numbers.
 */
import { type Anchor, panelOfAnchor } from './anchor.ts'
import {
	type NoteRecord,
	type NoteRoomRecord,
	type ReactionRecord,
	readingId,
	type ThreadRecord,
} from './note-records.ts'

export interface Thread {
	id: ThreadRecord['id']
	/** As said aloud: 1 is the first of the scene. */
	number: number
	record: ThreadRecord
	anchor: Anchor
	panelId: string | null
	/** In the order in which they were written, removed ones included. */
	notes: NoteRecord[]
	reactions: ReactionRecord[]
	isOpen: boolean
	/** Somebody else wrote in it since this person read it. */
	isNew: boolean
	/** This person is called in it, or it was given to them. */
	isForMe: boolean
	/** Called in it by a note that they have not read. */
	isCalling: boolean
}

/** All threads with something left in them; `userId` is who reads. */
export function threadsOf(records: Iterable<NoteRoomRecord>, userId: string): Thread[] {
	const byType = sortOut(records)
	const read = byType.read.get(readingId(userId)) ?? {}
	const threads = byType.threads
		.sort(inTime)
		.map((record, place) => threadOf(record, { ...byType, read, userId, number: place + 1 }))
	// Counted before removed ones are left out: a number that was said aloud stays true.
	return threads.filter(({ record, notes }) => !record.removed && notes.some((one) => !one.removed))
}

function sortOut(records: Iterable<NoteRoomRecord>) {
	const threads: ThreadRecord[] = []
	const notes = new Map<string, NoteRecord[]>()
	const reactions = new Map<string, ReactionRecord[]>()
	const read = new Map<string, Readonly<Record<string, number>>>()
	for (const record of records) {
		if (record.typeName === 'thread') threads.push(record)
		else if (record.typeName === 'note') add(notes, record.threadId, record)
		else if (record.typeName === 'reaction') add(reactions, record.noteId, record)
		else if (record.typeName === 'reading') read.set(record.id, record.meta)
	}
	return { threads, notes, reactions, read }
}

function threadOf(
	record: ThreadRecord,
	all: {
		notes: ReadonlyMap<string, NoteRecord[]>
		reactions: ReadonlyMap<string, ReactionRecord[]>
		read: Readonly<Record<string, number>>
		userId: string
		number: number
	},
): Thread {
	const { userId } = all
	const notes = [...(all.notes.get(record.id) ?? [])].sort(inTime)
	const since = all.read[record.id] ?? 0
	const unread = notes.filter((one) => one.authorId !== userId && !one.removed && one.at > since)
	const calls = (one: NoteRecord) => !one.removed && one.mentions.includes(userId)
	return {
		...{ id: record.id, number: all.number, record, anchor: record.anchor, notes },
		panelId: panelOfAnchor(record.anchor),
		reactions: notes.flatMap(({ id }) => all.reactions.get(id) ?? []),
		isOpen: record.status === 'open',
		isNew: unread.length > 0,
		isForMe: record.assigneeId === userId || notes.some(calls),
		isCalling: unread.some(calls),
	}
}

/** What the room has not dated yet comes last. */
function inTime(a: { at: number; id: string }, b: { at: number; id: string }): number {
	const [first, second] = [a.at || Number.POSITIVE_INFINITY, b.at || Number.POSITIVE_INFINITY]
	if (first !== second) return first < second ? -1 : 1
	return a.id < b.id ? -1 : 1
}

function add<T>(to: Map<string, T[]>, key: string, value: T): void {
	const list = to.get(key)
	if (list) list.push(value)
	else to.set(key, [value])
}

export const THREAD_STATES = ['open', 'resolved', 'all'] as const
export const THREAD_WHOSE = ['all', 'mine', 'assigned', 'mentions'] as const
export interface ThreadFilter {
	state: (typeof THREAD_STATES)[number]
	whose: (typeof THREAD_WHOSE)[number]
	/** Only about this panel. */
	panelId: string | null
	/** Only where this person wrote. */
	personId: string | null
}
export const EVERY_OPEN: ThreadFilter = {
	state: 'open',
	whose: 'all',
	panelId: null,
	personId: null,
}

export function filterThreads(
	threads: readonly Thread[],
	filter: ThreadFilter,
	userId: string,
): Thread[] {
	return threads.filter((thread) => {
		if (filter.state !== 'all' && thread.isOpen !== (filter.state === 'open')) return false
		if (filter.panelId !== null && thread.panelId !== filter.panelId) return false
		if (filter.personId !== null && !wrote(thread, filter.personId)) return false
		if (filter.whose === 'mine') return wrote(thread, userId)
		if (filter.whose === 'assigned') return thread.record.assigneeId === userId
		if (filter.whose === 'mentions') return isCalled(thread, userId)
		return true
	})
}

function wrote({ notes }: Thread, userId: string): boolean {
	return notes.some((one) => one.authorId === userId && !one.removed)
}

export function isCalled(thread: Thread, userId: string): boolean {
	return callOf(thread, userId) !== null
}

/** The newest note that calls a person; null when none does. */
export function callOf({ notes }: Thread, userId: string): NoteRecord | null {
	return notes.findLast((one) => !one.removed && one.mentions.includes(userId)) ?? null
}

/** When the newest note of a thread was written; 0 while the room has dated none. */
export function lastNoteAt({ notes }: Thread): number {
	return Math.max(0, ...notes.map(({ at }) => at))
}
