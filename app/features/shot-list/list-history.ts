/** Undo over several scenes: one gesture may set cells of many, and is taken back in all of them. */
import type { UndoOutcome } from '#core/sync/undo-rebase.ts'
import type { SceneRoom } from './scene-room.ts'

export interface ListHistory {
	/** Notes that these rooms each have one more step, made at once. */
	add(rooms: readonly SceneRoom[]): void
	/** What to tell: '' when all went as one would think. */
	undo(): string
	redo(): string
}

export function createListHistory(): ListHistory {
	const done: (readonly SceneRoom[])[] = []
	const undone: (readonly SceneRoom[])[] = []
	const walk = (direction: 'undo' | 'redo'): string => {
		const [from, to] = direction === 'undo' ? [done, undone] : [undone, done]
		const rooms = from.pop()
		if (!rooms) return direction === 'undo' ? 'Nothing of yours to undo.' : 'Nothing to redo.'
		const outcomes = rooms.map((room): UndoOutcome => room.history[direction]())
		to.push(rooms)
		return outcomes.some(({ kept }) => kept)
			? 'Others have worked on that since, so their work was kept.'
			: ''
	}
	return {
		add(rooms) {
			done.push(rooms)
			undone.length = 0
		},
		undo: () => walk('undo'),
		redo: () => walk('redo'),
	}
}
