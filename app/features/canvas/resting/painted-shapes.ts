/** Everything in a panel in the order in which it is painted, in the panel's own space. */
import { type Editor, Mat, type TLShape, type TLShapeId } from 'tldraw'
import { inkReach } from '#core/canvas/ink-paths.ts'
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
			painted.push({
				shape,
				matrix: sixOf(matrix),
				opacity,
				bounds: boundsIn(editor, shape, matrix),
			})
		}
	}
	add(panelId, Mat.Identity(), 1)
	return painted
}

function sixOf({ a, b, c, d, e, f }: Mat): PaintedShape['matrix'] {
	return [a, b, c, d, e, f]
}

/** Of what is no ink: heads and lines reach over their bounds a little. */
const MARGIN = 12

/** A stroke's own bounds are those of its middle line. */
function boundsIn(editor: Editor, shape: TLShape, matrix: Mat): PaintedShape['bounds'] {
	const { corners } = editor.getShapeGeometry(shape.id).bounds
	const isInk = shape.type === 'draw' || shape.type === 'highlight'
	const margin = isInk ? inkReach(shape) : MARGIN
	const points = Mat.applyToPoints(matrix, corners)
	const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)]
	return {
		x0: Math.min(...xs) - margin,
		y0: Math.min(...ys) - margin,
		x1: Math.max(...xs) + margin,
		y1: Math.max(...ys) + margin,
	}
}
