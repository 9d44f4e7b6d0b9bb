/**
 * Where a part of a sketch lies, in panel pixels: its lines as they are drawn, the box around them,
 * and which part lies under a finger. A part is one element of the sketch.
 */
import type { SketchElement } from '../sketch.ts'
import type { Point } from '../sketch-geometry.ts'
import { strokesOf } from '../sketch-strokes.ts'

/** The panel's size, page units. */
export interface PartFrame {
	w: number
	h: number
}
export interface PartBox {
	x: number
	y: number
	w: number
	h: number
}

/** Words are drawn in tldraw's small hand: about so wide and high a letter. */
const LETTER = { w: 9, h: 24 }

/** The lines of a part. */
export function outlineOf(element: SketchElement, frame: PartFrame): Point[][] {
	const { w, h } = frame
	const px = ([x, y]: readonly [number, number]): Point => [x * w, y * h]
	switch (element.kind) {
		case 'arrow':
			return [[px(element.from), arrowMiddle(element, frame), px(element.to)]]
		case 'label': {
			const [x, y] = px(element.at)
			return [boxLine({ x, y, w: element.text.length * LETTER.w, h: LETTER.h })]
		}
		case 'frame':
			return [boxLine({ x: element.x * w, y: element.y * h, w: element.w * w, h: element.h * h })]
		case 'picture':
			return [boxLine({ x: 0, y: 0, w, h })]
		default:
			return (strokesOf(element, w, h) ?? []).map(({ points }) => points)
	}
}

/** The box around a part. */
export function boxOf(element: SketchElement, frame: PartFrame): PartBox {
	let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity]
	for (const line of outlineOf(element, frame)) {
		for (const [x, y] of line) {
			;[x0, y0, x1, y1] = [Math.min(x0, x), Math.min(y0, y), Math.max(x1, x), Math.max(y1, y)]
		}
	}
	return x0 > x1 ? { x: 0, y: 0, w: 0, h: 0 } : { x: x0, y: y0, w: x1 - x0, h: y1 - y0 }
}

/** What of a box is seen in the frame; null when nothing is. */
export function inFrame({ x, y, w, h }: PartBox, frame: PartFrame): PartBox | null {
	const [x0, y0] = [Math.max(0, x), Math.max(0, y)]
	const [x1, y1] = [Math.min(frame.w, x + w), Math.min(frame.h, y + h)]
	return x0 > x1 || y0 > y1 ? null : { x: x0, y: y0, w: x1 - x0, h: y1 - y0 }
}

/** The middle of an arrow's curve, as tldraw bends it. */
export function arrowMiddle(
	{ from, to, bend }: Extract<SketchElement, { kind: 'arrow' }>,
	{ w, h }: PartFrame,
): Point {
	const [dx, dy] = [(to[0] - from[0]) * w, (to[1] - from[1]) * h]
	// render-sketch.ts gives an arrow half its length times its bend.
	return [from[0] * w + dx / 2 - dy * bend * 0.5, from[1] * h + dy / 2 + dx * bend * 0.5]
}

/** Parts that are seen by their line alone: what they enclose belongs to others. */
const LINES: ReadonlySet<SketchElement['kind']> = new Set([
	...(['stroke', 'arrow', 'horizon', 'perspective', 'guide'] as const),
])

/** The part under a point: the nearest line within `reach`, else the smallest box around it. */
export function partAt(
	parts: readonly (SketchElement | null)[],
	[x, y]: Point,
	{ frame, reach }: { frame: PartFrame; reach: number },
): number | null {
	let nearest: { at: number; far: number } | null = null
	let smallest: { at: number; area: number } | null = null
	for (const [at, element] of parts.entries()) {
		if (!element) continue
		if (LINES.has(element.kind) || element.kind === 'frame') {
			const far = Math.min(...outlineOf(element, frame).map((line) => distanceTo(line, [x, y])))
			if (far <= reach && far <= (nearest?.far ?? reach)) nearest = { at, far }
		}
		if (LINES.has(element.kind) && !isFilled(element)) continue
		const box = boxOf(element, frame)
		const isIn =
			x >= box.x - 4 && x <= box.x + box.w + 4 && y >= box.y - 4 && y <= box.y + box.h + 4
		const area = box.w * box.h
		if (isIn && area <= (smallest?.area ?? Infinity)) smallest = { at, area }
	}
	return nearest?.at ?? smallest?.at ?? null
}

function isFilled(element: SketchElement): boolean {
	return element.kind === 'stroke' && element.closed && element.fill !== 'none'
}

function distanceTo(line: readonly Point[], [x, y]: Point): number {
	let least = Infinity
	for (const [i, [ax, ay]] of line.entries()) {
		const [bx, by] = line[i + 1] ?? [ax, ay]
		const [dx, dy] = [bx - ax, by - ay]
		const length = dx * dx + dy * dy
		const t = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length))
		least = Math.min(least, Math.hypot(x - ax - dx * t, y - ay - dy * t))
	}
	return least
}

function boxLine({ x, y, w, h }: PartBox): Point[] {
	return [
		[x, y],
		[x + w, y],
		[x + w, y + h],
		[x, y + h],
		[x, y],
	]
}
