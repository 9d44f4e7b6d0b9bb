/** A picture to draw over: faded to a third and held fast, so that no brush, eraser or palm moves it. */
import type { TLShape, TLShapePartial } from 'tldraw'
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
	const isTraced = pictures.every(isTracedNow)
	const looks = pictures.flatMap((shape) => (isTraced ? asBefore(shape) : faded(shape)))
	editor.run(
		() => {
			editor.markHistoryStoppingPoint('trace')
			editor.selectNone()
			editor.updateShapes(looks)
		},
		{ ignoreShapeLock: true },
	)
}

/** How a picture looked before it was traced is kept with it, so that it comes back as it was. */
const BEFORE = 'untraced'

function isTracedNow({ meta }: TLShape): boolean {
	return typeof meta[BEFORE] === 'number'
}

function faded(shape: TLShape): TLShapePartial[] {
	const { id, type, opacity, meta } = shape
	if (isTracedNow(shape)) return []
	return [
		{ id, type, opacity: TRACED_OPACITY, isLocked: true, meta: { ...meta, [BEFORE]: opacity } },
	]
}

function asBefore({ id, type, meta }: TLShape): TLShapePartial[] {
	const before = meta[BEFORE]
	return [
		{
			...{ id, type, isLocked: false, opacity: typeof before === 'number' ? before : 1 },
			meta: { ...meta, [BEFORE]: null },
		},
	]
}
