/**
 * The marks a board artist's rough is made of: contours of a pen that lands, swells and lifts, paper
 * laid over what stands behind, quick hatching. Widths are page units on the panel.
 */
import { hatchPaths, type Point, type Stroke, smoothCurve } from '../sketch-geometry.ts'

type Tone = Stroke['tone']

/** One line of the pen through a few points. */
export function penLine(points: readonly Point[], px: number, tone: Tone = 'ink'): Stroke {
	return {
		points: smoothCurve(points, false),
		closed: false,
		fill: 'none',
		weight: 'normal',
		tone,
		px,
	}
}

/** Straight lines from corner to corner. */
export function penPolyline(points: readonly Point[], px: number, tone: Tone = 'ink'): Stroke {
	return { ...penLine([], px, tone), points: [...points] }
}

/** A light blue line of the first laying-out, which is a guide and no ink. */
export function underdrawing(points: readonly Point[], px: number): Stroke {
	return { ...penLine(points, px * 0.8, 'guide'), faint: true }
}

/** A closed shape of paper, wash or ink without an outline. */
export function filledShape(
	points: readonly Point[],
	fill: Stroke['fill'],
	tone: Tone = 'ink',
): Stroke {
	return { points: [...points], closed: true, fill, weight: 'light', tone, bare: true }
}

/** Quick lines back and forth over a shape, as one stroke where the shape lets it. */
export function hatching(
	polygon: readonly Point[],
	{ gap, px, tone = 'ink' }: { gap: number; px: number; tone?: Tone },
): Stroke[] {
	return hatchPaths(polygon, gap).map((points) => ({
		...penPolyline(points, px, tone),
		faint: true,
	}))
}

/** A line drawn by hand from `a` to `b`: it starts a little early and runs a little over. */
export function ruled(a: Point, b: Point, px: number, tone: Tone = 'ink'): Stroke {
	const length = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1
	const over = Math.min(5, length * 0.04)
	const [dx, dy] = [((b[0] - a[0]) / length) * over, ((b[1] - a[1]) / length) * over]
	// A ruled line is never quite straight: it bows by a hair.
	const bow = Math.min(2.5, length * 0.006)
	const middle: Point = [
		(a[0] + b[0]) / 2 - (dy / (over || 1)) * bow,
		(a[1] + b[1]) / 2 + (dx / (over || 1)) * bow,
	]
	return penLine([[a[0] - dx, a[1] - dy], middle, [b[0] + dx, b[1] + dy]], px, tone)
}

/** Every side of a polygon as its own line, over a shape of paper, wash or nothing. */
export function ruledShape(
	corners: readonly Point[],
	px: number,
	fill: Stroke['fill'] = 'paper',
	tone: Tone = 'ink',
): Stroke[] {
	const sides = corners.flatMap((corner, i) => {
		const next = corners[(i + 1) % corners.length]
		return next ? [ruled(corner, next, px)] : []
	})
	return [...layers(corners, fill, tone), ...sides]
}

/** A curved closed shape with a contour drawn in two strokes, as a hand goes round it. */
export function roundShape(
	points: readonly Point[],
	px: number,
	fill: Stroke['fill'] = 'paper',
	tone: Tone = 'ink',
): Stroke[] {
	const ring = smoothCurve(points, true)
	const half = Math.floor(ring.length / 2)
	const first = ring.slice(0, half + 2)
	const second = [...ring.slice(half - 1), ...ring.slice(0, 2)]
	const contour = [first, second].map((path) => ({ ...penPolyline(path, px), points: path }))
	return [...layers(ring, fill, tone), ...contour]
}

/** Paper first, then the wash: what stands behind must not show through. */
export function layers(points: readonly Point[], fill: Stroke['fill'], tone: Tone): Stroke[] {
	if (fill === 'none') return []
	if (fill === 'paper' || fill === 'solid') return [filledShape(points, fill, tone)]
	return [filledShape(points, 'paper', 'paper'), filledShape(points, fill, tone)]
}
