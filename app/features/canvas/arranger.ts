/**
 * Puts every panel where story order says, as a change nobody made: never sent, never in the undo
 * history (docs/spec/sync.md, derived x and y). The only writer of a panel's x and y.
 */

import type { Editor, RecordsDiff, TLRecord, TLShape } from 'tldraw'
import type { PanelShape } from '#core/canvas/panel-shape.ts'
import { keepsPlace, markKept, panelsOf, wallLayout } from './wall-layout.ts'

/** Arranges now and after every change of panels, until the returned function is called. */
export function startArranger(editor: Editor): () => void {
	arrange(editor)
	const stop = editor.store.listen(({ changes }) => {
		if (touchesWall(changes)) arrange(editor)
	})
	// A drag that ends on its own place changes no record, so its end is watched as well.
	const stopTool = editor.sideEffects.registerAfterChangeHandler('instance', () => {
		if (wasDragging && !isDraggingPanels(editor))
			editor.timers.requestAnimationFrame(() => arrange(editor))
		wasDragging = isDraggingPanels(editor)
	})
	let wasDragging = false
	const stopMarking = markWhatComesToRest(editor)
	return () => {
		stop()
		stopTool()
		stopMarking()
	}
}

/** Moves the panels that stand elsewhere than they should, except those in the hand. */
export function arrange(editor: Editor): void {
	const panels = panelsOf(editor)
	const places = wallLayout(editor, panels)
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

/** Own loose shapes are looked at when the pen is up: where they rest, panels stay away. */
function markWhatComesToRest(editor: Editor): () => void {
	const waiting = new Set<string>()
	let asked = false
	const look = () => {
		asked = false
		if (editor.isDisposed || waiting.size === 0) return
		if (editor.inputs.getIsPointing()) return ask()
		const ids = new Set(waiting)
		waiting.clear()
		markKept(editor, ids)
	}
	const ask = () => {
		if (!asked) editor.timers.requestAnimationFrame(look)
		asked = true
	}
	return editor.store.listen(
		({ changes: { added, updated } }) => {
			for (const record of Object.values(added)) if (isLoose(record)) waiting.add(record.id)
			for (const [, record] of Object.values(updated)) if (isLoose(record)) waiting.add(record.id)
			if (waiting.size > 0) ask()
		},
		{ source: 'user', scope: 'document' },
	)
}

function isLoose(record: TLRecord): record is TLShape {
	return (
		record.typeName === 'shape' &&
		record.type !== 'panel' &&
		record.type !== 'backdrop' &&
		record.parentId.startsWith('page:')
	)
}

function touchesWall({ added, updated, removed }: RecordsDiff<TLRecord>): boolean {
	const counts = (record: TLRecord) =>
		record.typeName === 'shape' && (record.type === 'panel' || keepsPlace(record))
	return (
		Object.values(added).some(counts) ||
		Object.values(updated).some((pair) => pair.some(counts)) ||
		Object.values(removed).some(counts)
	)
}
