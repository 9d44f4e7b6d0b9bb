/**
 * What of a panel a picture may stand for while it rests. The one rule: only what lies below everything
 * that stays live, so that taking strokes into the picture never changes what covers what.
 */
import type { TLDrawShape, TLHighlightShape, TLShape } from '@tldraw/tlschema'

export type RestingInk = TLDrawShape | TLHighlightShape

/** A shape of a panel as it is painted: in panel space, faded by the groups around it. */
export interface PaintedShape {
	readonly shape: TLShape
	/** From the shape's own space to the panel's: a, b, c, d, e, f as in SVG. */
	readonly matrix: readonly [number, number, number, number, number, number]
	readonly opacity: number
	/** In panel space. */
	readonly bounds: {
		readonly x0: number
		readonly y0: number
		readonly x1: number
		readonly y1: number
	}
}
export interface RestingShape extends PaintedShape {
	readonly shape: RestingInk
}

/** The shapes that a picture can hold, from the lowest up. */
export function restingShapes(painted: readonly PaintedShape[]): RestingShape[] {
	const live: PaintedShape[] = []
	const resting: RestingShape[] = []
	for (const one of painted) {
		if (canRest(one) && !live.some((above) => meet(above, one))) {
			resting.push(one)
		} else live.push(one)
	}
	return resting
}

/**
 * Whether a picture of `held` still shows them rightly: they are the lowest of the shapes that could
 * rest, as they were; none changed, went, or got a new neighbour below.
 */
export function stillHolds(
	held: readonly RestingShape[],
	resting: readonly RestingShape[],
): boolean {
	if (held.length > resting.length) return false
	return held.every((one, at) => {
		const now = resting[at]
		return now !== undefined && now.shape === one.shape && isSamePlace(now, one)
	})
}

function isSamePlace(a: PaintedShape, b: PaintedShape): boolean {
	return a.opacity === b.opacity && a.matrix.every((value, at) => value === b.matrix[at])
}

/** A finished stroke; what is still being drawn is live. */
function canRest(one: PaintedShape): one is RestingShape {
	const { shape } = one
	return (shape.type === 'draw' || shape.type === 'highlight') && shape.props.isComplete
}

function meet({ bounds: a }: PaintedShape, { bounds: b }: PaintedShape): boolean {
	return a.x0 <= b.x1 && b.x0 <= a.x1 && a.y0 <= b.y1 && b.y0 <= a.y1
}

/** Pictures are kept at these scales: device pixels per page unit. */
const SCALES = [0.125, 0.25, 0.5, 1, 2] as const
/** Pictures are a little finer than the screen, so that they are as crisp as live ink. */
const FINER = 1.3

/** The scale for a zoom; null when the panel is so large that live ink is shown. */
export function pictureScale(zoom: number, devicePixels: number): number | null {
	return SCALES.find((scale) => scale >= zoom * devicePixels * FINER) ?? null
}
