/**
 * Renders a sketch into tldraw shapes that look like a board artist's rough and stay editable: pen
 * strokes with pressure and a little waver, washes, marker hatching, real arrows and text. The same
 * sketch for the same suggestion gives the same shapes, ids included, on every machine.
 */
import type { TLDrawShape, TLShape } from '@tldraw/tlschema'
import { getIndicesAbove, getIndicesBelow, type IndexKey } from '@tldraw/utils'
import { type Random, seededRandom } from '../random.ts'
import { calloutBox } from './drawn/layout.ts'
import { shadowSide } from './drawn/light.ts'
import { visibleStrokes } from './drawn/occlusion.ts'
import {
	MAX_FIGURE_NAME,
	type Sketch,
	type SketchElement,
	type SketchInput,
	SketchSchema,
} from './sketch.ts'
import { hatchPaths, type Point, resample, type Stroke, waver } from './sketch-geometry.ts'
import { pictureShape } from './sketch-picture.ts'
import {
	arrowShape,
	brushShape,
	drawShape,
	fillShape,
	frameShape,
	penShape,
	type RenderSketchOptions,
	textShape,
} from './sketch-shapes.ts'
import { strokesOf } from './sketch-strokes.ts'

/** More shapes than a board artist would ever draw on one panel; what comes after them is left out. */
export const MAX_SKETCH_SHAPES = 2_000

/** Shapes of a sketch as children of a panel, back to front. */
export function renderSketch(sketch: Sketch, options: RenderSketchOptions): TLShape[] {
	const random = seededRandom(`sketch:${options.suggestionId}:${options.panelId}`)
	const drawn = drawnElements(sketch, options)
	const seen = visibleStrokes(drawn.flatMap(({ strokes }) => strokes ?? []))
	const drafts: TLShape[] = []
	for (const { element, strokes } of drawn) {
		if (drafts.length >= MAX_SKETCH_SHAPES) break
		const visible = strokes?.filter((stroke) => seen.has(stroke)) ?? null
		drafts.push(...renderElement(element, visible, { options, random }))
	}
	return inOrder(drafts, options)
}

/** Pictures at the bottom, what is drawn on top. */
function inOrder(drafts: readonly TLShape[], { above, below }: RenderSketchOptions): TLShape[] {
	const under = drafts.filter(({ type }) => type === 'image')
	const over = drafts.filter(({ type }) => type !== 'image')
	const shapes = [...under, ...over]
	// Index keys of shapes in a document were validated with them.
	const indices =
		below == null
			? getIndicesAbove(above as IndexKey | null, shapes.length)
			: [
					...getIndicesBelow(below as IndexKey, under.length),
					...getIndicesAbove(above as IndexKey | null, over.length),
				]
	return shapes.map((shape, i) => ({ ...shape, index: indices[i] ?? shape.index }))
}

/**
 * Fills in a sketch's defaults. A name is cut at what a figure holds: a script's cue may be longer.
 * @throws ZodError when a coordinate is far outside the panel.
 */
export function sketchOf(elements: SketchInput['elements']): Sketch {
	const named = elements.map((element) =>
		element.kind === 'figure' && element.name !== undefined
			? { ...element, name: element.name.slice(0, MAX_FIGURE_NAME) }
			: element,
	)
	return SketchSchema.parse({ elements: named })
}

interface DrawnElement {
	element: SketchElement
	/** Null for what is not drawn in strokes: arrows, labels, frames. */
	strokes: Stroke[] | null
}

function drawnElements(sketch: Sketch, options: RenderSketchOptions): DrawnElement[] {
	const shadow = shadowSide(sketch.elements)
	return sketch.elements.map((each) => {
		const element = each.kind === 'figure' && shadow ? { shadow, ...each } : each
		const strokes = strokesOf(element, options.w, options.h)
		return {
			element,
			strokes:
				strokes
					?.map((stroke) => (stroke.faint ? withinFrame(stroke, options) : stroke))
					.filter((stroke) => isSeen(stroke, options)) ?? null,
		}
	})
}

function renderElement(
	element: SketchElement,
	strokes: Stroke[] | null,
	{ options, random }: { options: RenderSketchOptions; random: Random },
): TLShape[] {
	if (strokes) {
		const shapes = strokes.flatMap((stroke) => renderStroke(stroke, options, random))
		const words = wordsOf(element, options)
		return words ? [...shapes, textShape(words.text, words.at, element, options, random)] : shapes
	}
	if (element.kind === 'picture') return [pictureShape(element, options, random)]
	if (element.kind === 'arrow') return [arrowShape(element, options, random)]
	if (element.kind === 'label')
		return [textShape(element.text, element.at, element, options, random)]
	return element.kind === 'frame' ? [frameShape(element, options, random)] : []
}

/** Hatching of what runs out of the frame stops there. */
function withinFrame(stroke: Stroke, { w, h }: RenderSketchOptions): Stroke {
	const margin = 14
	const points = stroke.points.filter(
		([x, y]) => x > -margin && y > -margin && x < w + margin && y < h + margin,
	)
	return { ...stroke, points }
}

/** Words that stand beside a drawing. */
function wordsOf(
	element: SketchElement,
	{ w, h }: RenderSketchOptions,
): { text: string; at: readonly [number, number] } | null {
	if (element.kind === 'callout') {
		const box = calloutBox(element, w, h)
		return { text: element.text, at: [(box.x + 10) / w, (box.y + 5) / h] }
	}
	if (element.kind !== 'light' || !element.label) return null
	const [x, y] = element.from
	return {
		text: element.label,
		at: [Math.min(0.82, Math.max(0.01, x - 0.04)), y > 0.2 ? y - 0.17 : Math.max(0, y - 0.155)],
	}
}

/** Legs far below a close-up are not drawn. */
function isSeen({ points }: Stroke, { w, h }: RenderSketchOptions): boolean {
	if (points.length < 2) return false
	const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)]
	const across = Math.max(...xs) > 0 && Math.min(...xs) < w
	return across && Math.max(...ys) > 0 && Math.min(...ys) < h
}

function renderStroke(stroke: Stroke, options: RenderSketchOptions, random: Random): TLShape[] {
	const { fill, tone } = stroke
	const closing = stroke.closed ? [...stroke.points, ...stroke.points.slice(0, 1)] : stroke.points
	if (stroke.px !== undefined) return [brushShape(stroke, options, random)]
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
