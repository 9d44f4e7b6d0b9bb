/**
 * Strokes, words and frames of a sketch as tldraw's own shapes, below a panel: what people then drag,
 * restyle and erase like anything they drew themselves.
 */
import {
	b64Vecs,
	type TLArrowShape,
	type TLDrawShape,
	type TLGeoShape,
	type TLShapeId,
	type TLTextShape,
	toRichText,
} from '@tldraw/tlschema'
import type { IndexKey } from '@tldraw/utils'
import { createId } from '../ids.ts'
import type { Random } from '../random.ts'
import type { SketchElement } from './sketch.ts'
import { type Point, type Stroke, thinned, waver } from './sketch-geometry.ts'

export interface RenderSketchOptions {
	/** The panel the shapes stand in. */
	panelId: string
	/** The panel's size, page units. */
	w: number
	h: number
	suggestionId: string
	/** Index of the panel's topmost shape; the sketch goes above it. Null = the panel is empty. */
	above: string | null
	/** Index of its lowest shape; pictures go below it. Left out, below what the sketch draws. */
	below?: string | null
}

/** Opacity of a wash, by tone. */
const WASH = { ink: 0.62, grey: 0.34, light: 0.15, guide: 0.18, paper: 0.5 } as const
const COLORS = {
	ink: 'black',
	grey: 'grey',
	light: 'grey',
	guide: 'light-blue',
	paper: 'white',
} as const
const LINE_OPACITY = { ink: 1, grey: 1, light: 0.55, guide: 0.9, paper: 1 } as const
/** Stroke sizes of tldraw and their scale, page units at 640 wide. */
const PENS = {
	light: { size: 's', scale: 0.5 },
	normal: { size: 's', scale: 0.85 },
	heavy: { size: 'm', scale: 0.95 },
} as const

export function penShape(
	path: Point[],
	stroke: Stroke,
	options: RenderSketchOptions,
	random: Random,
): TLDrawShape {
	const { tone, weight } = stroke
	return drawShape(path, options, random, {
		...PENS[weight],
		color: COLORS[tone],
		opacity: LINE_OPACITY[tone],
		fill: 'none',
		closed: false,
		dash: 'draw',
		guide: tone === 'guide',
	})
}

/** A line of the pen: thin where it lands and lifts, sure in between. */
export function brushShape(
	{ points, px = 3, tone, faint = false }: Stroke,
	options: RenderSketchOptions,
	random: Random,
): TLDrawShape {
	const path = waver(thinned(points, Math.max(2.5, px * 1.4)), Math.min(0.7, px * 0.16), random)
	const drawn = drawShape(path, options, random, {
		size: 's',
		scale: round(px / 3),
		color: COLORS[tone],
		opacity: faint ? 0.6 : LINE_OPACITY[tone],
		fill: 'none',
		closed: false,
		dash: 'draw',
		guide: tone === 'guide',
	})
	return { ...drawn, meta: { ...drawn.meta, brush: 'pen' } }
}

export function fillShape(
	path: Point[],
	stroke: Stroke,
	options: RenderSketchOptions,
	random: Random,
): TLDrawShape {
	const { fill, tone } = stroke
	const opaque = fill === 'solid' || fill === 'paper'
	const color =
		fill === 'paper'
			? 'white'
			: fill === 'solid' || tone === 'guide' || tone === 'paper'
				? COLORS[tone]
				: 'black'
	return drawShape(path, options, random, {
		size: 's',
		scale: 0.5,
		color,
		opacity: opaque ? 1 : WASH[tone],
		fill: fill === 'solid' && tone === 'light' ? 'solid' : 'fill',
		closed: true,
		dash: 'none',
		guide: tone === 'guide',
	})
}

interface Paint {
	color: TLDrawShape['props']['color']
	size: TLDrawShape['props']['size']
	fill: TLDrawShape['props']['fill']
	dash: TLDrawShape['props']['dash']
	scale: number
	opacity: number
	closed: boolean
	guide: boolean
}

export function drawShape(
	path: Point[],
	options: RenderSketchOptions,
	random: Random,
	paint: Paint,
): TLDrawShape {
	const [ox, oy] = path[0] ?? [0, 0]
	const press = pressure(path.length, random)
	const points = path.map(([x, y], i) => ({ x: round(x - ox), y: round(y - oy), z: press(i) }))
	return {
		...baseShape(options, random, [ox, oy], paint.opacity, paint.guide),
		type: 'draw',
		props: {
			color: paint.color,
			fill: paint.fill,
			dash: paint.dash,
			size: paint.size,
			segments: [
				{
					type: 'free',
					path: b64Vecs.encodePoints(points, paint.closed ? 2 : 3),
					dim: paint.closed ? 2 : 3,
				},
			],
			isComplete: true,
			isClosed: paint.closed,
			isPen: !paint.closed,
			scale: paint.scale,
			scaleX: 1,
			scaleY: 1,
		},
	}
}

/** A pen lands lightly, bears down, wanders a little and lifts. */
function pressure(count: number, random: Random): (i: number) => number {
	const [peak, phase] = [0.52 + random() * 0.2, random() * 6]
	return (i) => {
		const t = count < 2 ? 0.5 : i / (count - 1)
		const ends = Math.min(1, 0.35 + 4 * Math.min(t, 1 - t))
		return round(Math.max(0.12, peak * ends + 0.05 * Math.sin(phase + i * 0.7)))
	}
}

export function arrowShape(
	element: Extract<SketchElement, { kind: 'arrow' }>,
	options: RenderSketchOptions,
	random: Random,
): TLArrowShape {
	const { w, h } = options
	const [from, to] = [element.from, element.to]
	const end = { x: (to[0] - from[0]) * w, y: (to[1] - from[1]) * h }
	return {
		...baseShape(options, random, [from[0] * w, from[1] * h], 1, element.tone === 'guide'),
		type: 'arrow',
		props: {
			kind: 'arc',
			labelColor: 'black',
			color: COLORS[element.tone],
			fill: 'none',
			dash: 'draw',
			size: PENS[element.weight].size,
			arrowheadStart: 'none',
			arrowheadEnd: 'arrow',
			font: 'draw',
			start: { x: 0, y: 0 },
			end,
			bend: element.bend * Math.hypot(end.x, end.y) * 0.5,
			richText: toRichText(''),
			labelPosition: 0.5,
			scale: 1,
			elbowMidPoint: 0.5,
		},
	}
}

export function textShape(
	text: string,
	at: readonly [number, number],
	{ tone }: Pick<SketchElement, 'tone'>,
	options: RenderSketchOptions,
	random: Random,
): TLTextShape {
	return {
		...baseShape(options, random, [at[0] * options.w, at[1] * options.h], 1, tone === 'guide'),
		type: 'text',
		props: {
			color: COLORS[tone],
			size: 's',
			font: 'draw',
			textAlign: 'start',
			w: 160,
			richText: toRichText(text),
			scale: 0.9,
			autoSize: true,
		},
	}
}

export function frameShape(
	element: Extract<SketchElement, { kind: 'frame' }>,
	options: RenderSketchOptions,
	random: Random,
): TLGeoShape {
	const { w, h } = options
	return {
		...baseShape(options, random, [element.x * w, element.y * h], 1, element.tone === 'guide'),
		type: 'geo',
		props: {
			geo: 'rectangle',
			dash: 'dashed',
			url: '',
			w: element.w * w,
			h: element.h * h,
			growY: 0,
			scale: 1,
			flipX: false,
			flipY: false,
			labelColor: 'black',
			color: COLORS[element.tone],
			fill: 'none',
			size: PENS[element.weight].size,
			font: 'draw',
			align: 'middle',
			verticalAlign: 'middle',
			richText: toRichText(''),
		},
	}
}

/** What every shape of a sketch has. */
export function baseShape(
	options: RenderSketchOptions,
	random: Random,
	[x, y]: readonly [number, number],
	opacity: number,
	guide: boolean,
) {
	return {
		// tldraw brands its ids; this one is made from a seeded generator.
		id: `shape:${createId(random)}` as TLShapeId,
		typeName: 'shape' as const,
		parentId: options.panelId as TLShapeId,
		index: 'a1' as IndexKey,
		x: round(x),
		y: round(y),
		rotation: 0,
		isLocked: false,
		opacity,
		meta: { sketch: true, suggestionId: options.suggestionId, ...(guide ? { guide: true } : {}) },
	}
}

function round(value: number): number {
	return Math.round(value * 100) / 100
}
