/** Keeps the names of the scene's cast: who speaks in its script, and who is said to be in its shots. */
import { computed, react, type TLStore } from 'tldraw'
import { sortInStoryOrder } from '#core/board/order.ts'
import { readSpeeches } from '#core/suggestions/script-reading.ts'
import type { BoardModel } from './board-model.ts'
import { recordsOfType } from './board-records.ts'

/** Follows until the returned function is called. */
export function followCast(model: BoardModel, project: TLStore, sceneId: string): () => void {
	const blocks = recordsOfType(project, 'script_block')
	const shots = recordsOfType(model.store, 'shot')
	const names = computed(
		'cast',
		() => {
			const own = blocks.get().filter((block) => block.sceneId === `scene:${sceneId}`)
			const speakers = readSpeeches(sortInStoryOrder(own)).map(({ character }) => character)
			const subjects = shots.get().flatMap((shot) => shot.subjects)
			return [...new Set([...speakers, ...subjects])].filter(Boolean)
		},
		{ isEqual: (a, b) => a.join('\n') === b.join('\n') },
	)
	return react('cast', () => model.cast.set(names.get()))
}
