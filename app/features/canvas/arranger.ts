/**
 * Puts every panel where story order says, as a change nobody made: never sent, never in the undo
 * history (docs/spec/sync.md, derived x and y). The only writer of a panel's x and y.
 */

import type { Editor, RecordsDiff, TLRecord } from 'tldraw'
import { layoutPanels } from '#core/canvas/layout.ts'
import type { PanelShape } from '#core/canvas/panel-shape.ts'
import { panelsOf } from './panel-shape-util.tsx'

/** Arranges now and after every change of panels, until the returned function is called. */
export function startArranger(editor: Editor): () => void {
	arrange(editor)
	const stop = editor.store.listen(({ changes }) => {
		if (touchesPanels(changes)) arrange(editor)
	})
	// A drag that ends on its own place changes no record, so its end is watched as well.
	const stopTool = editor.sideEffects.registerAfterChangeHandler('instance', () => {
		if (wasDragging && !isDraggingPanels(editor))
			editor.timers.requestAnimationFrame(() => arrange(editor))
		wasDragging = isDraggingPanels(editor)
	})
	let wasDragging = false
	return () => {
		stop()
		stopTool()
	}
}

/** Moves the panels that stand elsewhere than they should, except those in the hand. */
export function arrange(editor: Editor): void {
	const panels = panelsOf(editor)
	const places = layoutPanels(panels)
	const inHand = isDraggingPanels(editor) ? new Set(editor.getSelectedShapeIds()) : new Set()
	const moved = panels.flatMap((panel): PanelShape[] => {
		const place = places.get(panel.id)
		if (!place || inHand.has(panel.id)) return []
		if (panel.x === place.x && panel.y === place.y && panel.rotation === 0) return []
		return [{ ...panel, ...place, rotation: 0 }]
	})
	if (moved.length > 0) editor.store.mergeRemoteChanges(() => editor.store.put(moved))
}

export function isDraggingPanels(editor: Editor): boolean {
	return editor.isIn('select.translating')
}

function touchesPanels({ added, updated, removed }: RecordsDiff<TLRecord>): boolean {
	const isPanel = (record: TLRecord) => record.typeName === 'shape' && record.type === 'panel'
	return (
		Object.values(added).some(isPanel) ||
		Object.values(updated).some(([, next]) => isPanel(next)) ||
		Object.values(removed).some(isPanel)
	)
}
