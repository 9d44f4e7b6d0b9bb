/**
 * Which open suggestions the board has overtaken while they were on screen. The room checks again
 * at every decision; this only tells the person early. Looks when the hand rests, not at each point
 * of a stroke.
 */
import type { TLStore } from '@tldraw/tlschema'
import { useEffect, useState } from 'react'
import { basisOf } from '#core/suggestions/basis.ts'
import { buildSceneView } from '#core/suggestions/scene-view.ts'
import type { SuggestionRecord } from '#core/suggestions/suggestion-record.ts'

const REST_MS = 600
const NONE: ReadonlySet<string> = new Set()

export function useOvertaken(
	store: TLStore,
	suggestions: readonly SuggestionRecord[],
	scene: { sceneId: string; aspectRatio: number; frameRate: number },
): ReadonlySet<string> {
	const { sceneId, aspectRatio, frameRate } = scene
	const [overtaken, setOvertaken] = useState(NONE)
	useEffect(() => {
		const open = suggestions.filter(({ status }) => status === 'open')
		if (open.length === 0) {
			setOvertaken(NONE)
			return undefined
		}
		const look = () => {
			const records = store.allRecords()
			const view = buildSceneView({
				records,
				sceneId,
				aspectRatio,
				frameRate,
				heading: '',
				blocks: [],
			})
			const found = open
				.filter(({ edit, basis }) => basisOf(view, edit) !== basis)
				.map(({ id }) => id)
			setOvertaken((last) =>
				last.size === found.length && found.every((id) => last.has(id)) ? last : new Set(found),
			)
		}
		let timer = window.setTimeout(look, REST_MS)
		const stop = store.listen(
			() => {
				window.clearTimeout(timer)
				timer = window.setTimeout(look, REST_MS)
			},
			{ scope: 'document' },
		)
		return () => {
			window.clearTimeout(timer)
			stop()
		}
	}, [store, suggestions, sceneId, aspectRatio, frameRate])
	return overtaken
}
