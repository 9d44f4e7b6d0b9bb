import { expect, it } from 'vitest'
import type { NoteRecord, ThreadRecord } from './note-records.ts'
import { noteRefusal } from './note-rights.ts'
import { noteStamps } from './note-stamps.ts'
import { maySetReview } from './review-record.ts'

const thread: ThreadRecord = {
	...{ id: 'thread:t', typeName: 'thread', authorId: 'ada', at: 5, status: 'open', statusBy: null },
	...{ statusAt: 0, assigneeId: null, assignedBy: null, removed: false, meta: {} },
	anchor: { kind: 'panel', panelId: 'shape:p', x: 0.5, y: 0.5, w: 0, h: 0 },
}
const note: NoteRecord = {
	...{
		id: 'note:n',
		typeName: 'note',
		threadId: 'thread:t',
		authorId: 'ada',
		at: 5,
		text: 'Darker',
	},
	...{ mentions: [], editedAt: 0, removed: false, removedBy: null, meta: {} },
}
const ada = { userId: 'ada', role: 'commenter' } as const
const ben = { userId: 'ben', role: 'editor' } as const
const owner = { userId: 'olga', role: 'owner' } as const

it('[R23] nobody speaks for another, nor dates what they say', () => {
	expect(noteRefusal(undefined, { ...note, at: 0 }, ada)).toBeNull()
	expect(noteRefusal(undefined, { ...note, at: 0 }, ben)).toBe('speaks for another')
	expect(noteRefusal(undefined, note, ada)).toBe('writes the room’s “at”')
})

it('[R23] words are their author’s; resolving and assigning is everybody’s; removing is also the owner’s', () => {
	expect(noteRefusal(note, { ...note, text: 'Lighter' }, ada)).toBeNull()
	expect(noteRefusal(note, { ...note, text: 'Lighter' }, ben)).toBe('changes what another wrote')
	expect(noteRefusal(note, { ...note, removed: true }, ben)).toBe('changes what another wrote')
	expect(noteRefusal(note, { ...note, removed: true }, owner)).toBeNull()
	expect(noteRefusal(thread, { ...thread, status: 'resolved', assigneeId: 'ben' }, ben)).toBeNull()
	expect(noteRefusal(thread, { ...thread, statusBy: 'ada' }, ben)).toContain('statusBy')
	expect(noteRefusal(note, { ...note, authorId: 'ben' }, ada)).toBe('changes “authorId”')
	expect(noteRefusal(note, undefined, ada)).toBe('takes a note out of the document')
})

it('[R23] a reaction and a reading mark are under the id of whose they are', () => {
	const mark = { typeName: 'reaction', noteId: 'note:n', kind: 'agree', meta: {} } as const
	const own = { ...mark, id: 'reaction:n-ada-agree', authorId: 'ada' } as const
	expect(noteRefusal(undefined, own, ada)).toBeNull()
	expect(noteRefusal(undefined, { ...own, id: 'reaction:n-ben-agree' }, ada)).not.toBeNull()
	expect(noteRefusal(own, undefined, ben)).toBe('removes what another made')
	const read = { typeName: 'reading', authorId: 'ada', meta: {} } as const
	expect(noteRefusal(undefined, { ...read, id: 'reading:ben' }, ada)).not.toBeNull()
})

it('[R24] the room says when and by whom', () => {
	const by = { userId: 'ben', at: 9 }
	expect(noteStamps(undefined, { ...thread, at: 0 }, by)).toEqual({ at: 9 })
	expect(noteStamps(thread, { ...thread, status: 'resolved' }, by)).toEqual({
		statusBy: 'ben',
		statusAt: 9,
	})
	expect(noteStamps(note, { ...note, text: 'x' }, by)).toEqual({ editedAt: 9 })
	expect(noteStamps(note, note, by)).toBeNull()
})

it('[R25] a lock is set and lifted by those who may lock', () => {
	expect(maySetReview('writer', null, 'approved')).toBe(true)
	expect(maySetReview('writer', 'locked', 'approved')).toBe(false)
	expect(maySetReview('editor', 'locked', 'approved')).toBe(true)
	expect(maySetReview('commenter', null, 'in_review')).toBe(false)
})
