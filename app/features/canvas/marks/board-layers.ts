/**
 * What one tab shows and has in hand beside the drawing: whether the marks are seen, and which
 * background is being drawn on which panel. Kept in tldraw's own record of the tab: it wakes whoever
 * reads it, and never travels or enters the undo history.
 */
import type { Editor, JsonObject, TLShape, TLShapeId } from 'tldraw'
import { isInStory } from '#core/board/story.ts'
import { isMark } from '#core/canvas/mark-shapes.ts'

const STORED = 'dailies:marks-hidden'

export interface BackdropInHand {
	backdropId: TLShapeId
	panelId: TLShapeId
}

function metaOf(editor: Editor): JsonObject {
	return editor.getInstanceState().meta
}

function setMeta(editor: Editor, change: JsonObject): void {
	editor.updateInstanceState({ meta: { ...metaOf(editor), ...change } })
}

export function areMarksShown(editor: Editor): boolean {
	return metaOf(editor).marksHidden !== true
}

/** Remembered for this person on this device. */
export function showMarks(editor: Editor, shown: boolean): void {
	setMeta(editor, { marksHidden: !shown })
	if (!shown) editor.setSelectedShapes(editor.getSelectedShapes().filter((one) => !isMark(one)))
	try {
		localStorage.setItem(STORED, shown ? 'no' : 'yes')
	} catch {
		// A browser that keeps nothing shows the marks again next time.
	}
}

/** As they were left. */
export function restoreLayers(editor: Editor): void {
	let hidden = false
	try {
		hidden = localStorage.getItem(STORED) === 'yes'
	} catch {
		// Shown, then.
	}
	setMeta(editor, { marksHidden: hidden, backdropId: null, backdropOn: null })
}

export function backdropInHand(editor: Editor): BackdropInHand | null {
	const { backdropId, backdropOn } = metaOf(editor)
	if (typeof backdropId !== 'string' || typeof backdropOn !== 'string') return null
	// Both were written below, from ids of this store.
	const hand = { backdropId: backdropId as TLShapeId, panelId: backdropOn as TLShapeId }
	return editor.getShape(hand.backdropId) && editor.getShape(hand.panelId) ? hand : null
}

/** Puts a background under the pen, in the place of a panel that shows it; null = pen down again. */
export function takeBackdrop(editor: Editor, hand: BackdropInHand | null): void {
	editor.selectNone()
	setMeta(editor, { backdropId: hand?.backdropId ?? null, backdropOn: hand?.panelId ?? null })
	if (hand) placeBackdrop(editor, hand)
}

/** Where a background stands is derived, as a panel's place is: never sent, never undone. */
export function placeBackdrop(editor: Editor, { backdropId, panelId }: BackdropInHand): void {
	const [shape, panel] = [editor.getShape(backdropId), editor.getShape(panelId)]
	if (!shape || !panel || (shape.x === panel.x && shape.y === panel.y)) return
	const { x, y } = panel
	editor.store.mergeRemoteChanges(() => editor.store.put([{ ...shape, x, y }]))
}

/** What is not there for the hand: not drawn by tldraw, not hit, not chosen. */
export function visibilityOf(shape: TLShape, editor: Editor): 'hidden' | 'inherit' {
	if (shape.type === 'panel') return isInStory(shape.props) ? 'inherit' : 'hidden'
	if (isMark(shape)) return areMarksShown(editor) ? 'inherit' : 'hidden'
	const hand = backdropInHand(editor)
	if (shape.type === 'backdrop') return hand?.backdropId === shape.id ? 'inherit' : 'hidden'
	// Under the pen is the background: the panel's own drawing is seen through, as a picture.
	return hand?.panelId === shape.parentId ? 'hidden' : 'inherit'
}

/** The same for parts that are given no more than this. */
export function layersOf(editor: Editor) {
	return {
		areMarksShown: () => areMarksShown(editor),
		showMarks: (shown: boolean) => showMarks(editor, shown),
		backdropInHand: () => backdropInHand(editor),
		takeBackdrop: (hand: BackdropInHand | null) => takeBackdrop(editor, hand),
	}
}
