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

/** A pen's line beside a mouse's of the same width. */
const PEN_SIZE = 1.2
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

/** Pencils shade with their flank when the pen is laid on its side; ink and markers do not. */
export function leansOn(brush: unknown): boolean {
	return brush === 'light' || brush === 'pencil'
}
/** What full pressure of a pen is in a stroke's points: tldraw stores it times this. */
export const FULL_PRESSURE = 1.25
/** Half of the firmest line of any brush, in widths (`eased` of what `freehandOf` calls firm). */
const FIRMEST_LINE = 1.06
/** What the flank of a pencil adds to half of its line, in widths. */
const FLANK = 2

/** How far from the middle of its line a brush may leave ink, in widths. */
export function reachOf(brush: BrushId | null, isPen: boolean): number {
	if (!isPen) return 1
	return PEN_SIZE * (leansOn(brush) ? FIRMEST_LINE + FLANK : FIRMEST_LINE)
}

/** How pressure shapes the line: a pencil hardly swells, a pen does; a laid pencil is broad. */
export function freehandOf(
	brush: BrushId,
	{ width, isPen, last }: { width: number; isPen: boolean; last: boolean },
): StrokeOptions {
	const full = { light: 0.3, pencil: 0.5, pen: 0.78, note: 0.1, tone: 0, fill: 0 }[brush]
	const thinning = isPen ? full : full * 0.7
	// The freehand's own measure of full pressure; what lies beyond is the pen's flank (`feltLaid`).
	const firm = 0.5 + (FULL_PRESSURE - 0.5) * thinning
	const most = FULL_PRESSURE * thinning
	const flank = (t: number) =>
		leansOn(brush) && t > firm ? (FLANK * Math.min(most, t - firm)) / most : 0
	return {
		size: isPen ? width * PEN_SIZE : width,
		thinning,
		streamline: brush === 'pen' ? 0.55 : 0.45,
		smoothing: 0.6,
		simulatePressure: !isPen,
		easing: (t) => eased(Math.min(firm, t)) + flank(t),
		last,
	}
}

function eased(t: number): number {
	return t * 0.65 + Math.sin((t * Math.PI) / 2) * 0.35
}
