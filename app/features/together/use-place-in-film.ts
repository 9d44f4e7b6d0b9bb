/**
 * Tells the whole film where one is: scene, panel and its number, in the film's own room. A few words
 * when one takes another panel, and nothing while one stays.
 */
import { computed, react, type Signal } from '@tldraw/state'
import { useEffect } from 'react'
import type { OwnPresence } from '#core/sync/presence.ts'

const MAX_LABEL = 24

export function usePlaceInFilm(options: {
	publish: (change: Partial<OwnPresence>) => void
	sceneId: string
	panelId: Signal<string | null>
	numbers: Signal<ReadonlyMap<string, string>>
}): void {
	const { publish, sceneId, panelId, numbers } = options
	useEffect(() => {
		const label = computed('number in hand', () => numbers.get().get(panelId.get() ?? '') ?? '')
		return react('publish place', () => {
			const at = panelId.get()
			publish({ sceneId, panelId: at, label: at ? label.get().slice(0, MAX_LABEL) : undefined })
		})
	}, [publish, sceneId, panelId, numbers])
}
