/** Everything in a panel in the order in which it is painted, in the panel's own space. */
import { type Editor, Mat, type TLShapeId } from 'tldraw'
import type { PaintedShape } from '#core/canvas/resting-ink.ts'

export function paintedShapes(editor: Editor, panelId: TLShapeId): PaintedShape[] {
	const painted: PaintedShape[] = []
	const add = (parentId: TLShapeId, around: Mat, fade: number) => {
		for (const id of editor.getSortedChildIdsForParent(parentId)) {
			const shape = editor.getShape(id)
			if (!shape || editor.isShapeHidden(shape)) continue
			const matrix = Mat.Compose(around, editor.getShapeLocalTransform(shape))
			const opacity = fade * shape.opacity
			if (shape.type === 'group') {
				add(id, matrix, opacity)
				continue
			}
			painted.push({ shape, matrix: sixOf(matrix), opacity, bounds: boundsIn(editor, id, matrix) })
		}
	}
	add(panelId, Mat.Identity(), 1)
	return painted
}

function sixOf({ a, b, c, d, e, f }: Mat): PaintedShape['matrix'] {
	return [a, b, c, d, e, f]
}

/** Widest brush: a line's bounds are those of its middle. */
const MARGIN = 12

function boundsIn(editor: Editor, id: TLShapeId, matrix: Mat): PaintedShape['bounds'] {
	const { corners } = editor.getShapeGeometry(id).bounds
	const points = Mat.applyToPoints(matrix, corners)
	const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)]
	return {
		x0: Math.min(...xs) - MARGIN,
		y0: Math.min(...ys) - MARGIN,
		x1: Math.max(...xs) + MARGIN,
		y1: Math.max(...ys) + MARGIN,
	}
}
