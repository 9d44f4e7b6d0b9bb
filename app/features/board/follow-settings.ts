/** Keeps the board's settings as the project's room has them: ratio, rate, numbering, scene number. */

import { computed, react, type Signal, type TLStore } from 'tldraw'
import { sortInStoryOrder } from '#core/board/order.ts'
import type { BoardModel, BoardSettings } from './board-model.ts'
import { getRecord, recordsOfType } from './board-records.ts'

/** Follows until the returned function is called. */
export function followSettings(model: BoardModel, project: TLStore, sceneId: string): () => void {
	const settings = settingsOf(project, sceneId)
	return react('board settings', () => {
		const found = settings.get()
		if (found) model.settings.set(found)
	})
}

function settingsOf(project: TLStore, sceneId: string): Signal<BoardSettings | null> {
	const scenes = recordsOfType(project, 'scene')
	return computed(
		'settings of the board',
		() => {
			const record = getRecord(project, 'project:settings')
			const alive = sortInStoryOrder(scenes.get().filter(({ trashedAt }) => trashedAt === null))
			const place = alive.findIndex(({ id }) => id === `scene:${sceneId}`)
			if (record?.typeName !== 'project' || place < 0) return null
			const { aspectRatio, frameRate, numberingScheme } = record
			const sceneNumber = alive[place]?.number || String(place + 1)
			return { aspectRatio, frameRate, numberingScheme, sceneNumber }
		},
		{ isEqual: (a, b) => JSON.stringify(a) === JSON.stringify(b) },
	)
}
