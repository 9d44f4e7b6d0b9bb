import { expect, it } from 'vitest'
import type { Anchor } from '../notes/anchor.ts'
import type { NoteRoomRecord } from '../notes/note-records.ts'
import { notesByPanel } from './panel-notes.ts'

const thread = (id: string, at: number, anchor: Anchor, status: 'open' | 'resolved' = 'open') => ({
	...{ id: `thread:${id}` as const, typeName: 'thread' as const, anchor, authorId: 'u1', at },
	...{ status, statusBy: null, statusAt: 0, assigneeId: null, assignedBy: null },
	...{ removed: false, meta: {} },
})
const note = (id: string, threadId: string, at: number, text: string, removed = false) => ({
	...{ id: `note:${id}` as const, typeName: 'note' as const, threadId: `thread:${threadId}`, at },
	...{ authorId: id.startsWith('b') ? 'u2' : 'u1', text, mentions: [], editedAt: 0, removed },
	...{ removedBy: null, meta: {} },
})
const point = (panelId: string): Anchor => ({ kind: 'panel', panelId, x: 0.5, y: 0.5, w: 0, h: 0 })

it('prints open threads on their panel, by the numbers said aloud, and what was drawn over it', () => {
	const records: NoteRoomRecord[] = [
		thread('t1', 1, point('shape:a'), 'resolved'),
		note('a1', 't1', 1, 'Settled.'),
		thread('t2', 2, point('shape:a')),
		note('b2', 't2', 4, 'Yes.'),
		note('a2', 't2', 2, 'Colder?'),
		note('a3', 't2', 3, 'Taken back', true),
		thread('t3', 3, { kind: 'scene' }),
		note('a4', 't3', 3, 'On the scene.'),
		{
			...{ id: 'annotation:x', typeName: 'annotation', panelId: 'shape:b', authorId: 'u1' },
			...{ at: 5, points: [0, 0, 1, 1], meta: {} },
		},
	]
	const names: Record<string, string> = { u1: 'Dora', u2: 'Cleo' }

	expect(notesByPanel('s1', records, (id) => names[id] ?? '')).toEqual([
		{
			...{ sceneId: 's1', panelId: 'shape:a', lines: [] },
			threads: [{ number: 2, text: 'Dora: Colder?\nCleo: Yes.' }],
		},
		{ sceneId: 's1', panelId: 'shape:b', threads: [], lines: [[0, 0, 1, 1]] },
	])
})
