import { expect, it } from 'vitest'
import { findPeople, mentionAt, mentionsIn } from './mentions.ts'
import type { NoteRecord, ReadingRecord, ThreadRecord } from './note-records.ts'
import { EVERY_OPEN, filterThreads, threadsOf } from './threads.ts'

function thread(key: string, at: number, over: Partial<ThreadRecord> = {}): ThreadRecord {
	return {
		...{ id: `thread:${key}`, typeName: 'thread', authorId: 'ada', at, status: 'open' },
		...{ statusBy: null, statusAt: 0, assigneeId: null, assignedBy: null, removed: false },
		...{ anchor: { kind: 'panel', panelId: `shape:${key}`, x: 0, y: 0, w: 0, h: 0 }, meta: {} },
		...over,
	}
}
function note(key: string, threadKey: string, over: Partial<NoteRecord> = {}): NoteRecord {
	return {
		...{ id: `note:${key}`, typeName: 'note', threadId: `thread:${threadKey}`, authorId: 'ada' },
		...{ at: 10, text: key, mentions: [], editedAt: 0, removed: false, removedBy: null, meta: {} },
		...over,
	}
}

it('threads are numbered by when they were begun, and a number stays when another note goes', () => {
	const records = [
		...[thread('b', 2), thread('a', 1), thread('c', 0)],
		...[note('n1', 'a'), note('n2', 'b', { at: 20 }), note('n3', 'c', { at: 0 })],
	]
	expect(threadsOf(records, 'ada').map(({ id, number }) => [id, number])).toEqual([
		['thread:a', 1],
		['thread:b', 2],
		['thread:c', 3],
	])
	const gone = records.map((one) =>
		one.id === 'thread:a' ? thread('a', 1, { removed: true }) : one,
	)
	expect(threadsOf(gone, 'ada').map(({ number }) => number)).toEqual([2, 3])
})

it('a thread is new, and calls, until the person has read as far as its newest note', () => {
	const call = note('n1', 'a', { mentions: ['ben'], at: 10 })
	const read = (at: number): ReadingRecord => ({
		...{ id: 'reading:ben', typeName: 'reading', authorId: 'ben', meta: { 'thread:a': at } },
	})
	const of = (userId: string, ...more: ReadingRecord[]) =>
		threadsOf([thread('a', 1), call, ...more], userId)[0]
	expect(of('ben')).toMatchObject({ isNew: true, isCalling: true, isForMe: true })
	expect(of('ben', read(10))).toMatchObject({ isNew: false, isCalling: false, isForMe: true })
	expect(of('ada')).toMatchObject({ isNew: false, isCalling: false })
})

it('filters find what is open, mine, given to me, calling me, on a panel, by a person', () => {
	const all = threadsOf(
		[
			...[thread('a', 1), note('n1', 'a')],
			...[thread('b', 2, { status: 'resolved' }), note('n2', 'b', { authorId: 'ben' })],
			...[thread('c', 3, { assigneeId: 'ben' }), note('n3', 'c', { mentions: ['ben'] })],
		],
		'ben',
	)
	const found = (over: Partial<typeof EVERY_OPEN>) =>
		filterThreads(all, { ...EVERY_OPEN, ...over }, 'ben').map(({ number }) => number)
	expect(found({})).toEqual([1, 3])
	expect(found({ state: 'resolved' })).toEqual([2])
	expect(found({ state: 'all', whose: 'mine' })).toEqual([2])
	expect(found({ whose: 'assigned' })).toEqual([3])
	expect(found({ whose: 'mentions' })).toEqual([3])
	expect(found({ panelId: 'shape:a' })).toEqual([1])
	expect(found({ state: 'all', personId: 'ada' })).toEqual([1, 3])
})

it('people are called by name, the longest that fits, in any script', () => {
	const people = [
		{ userId: 'm', name: 'Mei' },
		{ userId: 'mt', name: 'Mei Tan' },
		{ userId: 'o', name: 'Öykü' },
	]
	expect(mentionsIn('@mei tan, look; and @Öykü', people)).toEqual(['mt', 'o'])
	expect(mentionsIn('mail a@Mei.org, @Meister', people)).toEqual([])
	expect(mentionAt('Ask @me', 7)).toEqual({ from: 4, query: 'me' })
	expect(mentionAt('Ask @mei about', 14)).toEqual({ from: 4, query: 'mei about' })
	expect(mentionAt('a@me', 4)).toBeNull()
	expect(findPeople(people, 'ta').map(({ userId }) => userId)).toEqual(['mt'])
})
