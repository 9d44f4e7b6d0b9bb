/**
 * Breaks sketch elements into plain strokes in panel pixels. Arrows, labels and frames stay whole:
 * they become tldraw's own shapes, which people can drag by their ends.
 */

import { figureStrokes } from './drawn/figure.ts'
import { calloutStrokes, guideStrokes, perspectiveStrokes } from './drawn/layout.ts'
import { lightStrokes, planStrokes } from './drawn/light.ts'
import { propStrokes } from './drawn/props.ts'
import { setStrokes } from './drawn/sets.ts'
import type { SketchElement } from './sketch.ts'
import { type Point, type Stroke, smoothCurve } from './sketch-geometry.ts'

/** Strokes of an element, or null when it is an arrow, a label or a frame. */
export function strokesOf(element: SketchElement, w: number, h: number): Stroke[] | null {
	switch (element.kind) {
		case 'stroke':
			return [ownStroke(element, w, h)]
		case 'horizon':
			return [horizonStroke(element, w, h)]
		case 'figure':
			return figureStrokes(element, w, h)
		case 'light':
			return lightStrokes(element, w, h)
		case 'light_plan':
			return planStrokes(element, w, h)
		case 'perspective':
			return perspectiveStrokes(element, w, h)
		case 'set':
			return setStrokes(element, w, h)
		case 'prop':
			return propStrokes(element, w, h)
		case 'guide':
			return guideStrokes(element, w, h)
		case 'callout':
			return calloutStrokes(element, w, h)
		default:
			return null
	}
}

type ElementOf<K extends SketchElement['kind']> = Extract<SketchElement, { kind: K }>

function ownStroke(element: ElementOf<'stroke'>, w: number, h: number): Stroke {
	const { closed, fill, bare = false, weight, tone } = element
	const points = element.points.map(([x, y]): Point => [x * w, y * h])
	return {
		points: element.smooth ? smoothCurve(points, closed) : points,
		closed,
		fill,
		bare,
		weight,
		tone,
	}
}

function horizonStroke({ y, weight, tone }: ElementOf<'horizon'>, w: number, h: number): Stroke {
	const points: Point[] = [
		[-0.01 * w, y * h],
		[1.01 * w, y * h],
	]
	return { points, closed: false, fill: 'none', weight, tone }
}
