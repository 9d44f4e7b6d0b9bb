/**
 * A camera move on a panel: which part of it the camera sees at a moment, and what a crew calls the
 * move. Frames are fractions of the panel and have its aspect ratio, so w and h are always equal.
 */
import type { ShotFields } from '../board/shot-record.ts'
import type { CameraMove, MarkBox } from './panel-marks.ts'

export type Movement = NonNullable<ShotFields['movement']>

/** Frames that differ in width by less than this keep their size. */
const SIZE_STEP = 0.08
/** Shorter ways than this (of the panel's width) are no move. */
const LEAST_WAY = 0.02

/**
 * What the camera sees at `t` of the panel's length (0 = start, 1 = end; other values are held). It
 * sets out and arrives softly. A change of size is even to the eye (each moment by the same factor),
 * and the corners run on straight lines, as the printed arrows do.
 */
export function cameraAt(move: CameraMove, t: number): MarkBox {
	const eased = smooth(Math.min(1, Math.max(0, t)))
	const { from, to } = move
	const w = from.w * (to.w / from.w) ** eased
	const way = from.w === to.w ? eased : (w - from.w) / (to.w - from.w)
	return { x: from.x + (to.x - from.x) * way, y: from.y + (to.y - from.y) * way, w, h: w }
}

/** Slow at both ends: no jerk where the move begins or comes to rest. */
function smooth(t: number): number {
	return t * t * (3 - 2 * t)
}

/**
 * The word for a move, from its frames alone: nearer, wider, sideways or up and down. Null when the
 * frames hardly differ.
 * @param aspectRatio width ÷ height of the panel
 */
export function movementOf({ from, to }: CameraMove, aspectRatio: number): Movement | null {
	const grown = to.w / from.w
	if (grown < 1 - SIZE_STEP) return 'dolly_in'
	if (grown > 1 / (1 - SIZE_STEP)) return 'dolly_out'
	const across = to.x + to.w / 2 - (from.x + from.w / 2)
	const down = (to.y + to.h / 2 - (from.y + from.h / 2)) / aspectRatio
	if (Math.hypot(across, down) < LEAST_WAY) return null
	return Math.abs(across) >= Math.abs(down) ? 'pan' : 'tilt'
}
