import { expect, it } from 'vitest'
import * as Y from 'yjs'
import type { NoteRecord, ThreadRecord } from '#core/notes/note-records.ts'
import { RecordDoc } from '#core/sync/record-doc.ts'
import { asideText, readAsideNotes } from './read-aside-notes.ts'

const thread: ThreadRecord = {
	...{ id: 'thread:t', typeName: 'thread', authorId: 'ada', at: 5, status: 'open', statusBy: null },
	...{ statusAt: 0, assigneeId: null, assignedBy: null, removed: false, meta: {} },
	anchor: { kind: 'scene' },
}
const note = (name: string, given: Partial<NoteRecord>): NoteRecord => ({
	...{ id: `note:${name}`, typeName: 'note', threadId: 'thread:t', authorId: 'ben', at: 0 },
	...{ text: name, mentions: [], editedAt: 0, removed: false, removedBy: null, meta: {} },
	...given,
})

it('shows a person’s own notes of a copy, what never went in first, and no other’s', () => {
	const doc = new Y.Doc()
	const records = new RecordDoc(doc)
	records.put(thread)
	records.put(note('hers', { authorId: 'ada', at: 6 }))
	records.put(note('went in', { at: 7 }))
	records.put(note('taken back', { removed: true }))
	records.put(note('did not', {}))
	records.put({
		...{ id: 'annotation:a', typeName: 'annotation', panelId: 'shape:p', authorId: 'ben' },
		...{ at: 0, points: [0, 0], meta: {} },
	})
	const found = readAsideNotes(Y.encodeStateAsUpdate(doc), 'ben')
	expect(found.notes.map(({ text, at }) => [text, at])).toEqual([
		['did not', 0],
		['went in', 7],
	])
	expect(found.lines).toBe(1)
	expect(asideText(found)).toBe('> hers\ndid not\n\n> hers\nwent in')
	expect(readAsideNotes(new Uint8Array([9, 9]), 'ben')).toEqual({ notes: [], lines: 0 })
})
