/**
 * Arrows are said about a picture: they belong to the panel they were drawn in or point into, also when
 * an end stands outside its frame, so that they move, print and go with it. They stick to nothing: a
 * stroke is redrawn many times, and an arrow that follows it would leave its place.
 */
import { ArrowShapeUtil, type Editor, react, type TLArrowShape, type VecLike } from 'tldraw'
import { panelAt } from './external-content.ts'

export const FreeArrowUtil = ArrowShapeUtil.configure({ shouldIgnoreTargets: () => true })

/** Puts an arrow that the hand has let go of into its panel, until the returned function is called. */
export function keepArrowsInPanels(editor: Editor): () => void {
	let wasHeld = false
	return react('arrows in panels', () => {
		const isHeld = editor.isIn('select.dragging_handle') || editor.isIn('select.translating')
		const isLetGo = wasHeld && !isHeld
		wasHeld = isHeld
		if (isLetGo) editor.timers.requestAnimationFrame(() => settle(editor))
	})
}

function settle(editor: Editor): void {
	const pageId = editor.getCurrentPageId()
	for (const shape of editor.getSelectedShapes()) {
		if (shape.type !== 'arrow' || shape.parentId !== pageId) continue
		const panel = panelOfArrow(editor, shape)
		if (panel) editor.reparentShapes([shape.id], panel.id)
	}
}

/** Where it points counts before where it comes from. */
function panelOfArrow(editor: Editor, arrow: TLArrowShape) {
	const place = editor.getShapePageTransform(arrow)
	const at = (end: VecLike) => panelAt(editor, place.applyToPoint(end))
	const { start, end } = arrow.props
	return at(end) ?? at(start)
}
