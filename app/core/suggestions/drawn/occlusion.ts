/**
 * What a drawing hides of itself: a stroke that lies wholly under one opaque shape drawn later is
 * left out, so that a crowd costs what is seen of it. A stroke that shows anywhere is kept whole.
 */
import { type Point, resample, type Stroke } from '../sketch-geometry.ts'

interface Cover {
	polygon: readonly Point[]
	box: Box
	place: number
}
interface Box {
	x0: number
	y0: number
	x1: number
	y1: number
}

/** Places between which a path is looked at, page units. */
const STEP = 20

/** The strokes, back to front, without those that cannot be seen. */
export function visibleStrokes(strokes: readonly Stroke[]): Set<Stroke> {
	const covers = strokes.flatMap((stroke, place): Cover[] =>
		stroke.closed && (stroke.fill === 'paper' || stroke.fill === 'solid')
			? [{ polygon: stroke.points, box: boxOf(stroke.points), place }]
			: [],
	)
	const seen = strokes.filter((stroke, place) => {
		const box = boxOf(stroke.points)
		const path = resample(stroke.points, STEP)
		return !covers.some(
			(cover) =>
				cover.place > place &&
				contains(cover.box, box) &&
				path.every((point) => isInside(point, cover.polygon)),
		)
	})
	return new Set(seen)
}

function boxOf(points: readonly Point[]): Box {
	const box = { x0: Infinity, y0: Infinity, x1: -Infinity, y1: -Infinity }
	for (const [x, y] of points) {
		box.x0 = Math.min(box.x0, x)
		box.y0 = Math.min(box.y0, y)
		box.x1 = Math.max(box.x1, x)
		box.y1 = Math.max(box.y1, y)
	}
	return box
}

function contains(outer: Box, inner: Box): boolean {
	return (
		outer.x0 <= inner.x0 && outer.y0 <= inner.y0 && outer.x1 >= inner.x1 && outer.y1 >= inner.y1
	)
}

/** Even-odd rule, as the board fills shapes that do not cross themselves. */
export function isInside([x, y]: Point, polygon: readonly Point[]): boolean {
	let inside = false
	polygon.forEach(([ax, ay], i) => {
		const [bx, by] = polygon[(i + 1) % polygon.length] ?? [ax, ay]
		if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside
	})
	return inside
}
