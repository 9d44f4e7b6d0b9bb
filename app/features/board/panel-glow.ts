/** Panels that glow because a line of the script is pointed at, and the panel that is pointed at itself. */
import { computed, type Signal } from 'tldraw'
import { getPanel } from './board-records.ts'
import { panelAround } from './follow-hand.ts'
import type { BoardHand } from './panel-actions.ts'

/** Makes these panels glow on one's own wall, and no others. */
export function glowPanels(hand: BoardHand | null, panels: readonly { panelId: string }[]): void {
	if (!hand) return
	const ids = panels.flatMap(({ panelId }) => getPanel(hand.model.store, panelId)?.id ?? [])
	const before = hand.editor.getHintingShapeIds()
	if (before.length === 0 && ids.length === 0) return
	hand.editor.setHintingShapes(ids)
}

/** The panel under the pointer, or that a drawing under the pointer stands in. */
export function pointedPanel(hand: BoardHand | null): Signal<string | null> {
	return computed('panel under the pointer', () => {
		const shape = hand?.editor.getHoveredShape()
		return (shape && hand && panelAround(hand.editor, shape)?.id) ?? null
	})
}
