/**
 * Geometry of an overhead plan: the line of action between two subjects, and on which side of it a
 * camera stands (the 180° rule). The line runs from the name that comes first in the alphabet to the
 * other, so that sides of plans of different shots can be compared whichever way a plan was turned.
 */
import type { PlanItemRecord } from './plan-record.ts'

export interface PlanPoint {
	id: string
	name: string
	/** Metres; x to the right, y down on the plan. */
	x: number
	y: number
	/** 0 = up on the plan, 90 = right; null = not said. */
	headingDeg: number | null
}
export interface ShotPlan {
	shotId: string
	/** By name: A first. */
	cameras: readonly PlanPoint[]
	subjects: readonly PlanPoint[]
	/** Null until two subjects make one. */
	line: { from: PlanPoint; to: PlanPoint } | null
}
export interface AxisSide {
	/** As one looks along the line; `on` = nearly along it. */
	side: 'left' | 'right' | 'on'
	/** From the line, metres. */
	distanceM: number
	/** Between the line and the way from its middle to the camera: 0 along it, 90 square to it. */
	angleDeg: number
	/** Who the line runs between, in its own order. */
	between: readonly [string, string]
}

/** Nearer to the line than this, a camera is on it: a neutral shot. */
const ON_LINE_DEG = 4

/** Every plan of a board, by shot. */
export function readPlans(items: Iterable<PlanItemRecord>): Map<string, ShotPlan> {
	const byShot = new Map<string, PlanItemRecord[]>()
	for (const item of items) byShot.set(item.shotId, [...(byShot.get(item.shotId) ?? []), item])
	return new Map([...byShot].map(([shotId, own]) => [shotId, planOf(shotId, own)]))
}

function planOf(shotId: string, items: readonly PlanItemRecord[]): ShotPlan {
	const sorted = [...items].sort(byName)
	const subjects = sorted.filter(({ kind }) => kind === 'subject')
	const chosen = subjects.filter(({ onLine }) => onLine)
	const ends = chosen.length >= 2 ? chosen : subjects.length === 2 ? subjects : []
	const [from, to] = ends
	return {
		shotId,
		cameras: sorted.filter(({ kind }) => kind === 'camera').map(pointOf),
		subjects: subjects.map(pointOf),
		line: from && to ? { from: pointOf(from), to: pointOf(to) } : null,
	}
}

function byName(a: PlanItemRecord, b: PlanItemRecord): number {
	if (a.name !== b.name) return a.name < b.name ? -1 : 1
	return a.id < b.id ? -1 : 1
}

function pointOf({ id, name, x, y, headingDeg }: PlanItemRecord): PlanPoint {
	return { id, name, x, y, headingDeg }
}

/** Where a camera stands to the plan's line; null without a line, or a line without length. */
export function axisSide(
	{ line }: Pick<ShotPlan, 'line'>,
	camera: { x: number; y: number },
): AxisSide | null {
	if (!line) return null
	const { from, to } = line
	const along = { x: to.x - from.x, y: to.y - from.y }
	const length = Math.hypot(along.x, along.y)
	if (length === 0) return null
	const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }
	const out = { x: camera.x - middle.x, y: camera.y - middle.y }
	// Positive to the right of the line, as y points down.
	const offset = (along.x * out.y - along.y * out.x) / length
	const forth = (along.x * out.x + along.y * out.y) / length
	const angleDeg = (Math.atan2(Math.abs(offset), Math.abs(forth)) * 180) / Math.PI
	const side = angleDeg < ON_LINE_DEG ? 'on' : offset > 0 ? 'right' : 'left'
	return { side, distanceM: Math.abs(offset), angleDeg, between: [from.name, to.name] }
}

/**
 * Whether a cut from one camera to the other crosses the line: both stand off it, on different sides,
 * and it runs between the same two people. Null when that cannot be said.
 */
export function crossesLine(a: AxisSide | null, b: AxisSide | null): boolean | null {
	if (!a || !b || a.side === 'on' || b.side === 'on') return null
	if (a.between[0] !== b.between[0] || a.between[1] !== b.between[1]) return null
	return a.side !== b.side
}
