/**
 * What of a panel reaches outside its frame and is printed there (FR4): arrows, words and the camera's
 * move, as far as paper leaves room for them. Everything played, kept or read by models stays the frame.
 */
import type { TLShape } from '@tldraw/tlschema'
import type { Overhang, PanelFrame } from '../board/board-projection.ts'
import { type InkBounds, shapeBounds } from './ink.ts'
import { isInPicture } from './mark-shapes.ts'
import { reachesOutside } from './panel-frame.ts'
import type { PanelShape } from './panel-shape.ts'

/** What reaches farther ends there: paper keeps no more room. */
export const MAX_OVERHANG = 0.2
/** Half a line and an arrow's head beside the points that were measured, page units. */
const LINE_ROOM = 10
const STEPS = 100

interface Panel {
	id: string
	w: number
	h: number
}

/** Whether a shape is painted outside the frame on paper. */
export function isOverhanging(shape: TLShape): boolean {
	return reachesOutside(shape) && isInPicture(shape)
}

/**
 * How far a panel's shapes reach outside, null when none does; in whole hundredths, so that a hand that
 * moves an arrow a little changes no row.
 * @param shapes every shape below the panel, at any depth
 */
export function overhangOf(panel: Panel, shapes: readonly TLShape[]): Overhang | null {
	if (panel.w <= 0 || panel.h <= 0 || !shapes.some(isOverhanging)) return null
	const byId = new Map<string, TLShape>(shapes.map((shape) => [shape.id, shape]))
	const reach: Overhang = { top: 0, right: 0, bottom: 0, left: 0 }
	for (const shape of shapes) {
		if (!isOverhanging(shape)) continue
		const bounds = boundsOf(shape, panel, byId)
		if (!bounds || !isOutside(bounds) || isBeyondPaper(bounds)) continue
		const [wide, high] = [LINE_ROOM / panel.w, LINE_ROOM / panel.h]
		reach.top = Math.max(reach.top, stepUp(high - bounds.y0))
		reach.right = Math.max(reach.right, stepUp(bounds.x1 + wide - 1))
		reach.bottom = Math.max(reach.bottom, stepUp(bounds.y1 + high - 1))
		reach.left = Math.max(reach.left, stepUp(wide - bounds.x0))
	}
	return Object.values(reach).some((share) => share > 0) ? reach : null
}

/** What a page needs to know of a panel's picture before it is drawn. */
export function frameOfPanel(
	{ id, props: { w, h } }: PanelShape,
	shapes: readonly TLShape[],
): PanelFrame {
	return { aspectRatio: w / h, overhang: overhangOf({ id, w, h }, shapes) }
}

/** Whether any of it is outside the frame and on the paper round it. */
export function isOnMargin(
	shape: TLShape,
	panel: Panel,
	byId: ReadonlyMap<string, TLShape>,
): boolean {
	const bounds = boundsOf(shape, panel, byId)
	return bounds !== null && isOutside(bounds) && !isBeyondPaper(bounds)
}

function boundsOf(
	shape: TLShape,
	panel: Panel,
	byId: ReadonlyMap<string, TLShape>,
): InkBounds | null {
	if (shape.type !== 'camera_move') return shapeBounds(shape, panel, byId)
	// A frame of the camera has the panel's ratio (MK4), so its height is its width in shares.
	const frames = [shape.props.from, shape.props.to].map(({ x, y, w }) => {
		const [x0, y0] = [(shape.x + x) / panel.w, (shape.y + y) / panel.h]
		return { x0, y0, x1: x0 + w / panel.w, y1: y0 + w / panel.w }
	})
	return {
		x0: Math.min(...frames.map(({ x0 }) => x0)),
		y0: Math.min(...frames.map(({ y0 }) => y0)),
		x1: Math.max(...frames.map(({ x1 }) => x1)),
		y1: Math.max(...frames.map(({ y1 }) => y1)),
	}
}

function isOutside({ x0, y0, x1, y1 }: InkBounds): boolean {
	return x0 < 0 || y0 < 0 || x1 > 1 || y1 > 1
}

function isBeyondPaper({ x0, y0, x1, y1 }: InkBounds): boolean {
	const far = 1 + MAX_OVERHANG
	return x1 < -MAX_OVERHANG || y1 < -MAX_OVERHANG || x0 > far || y0 > far
}

function stepUp(share: number): number {
	return Math.min(MAX_OVERHANG, Math.ceil(share * STEPS) / STEPS)
}
