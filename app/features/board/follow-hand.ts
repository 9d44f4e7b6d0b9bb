/**
 * Keeps "the panel in hand" true: it is the panel that was last drawn in or selected in, so that the
 * next panel comes after the one people look at.
 */
import type { Editor, TLShape } from 'tldraw'
import type { BoardModel } from './board-model.ts'

/** Follows until the returned function is called. */
export function followHand(editor: Editor, model: BoardModel): () => void {
	const take = (shape: TLShape | undefined) => {
		const panel = shape && panelAround(editor, shape)
		if (panel) model.setCurrent(panel.id)
	}
	const stops = [
		editor.sideEffects.registerAfterCreateHandler('shape', (shape, source) => {
			if (source === 'user' && shape.type !== 'panel') take(shape)
		}),
		editor.sideEffects.registerAfterChangeHandler('instance_page_state', (before, after) => {
			if (before.selectedShapeIds === after.selectedShapeIds) return
			const added = after.selectedShapeIds.find((id) => !before.selectedShapeIds.includes(id))
			if (added) take(editor.getShape(added))
		}),
	]
	return () => {
		for (const stop of stops) stop()
	}
}

/** The panel that a shape is or stands in. */
export function panelAround(editor: Editor, shape: TLShape): TLShape | undefined {
	return shape.type === 'panel'
		? shape
		: editor.findShapeAncestor(shape, ({ type }) => type === 'panel')
}
