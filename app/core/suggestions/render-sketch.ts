/**
 * Renders a sketch into tldraw shapes that look like a board artist's rough and stay editable: pen
 * strokes with pressure and a little waver, washes, marker hatching, real arrows and text. The same
 * sketch for the same suggestion gives the same shapes, ids included, on every machine.
 */
import {
	b64Vecs,
	type TLArrowShape,
	type TLDrawShape,
	type TLGeoShape,
	type TLShape,
	type TLShapeId,
	type TLTextShape,
	toRichText,
} from '@tldraw/tlschema'
import { getIndicesAbove, type IndexKey } from '@tldraw/utils'
import { createId } from '../ids.ts'
import { type Random, seededRandom } from '../random.ts'
import type { Sketch, SketchElement, SketchInput } from './sketch.ts'
import { SketchSchema } from './sketch.ts'
import { hatchPaths, type Point, resample, type Stroke, waver } from './sketch-geometry.ts'
import { strokesOf } from './sketch-strokes.ts'

export interface RenderSketchOptions {
	/** The panel the shapes stand in. */
	panelId: string
	/** The panel's size, page units. */
	w: number
	h: number
	suggestionId: string
	/** Index of the panel's topmost shape; the sketch goes above it. Null = the panel is empty. */
	above: string | null
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

/** Shapes of a sketch as children of a panel, back to front. */
export function renderSketch(sketch: Sketch, options: RenderSketchOptions): TLShape[] {
	const random = seededRandom(`sketch:${options.suggestionId}:${options.panelId}`)
	const drafts = sketch.elements.flatMap((element) => renderElement(element, options, random))
	// Index keys of shapes in a document were validated with them.
	const indices = getIndicesAbove(options.above as IndexKey | null, drafts.length)
	return drafts.map((shape, i) => ({ ...shape, index: indices[i] ?? shape.index }))
}

/** Fills in a sketch's defaults. @throws ZodError when a coordinate is far outside the panel. */
export function sketchOf(elements: SketchInput['elements']): Sketch {
	return SketchSchema.parse({ elements })
}

function renderElement(
	element: SketchElement,
	options: RenderSketchOptions,
	random: Random,
): TLShape[] {
	const strokes = strokesOf(element, options.w, options.h)
	if (strokes) {
		const drawn = strokes
			.filter((stroke) => isSeen(stroke, options))
			.flatMap((stroke) => renderStroke(stroke, options, random))
		return element.kind === 'light' && element.label
			? [...drawn, textShape(element.label, element.from, element, options, random)]
			: drawn
	}
	if (element.kind === 'arrow') return [arrowShape(element, options, random)]
	if (element.kind === 'label')
		return [textShape(element.text, element.at, element, options, random)]
	return element.kind === 'frame' ? [frameShape(element, options, random)] : []
}

/** Legs far below a close-up are not drawn. */
function isSeen({ points }: Stroke, { w, h }: RenderSketchOptions): boolean {
	const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)]
	const across = Math.max(...xs) > 0 && Math.min(...xs) < w
	return across && Math.max(...ys) > 0 && Math.min(...ys) < h
}

function renderStroke(stroke: Stroke, options: RenderSketchOptions, random: Random): TLShape[] {
	const { fill, tone } = stroke
	const closing = stroke.closed ? [...stroke.points, ...stroke.points.slice(0, 1)] : stroke.points
	const path = waver(resample(closing, 12), tone === 'guide' ? 0.5 : 1.1, random)
	if (!stroke.closed || fill === 'none') return [penShape(path, stroke, options, random)]
	const outline = stroke.bare || ((fill === 'tone' || fill === 'hatch') && tone !== 'ink')
	const shapes = [fillShape(path, stroke, options, random)]
	if (fill === 'hatch') shapes.push(...hatching(stroke, options, random))
	return outline ? shapes : [...shapes, penShape(path, stroke, options, random)]
}

/** Diagonal marker lines, as wide as a marker is. */
function hatching(stroke: Stroke, options: RenderSketchOptions, random: Random): TLDrawShape[] {
	const pen = {
		size: 'l',
		scale: 1,
		opacity: stroke.tone === 'ink' ? 0.2 : 0.13,
		color: 'black',
	} as const
	return hatchPaths(clippedTo(stroke.points, options), 15).map((line) =>
		drawShape(waver(resample(line, 40), 1.2, random), options, random, {
			...pen,
			fill: 'none',
			closed: false,
			dash: 'solid',
			guide: false,
		}),
	)
}

/** Hatching stops at the frame's edge; a marker does not go on over the table. */
function clippedTo(points: readonly Point[], { w, h }: RenderSketchOptions): Point[] {
	return points.map(([x, y]) => [
		Math.min(w + 6, Math.max(-6, x)),
		Math.min(h + 6, Math.max(-6, y)),
	])
}

function penShape(
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

function fillShape(
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

function drawShape(
	path: Point[],
	options: RenderSketchOptions,
	random: Random,
	paint: Paint,
): TLDrawShape {
	const [ox, oy] = path[0] ?? [0, 0]
	const press = pressure(path.length, random)
	const points = path.map(([x, y], i) => ({ x: round(x - ox), y: round(y - oy), z: press(i) }))
	return {
		...base(options, random, [ox, oy], paint.opacity, paint.guide),
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

function arrowShape(
	element: Extract<SketchElement, { kind: 'arrow' }>,
	options: RenderSketchOptions,
	random: Random,
): TLArrowShape {
	const { w, h } = options
	const [from, to] = [element.from, element.to]
	const end = { x: (to[0] - from[0]) * w, y: (to[1] - from[1]) * h }
	return {
		...base(options, random, [from[0] * w, from[1] * h], 1, element.tone === 'guide'),
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

function textShape(
	text: string,
	at: readonly [number, number],
	{ tone }: Pick<SketchElement, 'tone'>,
	options: RenderSketchOptions,
	random: Random,
): TLTextShape {
	return {
		...base(options, random, [at[0] * options.w, at[1] * options.h], 1, tone === 'guide'),
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

function frameShape(
	element: Extract<SketchElement, { kind: 'frame' }>,
	options: RenderSketchOptions,
	random: Random,
): TLGeoShape {
	const { w, h } = options
	return {
		...base(options, random, [element.x * w, element.y * h], 1, element.tone === 'guide'),
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

function base(
	options: RenderSketchOptions,
	random: Random,
	[x, y]: Point,
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
