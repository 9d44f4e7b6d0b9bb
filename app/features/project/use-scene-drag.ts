/** Reordering scenes by dragging their cards; the menu and its keys do the same without a mouse. */
import { useState } from 'react'
import type { SceneDrag } from './scene-card.tsx'

interface Over {
	sceneId: string
	side: 'before' | 'after'
}

/** `dragOf(sceneId)` for each card; `move(sceneId, afterSceneId)` when one is dropped ('' = first). */
export function useSceneDrag(
	order: readonly string[],
	move: (sceneId: string, afterSceneId: string) => void,
): (sceneId: string) => SceneDrag {
	const [dragged, setDragged] = useState<string | null>(null)
	const [over, setOver] = useState<Over | null>(null)
	const end = () => {
		setDragged(null)
		setOver(null)
	}
	const drop = () => {
		if (!dragged || !over) return
		const afterId = over.side === 'after' ? over.sceneId : precedingOf(order, over.sceneId)
		if (afterId !== dragged) move(dragged, afterId)
	}
	return (sceneId) => ({
		state: dragged === sceneId ? 'dragged' : over?.sceneId === sceneId ? over.side : null,
		onDragStart: (event) => {
			event.dataTransfer.effectAllowed = 'move'
			// Firefox drags nothing without data.
			event.dataTransfer.setData('text/plain', '')
			setDragged(sceneId)
		},
		onDragOver: (event) => {
			if (!dragged) return
			event.preventDefault()
			const box = event.currentTarget.getBoundingClientRect()
			const side = event.clientX < box.left + box.width / 2 ? 'before' : 'after'
			setOver(sceneId === dragged ? null : { sceneId, side })
		},
		onDragEnd: end,
		onDrop: (event) => {
			event.preventDefault()
			drop()
			end()
		},
	})
}

/** The scene before this one; '' when it is the first. */
export function precedingOf(order: readonly string[], sceneId: string): string {
	return order[order.indexOf(sceneId) - 1] ?? ''
}
