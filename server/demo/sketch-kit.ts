/**
 * A few marks a board artist makes again and again, as sketch elements in panel coordinates (0–1).
 * Circles take the panel's aspect into account, so that they are round on paper.
 */
import type { SketchInput } from '#core/suggestions/sketch.ts'

export type Mark = SketchInput['elements'][number]
type Dot = readonly [number, number]
type Fill = 'none' | 'tone' | 'hatch' | 'solid' | 'paper'
type Tone = 'ink' | 'grey' | 'light' | 'guide' | 'paper'
type Weight = 'light' | 'normal' | 'heavy'

/** Width ÷ height of the demo's panels. */
const ASPECT = 1.85

export function line(points: readonly Dot[], weight: Weight = 'normal', tone: Tone = 'ink'): Mark {
	return { kind: 'stroke', points: points.map(([x, y]) => [x, y]), weight, tone }
}

export function curve(points: readonly Dot[], weight: Weight = 'normal', tone: Tone = 'ink'): Mark {
	return {
		...line(points, weight, tone),
		kind: 'stroke',
		points: points.map(([x, y]) => [x, y]),
		smooth: true,
	}
}

/** A closed shape with an outline. */
export function shape(
	points: readonly Dot[],
	fill: Fill = 'paper',
	weight: Weight = 'normal',
	tone: Tone = 'ink',
): Mark {
	return {
		kind: 'stroke',
		points: points.map(([x, y]) => [x, y]),
		closed: true,
		fill,
		weight,
		tone,
	}
}

/** The same with a curved outline. */
export function blob(
	points: readonly Dot[],
	fill: Fill = 'paper',
	weight: Weight = 'normal',
	tone: Tone = 'ink',
): Mark {
	return {
		kind: 'stroke',
		points: points.map(([x, y]) => [x, y]),
		closed: true,
		fill,
		weight,
		tone,
		smooth: true,
	}
}

/** A wash or marker tone without an outline. */
export function tone(points: readonly Dot[], dark: Tone = 'grey', fill: Fill = 'tone'): Mark {
	return {
		kind: 'stroke',
		points: points.map(([x, y]) => [x, y]),
		closed: true,
		fill,
		tone: dark,
		weight: 'light',
		bare: true,
	}
}

export function rect(x: number, y: number, w: number, h: number): Dot[] {
	return [
		[x, y],
		[x + w, y],
		[x + w, y + h],
		[x, y + h],
	]
}

/** Points of a circle of radius `r` (share of the width), squeezed by `squash` in height. */
export function ring(x: number, y: number, r: number, squash = 1, steps = 12): Dot[] {
	return Array.from({ length: steps }, (_, i): Dot => {
		const angle = (i / steps) * 2 * Math.PI
		return [x + Math.cos(angle) * r, y + Math.sin(angle) * r * ASPECT * squash]
	})
}

/** The whole frame toned down, as the ground of a night picture. */
export function night(dark: Tone = 'grey', fill: Fill = 'tone'): Mark {
	return tone(rect(-0.02, -0.03, 1.04, 1.06), dark, fill)
}

/** Slanting rain in a box, evenly scattered. */
export function rain(
	x0: number,
	y0: number,
	x1: number,
	y1: number,
	drops: number,
	colour: Tone = 'paper',
): Mark[] {
	return Array.from({ length: drops }, (_, i): Mark => {
		const x = x0 + (x1 - x0) * ((i * 0.618034) % 1)
		const y = y0 + (y1 - y0) * ((i * 0.754878 + 0.13) % 1)
		return line(
			[
				[x, y],
				[x - 0.012, y + 0.075],
			],
			'light',
			colour,
		)
	})
}
