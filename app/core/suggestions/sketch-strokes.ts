/**
 * Breaks sketch elements into plain strokes in panel pixels. Arrows, labels and frames stay whole:
 * they become tldraw's own shapes, which people can drag by their ends.
 */

import type { SketchElement } from './sketch.ts'
import { figureStrokes } from './sketch-figure.ts'
import { type Point, type Stroke, smoothCurve } from './sketch-geometry.ts'

/** Strokes of an element, or null when it is an arrow, a label or a frame. */
export function strokesOf(element: SketchElement, w: number, h: number): Stroke[] | null {
	const { weight, tone } = element
	switch (element.kind) {
		case 'stroke': {
			const { closed, fill, bare = false } = element
			const points = element.points.map(([x, y]): Point => [x * w, y * h])
			const path = element.smooth ? smoothCurve(points, closed) : points
			return [{ points: path, closed, fill, bare, weight, tone }]
		}
		case 'horizon':
			return [
				{
					points: [
						[-0.01 * w, element.y * h],
						[1.01 * w, element.y * h],
					],
					closed: false,
					fill: 'none',
					weight,
					tone,
				},
			]
		case 'figure':
			return figureStrokes(element, w, h)
		case 'light':
			return lightStrokes(element, w, h)
		default:
			return null
	}
}

/** A lamp's round head, three rays that spread, and a wash where the light falls. */
function lightStrokes(
	element: Extract<SketchElement, { kind: 'light' }>,
	w: number,
	h: number,
): Stroke[] {
	const { weight, tone } = element
	const from: Point = [element.from[0] * w, element.from[1] * h]
	const to: Point = [element.to[0] * w, element.to[1] * h]
	const reach = Math.hypot(to[0] - from[0], to[1] - from[1])
	const angle = Math.atan2(to[1] - from[1], to[0] - from[0])
	const at = (turn: number, distance: number): Point => [
		from[0] + Math.cos(angle + turn) * distance,
		from[1] + Math.sin(angle + turn) * distance,
	]
	const size = 0.034 * h
	const lamp = [0, 1, 2, 3, 4, 5, 6, 7].map((i) => at((i * Math.PI) / 4, size))
	const open = { closed: false, fill: 'none', weight, tone } as const
	const rays = [-0.22, -0.11, 0, 0.11, 0.22].map((turn) => {
		const end = turn === 0 ? 0.96 : 0.8
		return { points: [at(turn, size * 1.7), at(turn, reach * end)], ...open }
	})
	const cone = [
		at(-0.24, size),
		at(-0.24, reach * 0.9),
		at(0, reach),
		at(0.24, reach * 0.9),
		at(0.24, size),
	]
	return [
		{
			points: cone,
			closed: true,
			fill: 'tone',
			weight: 'light',
			tone: tone === 'ink' ? 'light' : tone,
			bare: true,
		},
		{ points: smoothCurve(lamp, true), closed: true, fill: 'paper', weight, tone },
		...rays,
		...[2.6, 3.14, 3.7].map((turn) => ({
			points: [at(turn, size * 1.4), at(turn, size * 2.3)],
			...open,
		})),
	]
}
