/** Lines that lay a picture out: vanishing points, thirds and safe areas, the box of a call-out. */
import type { SketchElement } from '../sketch.ts'
import type { Point, Stroke } from '../sketch-geometry.ts'
import { penLine, roundShape, ruled, ruledShape, underdrawing } from './pen.ts'

type PerspectiveElement = Extract<SketchElement, { kind: 'perspective' }>
type GuideElement = Extract<SketchElement, { kind: 'guide' }>
type CalloutElement = Extract<SketchElement, { kind: 'callout' }>

/** The horizon, and lines that fan out from each vanishing point to the edges of the frame. */
export function perspectiveStrokes(element: PerspectiveElement, w: number, h: number): Stroke[] {
	const px = (h / 346) * 1.5 * { light: 0.7, normal: 1, heavy: 1.4 }[element.weight]
	const fans = element.points.flatMap((point) => {
		const vp: Point = [point[0] * w, point[1] * h]
		const rim = rimPoints(w, h).filter(([x, y]) => Math.hypot(x - vp[0], y - vp[1]) > 0.12 * w)
		return [
			...rim.map((to) => ({ ...penLine([vp, to], px * 0.8, element.tone) })),
			penLine(
				[
					[vp[0] - 7, vp[1]],
					[vp[0] + 7, vp[1]],
				],
				px * 1.4,
				element.tone,
			),
			penLine(
				[
					[vp[0], vp[1] - 7],
					[vp[0], vp[1] + 7],
				],
				px * 1.4,
				element.tone,
			),
		]
	})
	const horizon = element.points[0]?.[1] ?? 0.5
	return [ruled([0, horizon * h], [w, horizon * h], px * 1.3, element.tone), ...fans]
}

function rimPoints(w: number, h: number): Point[] {
	return [
		[0, 0],
		[0, 0.62 * h],
		[0, h],
		[0.3 * w, h],
		[0.7 * w, h],
		[w, h],
		[w, 0.62 * h],
		[w, 0],
	]
}

/** Marks of composition over the frame, in the light blue of guides. */
export function guideStrokes({ guide, weight }: GuideElement, w: number, h: number): Stroke[] {
	const px = (h / 346) * 1.6 * { light: 0.7, normal: 1, heavy: 1.5 }[weight]
	const line = (x0: number, y0: number, x1: number, y1: number) =>
		underdrawing(
			[
				[x0 * w, y0 * h],
				[((x0 + x1) / 2) * w, ((y0 + y1) / 2) * h],
				[x1 * w, y1 * h],
			],
			px,
		)
	const inset = (m: number) => [
		line(m, m, 1 - m, m),
		line(1 - m, m, 1 - m, 1 - m),
		line(1 - m, 1 - m, m, 1 - m),
		line(m, 1 - m, m, m),
	]
	switch (guide) {
		case 'thirds':
			return [1 / 3, 2 / 3].flatMap((t) => [line(t, 0, t, 1), line(0, t, 1, t)])
		case 'centre':
			return [line(0.5, 0, 0.5, 1), line(0, 0.5, 1, 0.5)]
		case 'diagonals':
			return [line(0, 0, 1, 1), line(1, 0, 0, 1)]
		case 'safe_title':
			return inset(0.05)
		case 'safe_action':
			return inset(0.035)
	}
}

/** A box for a few words and a leader to what they are about; the words are a label of their own. */
export function calloutStrokes(callout: CalloutElement, w: number, h: number): Stroke[] {
	const box = calloutBox(callout, w, h)
	const px = (h / 346) * 1.9 * { light: 0.75, normal: 1, heavy: 1.3 }[callout.weight]
	const target: Point = [callout.to[0] * w, callout.to[1] * h]
	const middle: Point = [box.x + box.w / 2, box.y + box.h / 2]
	const start: Point = [
		Math.min(box.x + box.w, Math.max(box.x, target[0])),
		Math.min(box.y + box.h, Math.max(box.y, target[1])),
	]
	const bend: Point = [
		(start[0] + target[0]) / 2 + (target[1] - middle[1]) * 0.06,
		(start[1] + target[1]) / 2,
	]
	const ring = Array.from(
		{ length: 9 },
		(_, i): Point => [
			target[0] + Math.cos((i / 9) * 6.283) * 0.018 * w,
			target[1] + Math.sin((i / 9) * 6.283) * 0.018 * w,
		],
	)
	const corners: Point[] = [
		[box.x, box.y],
		[box.x + box.w, box.y],
		[box.x + box.w, box.y + box.h],
		[box.x, box.y + box.h],
	]
	return [
		penLine([start, bend, target], px, callout.tone),
		...roundShape(ring, px, 'none').map((stroke) => ({ ...stroke, tone: callout.tone })),
		...ruledShape(corners, px).map((stroke) =>
			stroke.tone === 'ink' ? { ...stroke, tone: callout.tone } : stroke,
		),
	]
}

/** Pixels of a call-out's box; kept inside the frame, as wide as its words. */
export function calloutBox(
	{ at, text }: Pick<CalloutElement, 'at' | 'text'>,
	w: number,
	h: number,
): { x: number; y: number; w: number; h: number } {
	const size = { w: Math.min(w * 0.9, 24 + text.length * 9.6), h: 34 }
	return {
		x: Math.min(w - size.w - 4, Math.max(4, at[0] * w)),
		y: Math.min(h - size.h - 4, Math.max(4, at[1] * h)),
		...size,
	}
}
