/** A picture to draw over: faded to a third and held fast, so that no brush, eraser or palm moves it. */
import type { TLShape } from 'tldraw'
import { getPanel } from '../board-records.ts'
import type { BoardHand } from '../panel-actions.ts'

const TRACED_OPACITY = 0.3

/** Fades the pictures of the panel in hand; all of them faded already, they come back. */
export function tracePictures({ editor, model }: BoardHand): void {
	const panel = getPanel(model.store, model.currentId.get())
	if (!panel) return
	const pictures = editor
		.getSortedChildIdsForParent(panel.id)
		.map((id) => editor.getShape(id))
		.filter((shape): shape is TLShape => shape?.type === 'image')
	if (pictures.length === 0) return
	const isTraced = pictures.every(({ isLocked }) => isLocked)
	const look = isTraced
		? { opacity: 1, isLocked: false }
		: { opacity: TRACED_OPACITY, isLocked: true }
	editor.run(
		() => {
			editor.markHistoryStoppingPoint('trace')
			editor.selectNone()
			editor.updateShapes(pictures.map(({ id, type }) => ({ id, type, ...look })))
		},
		{ ignoreShapeLock: true },
	)
}
