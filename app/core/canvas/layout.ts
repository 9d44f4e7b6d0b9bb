/**
 * Where panels stand on the wall: derived from story order alone, in page units, so that x and y of
 * panels never travel and concurrent inserts cannot conflict. Nobody else places a panel.
 */
import { compareStoryOrder, type Ordered, sortInStoryOrder } from '../board/order.ts'
import { PANEL_WIDTH } from './panel-shape.ts'

/** A panel is 240 px wide at what the wall calls 100 %. */
export const WALL_ZOOM = 240 / PANEL_WIDTH
/** Page units per pixel of the design at 100 %. */
const UNIT = PANEL_WIDTH / 240
export const COLUMNS = 3
export const COLUMN_GAP = Math.round(20 * UNIT)
/** Room for number, size and length above the picture. */
export const HEADER_HEIGHT = Math.round(22 * UNIT)
/** Room for two caption lines below the picture. */
export const CAPTION_HEIGHT = Math.round(38 * UNIT)
export const ROW_GAP = Math.round(16 * UNIT)

export interface PlacedPanel extends Ordered {
	readonly props: { readonly w: number; readonly h: number }
}
export interface Place {
	x: number
	y: number
}

/** Height of a panel of `PANEL_WIDTH` at an aspect ratio, whole page units. */
export function panelHeight(aspectRatio: number): number {
	return Math.max(1, Math.round(PANEL_WIDTH / aspectRatio))
}

/** A rectangle of the wall, page units. */
export interface Area extends Place {
	w: number
	h: number
}
/** However large a sketch is, panels go no further down than this many empty rows. */
const MAX_EMPTY_ROWS = 40

/** What a panel covers with its header and caption when its picture stands at `place`. */
export function slotOf({ x, y }: Place, { props }: PlacedPanel): Area {
	return { x, y: y - HEADER_HEIGHT, w: props.w, h: HEADER_HEIGHT + props.h + CAPTION_HEIGHT }
}

export function overlap(a: Area, b: Area): boolean {
	return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h
}

/**
 * Panel id -> top left corner of its picture. A row is as high as its highest panel. A slot in which
 * something `kept` lies (a loose sketch, a reference) stays empty: the wall grows around it.
 */
export function layoutPanels(
	panels: Iterable<PlacedPanel>,
	kept: readonly Area[] = [],
): Map<string, Place> {
	const sorted = sortInStoryOrder(panels)
	const places = new Map<string, Place>()
	let y = HEADER_HEIGHT
	let emptyRows = 0
	for (let next = 0; next < sorted.length; ) {
		const avoid = emptyRows < MAX_EMPTY_ROWS ? kept : []
		const row = fillRow(sorted.slice(next, next + COLUMNS), y, avoid)
		for (const [id, place] of row) places.set(id, place)
		// An empty row is as high as the panel that found no place in it.
		const ofRow = sorted.slice(next, next + Math.max(1, row.size))
		y += Math.max(...ofRow.map(({ props }) => props.h)) + CAPTION_HEIGHT + ROW_GAP + HEADER_HEIGHT
		if (row.size === 0) emptyRows++
		next += row.size
	}
	return places
}

function fillRow(panels: readonly PlacedPanel[], y: number, kept: readonly Area[]) {
	const row = new Map<string, Place>()
	let next = 0
	for (let column = 0; column < COLUMNS; column++) {
		const panel = panels[next]
		if (!panel) break
		const place = { x: column * (PANEL_WIDTH + COLUMN_GAP), y }
		const slot = slotOf(place, panel)
		if (kept.some((area) => overlap(area, slot))) continue
		row.set(panel.id, place)
		next++
	}
	return row
}

export interface Insertion {
	/** The panel the dragged one would follow; null = it becomes the first. */
	afterId: string | null
	/** The bar to draw: its centre line, in page units. */
	bar: { x: number; y: number; height: number }
}

/**
 * Where a panel dropped with its centre at `point` would go, among the others. The nearest row and
 * then the nearest gap in it decide.
 */
export function insertionAt(
	panels: Iterable<PlacedPanel>,
	movedId: string,
	point: Place,
	kept: readonly Area[] = [],
): Insertion | null {
	const sorted = [...panels].sort(compareStoryOrder)
	const places = layoutPanels(sorted, kept)
	let best: { distance: number; insertion: Insertion } | null = null
	for (const [position, panel] of sorted.entries()) {
		const place = places.get(panel.id)
		if (!place) continue
		const previous = sorted[position - 1]?.id ?? null
		const edges = [
			{ afterId: previous, x: place.x - COLUMN_GAP / 2 },
			{ afterId: panel.id, x: place.x + panel.props.w + COLUMN_GAP / 2 },
		]
		for (const { afterId, x } of edges) {
			const distance = Math.hypot(point.x - x, (point.y - (place.y + panel.props.h / 2)) * 2)
			if (best && distance >= best.distance) continue
			const bar = { x, y: place.y, height: panel.props.h }
			best = { distance, insertion: { afterId: besides(sorted, afterId, movedId), bar } }
		}
	}
	return best?.insertion ?? null
}

// "After itself" is where it stands: after the panel before it.
function besides(sorted: readonly Ordered[], afterId: string | null, movedId: string) {
	if (afterId !== movedId) return afterId
	return sorted[sorted.findIndex((panel) => panel.id === movedId) - 1]?.id ?? null
}
