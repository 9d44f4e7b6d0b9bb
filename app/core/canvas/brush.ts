/**
 * Brushes of a board artist, as they are kept in a document: the brush's name in the stroke's `meta`
 * (a few bytes, once a stroke), its width in tldraw's own `scale`, its ink in colour and opacity. A
 * stroke without a name is tldraw's own and keeps its look. Greys are black let through, so that tone
 * lies over lines without washing them out and builds up where it overlaps, as markers do.
 */
import type { TLShape } from '@tldraw/tlschema'
import type { StrokeOptions } from 'perfect-freehand'

export const BRUSHES = ['light', 'pencil', 'pen', 'note', 'tone', 'fill'] as const
export type BrushId = (typeof BRUSHES)[number]

/** Widths in page units that `[` and `]` step through. */
export const BRUSH_WIDTHS: readonly number[] = [1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 28, 40, 56, 80]

/** Ink on paper: a colour of tldraw's and how much of it; none is a person's colour. */
export interface BrushInk {
	color: 'black' | 'light-blue' | 'blue' | 'red' | 'green' | 'white'
	opacity: number
}
export const PALETTE: readonly { label: string; ink: BrushInk }[] = [
	{ label: 'Ink', ink: { color: 'black', opacity: 1 } },
	{ label: 'Grey 70 %', ink: { color: 'black', opacity: 0.7 } },
	{ label: 'Grey 50 %', ink: { color: 'black', opacity: 0.5 } },
	{ label: 'Grey 30 %', ink: { color: 'black', opacity: 0.3 } },
	{ label: 'Grey 15 %', ink: { color: 'black', opacity: 0.15 } },
	{ label: 'Light blue', ink: { color: 'light-blue', opacity: 0.6 } },
	{ label: 'Blue', ink: { color: 'blue', opacity: 1 } },
	{ label: 'Red', ink: { color: 'red', opacity: 1 } },
	{ label: 'Green', ink: { color: 'green', opacity: 1 } },
	{ label: 'White', ink: { color: 'white', opacity: 1 } },
]

export interface BrushStyle {
	width: number
	ink: BrushInk
}
/** How each brush comes out of the box. */
export const FIRST_STYLES: Readonly<Record<BrushId, BrushStyle>> = {
	light: { width: 3, ink: { color: 'light-blue', opacity: 0.6 } },
	pencil: { width: 4, ink: { color: 'black', opacity: 1 } },
	pen: { width: 6, ink: { color: 'black', opacity: 1 } },
	note: { width: 3, ink: { color: 'red', opacity: 1 } },
	tone: { width: 28, ink: { color: 'black', opacity: 0.3 } },
	fill: { width: 4, ink: { color: 'black', opacity: 0.15 } },
}

/** Width that tldraw's size `s` gives at scale 1: a draw stroke, a highlighter's. */
const DRAW_UNIT = 3
const HIGHLIGHT_UNIT = 10

/** The tldraw shape that a brush draws. */
export function shapeTypeOf(brush: BrushId): 'draw' | 'highlight' {
	return brush === 'tone' || brush === 'fill' ? 'highlight' : 'draw'
}

/** The `scale` of a stroke of size `s` that is `width` page units wide. */
export function scaleOf(brush: BrushId, width: number): number {
	return width / (shapeTypeOf(brush) === 'draw' ? DRAW_UNIT : HIGHLIGHT_UNIT)
}

/** The brush a stroke was made with; null for tldraw's own strokes. */
export function brushOf(shape: Pick<TLShape, 'meta'>): BrushId | null {
	return BRUSHES.find((brush) => brush === shape.meta.brush) ?? null
}

/** One step up or down through BRUSH_WIDTHS. */
export function stepWidth(width: number, by: 1 | -1): number {
	const wider = BRUSH_WIDTHS.find((one) => one > width)
	const narrower = BRUSH_WIDTHS.filter((one) => one < width).at(-1)
	return (by === 1 ? wider : narrower) ?? width
}

/** How pressure shapes the line: a pencil hardly swells, a pen does. */
export function freehandOf(
	brush: BrushId,
	{ width, isPen, last }: { width: number; isPen: boolean; last: boolean },
): StrokeOptions {
	const thinning = { light: 0.3, pencil: 0.5, pen: 0.78, note: 0.1, tone: 0, fill: 0 }[brush]
	return {
		size: isPen ? width * 1.2 : width,
		thinning: isPen ? thinning : thinning * 0.7,
		streamline: brush === 'pen' ? 0.55 : 0.45,
		smoothing: 0.6,
		simulatePressure: !isPen,
		easing: (t) => t * 0.65 + Math.sin((t * Math.PI) / 2) * 0.35,
		last,
	}
}
