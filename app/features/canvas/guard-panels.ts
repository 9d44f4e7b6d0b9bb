/**
 * Panels stand straight on the page, whatever an action or a paste tries: no parent but the page, no
 * rotation, no lock, the size they were made with. Only changes made here are looked at. A hand that
 * deletes panels, by whatever action, puts them in the trash; the eraser never takes one.
 */

import type { Editor, TLShape, TLShapeId } from 'tldraw'
import { isInStory } from '#core/board/story.ts'
import { panelHeight } from '#core/canvas/layout.ts'
import { BOARD_PAGE_ID } from '#core/canvas/new-panel.ts'
import type { PanelShape } from '#core/canvas/panel-shape.ts'
import type { BoardHistory } from './canvas-overrides.ts'

/** Watches until the returned function is called. */
export function guardPanels(
	editor: Editor,
	{ trashPanels }: Pick<BoardHistory, 'trashPanels'>,
): () => void {
	const stops = [
		deleteIntoTrash(editor, trashPanels),
		editor.sideEffects.registerAfterChangeHandler('shape', (_before, after) => {
			if (after.type === 'panel' && !isInStory(after.props)) letGo(editor, after.id)
		}),
		editor.sideEffects.registerBeforeCreateHandler('shape', (shape, source) =>
			source === 'user' ? straight(shape) : shape,
		),
		editor.sideEffects.registerBeforeChangeHandler('shape', (before, after, source) => {
			if (source !== 'user' || after.type !== 'panel' || before.type !== 'panel') return after
			const kept = straight(after)
			const { w } = before.props
			// A ratio that a person chose changes the height, and nothing else does.
			const h = panelHeightOf(before, after)
			if (kept === after && after.props.w === w && after.props.h === h) return after
			return { ...after, ...standing, props: { ...after.props, w, h } }
		}),
	]
	return () => {
		for (const stop of stops) stop()
	}
}

const standing = { parentId: BOARD_PAGE_ID, rotation: 0, isLocked: false, opacity: 1 } as const

function straight(shape: TLShape): TLShape {
	if (shape.type !== 'panel') return shape
	const stands = shape.parentId === BOARD_PAGE_ID && shape.rotation === 0 && !shape.isLocked
	return stands && shape.opacity === 1 ? shape : { ...shape, ...standing }
}

/** tldraw's own ways to delete all end in `deleteShapes`, which takes what stands in a shape with it. */
function deleteIntoTrash(editor: Editor, trashPanels: BoardHistory['trashPanels']): () => void {
	const deleteShapes = editor.deleteShapes.bind(editor)
	editor.deleteShapes = (given: (TLShape | TLShapeId)[]) => {
		const ids = given.map((one) => (typeof one === 'string' ? one : one.id))
		const isPanel = (id: TLShapeId) => editor.getShape(id)?.type === 'panel'
		const panels = ids.filter(isPanel)
		if (panels.length > 0 && !editor.getIsReadonly() && !editor.isIn('eraser')) trashPanels(panels)
		deleteShapes(ids.filter((id) => !isPanel(id)))
		return editor
	}
	return () => {
		editor.deleteShapes = deleteShapes
	}
}

/** Nothing stays chosen in a panel that left the wall. */
function letGo(editor: Editor, panelId: TLShapeId): void {
	const chosen = editor.getSelectedShapeIds()
	const left = chosen.filter((id) => id !== panelId && !editor.hasAncestor(id, panelId))
	if (left.length < chosen.length) editor.setSelectedShapes(left)
}

function panelHeightOf({ props: before }: PanelShape, { props: after }: PanelShape): number {
	if (before.aspectOverride === after.aspectOverride) return before.h
	return after.aspectOverride === null ? after.h : panelHeight(after.aspectOverride)
}
