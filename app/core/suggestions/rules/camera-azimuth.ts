/**
 * Where the cameras of two set-ups stand round whom they share, read from their plans. Plans may be
 * turned against each other, so directions are told against something both have: the line of action,
 * or the way a shared subject looks. Null where neither plan says enough.
 */
import type { PlanPoint, ShotPlan } from '../../board/plan-geometry.ts'
import { normalDeg } from '../../canvas/light-geometry.ts'

/** Degrees between two cameras round the same subject or line, 0–180. */
export function azimuthBetween(a: ShotPlan | null, b: ShotPlan | null): number | null {
	if (!a || !b) return null
	const [first, second] = [alongLine(a, b), alongLine(b, a)]
	if (first !== null && second !== null) return Math.abs(normalDeg(first - second))
	for (const subject of a.subjects) {
		const same = b.subjects.find((each) => isSame(each, subject))
		const [from, to] = [roundSubject(a, subject), same ? roundSubject(b, same) : null]
		if (from !== null && to !== null) return Math.abs(normalDeg(from - to))
	}
	return null
}

/** Metres from a plan's first camera to somebody; null when either is not on it. */
export function metresTo(plan: ShotPlan | null, names: readonly string[]): number | null {
	const camera = plan?.cameras[0]
	const wanted = new Set(names.map((name) => name.toUpperCase()))
	const subject = plan?.subjects.find(({ name }) => wanted.has(name.toUpperCase()))
	return camera && subject ? Math.hypot(camera.x - subject.x, camera.y - subject.y) : null
}

/** The camera's direction from the middle of the line, against the line; only where both have one. */
function alongLine({ line, cameras }: ShotPlan, other: ShotPlan): number | null {
	const camera = cameras[0]
	if (!line || !other.line || !camera) return null
	if (!isSame(line.from, other.line.from) || !isSame(line.to, other.line.to)) return null
	const middle = { x: (line.from.x + line.to.x) / 2, y: (line.from.y + line.to.y) / 2 }
	return bearing(middle, camera) - bearing(line.from, line.to)
}

function roundSubject({ cameras }: ShotPlan, subject: PlanPoint): number | null {
	const camera = cameras[0]
	if (!camera || subject.headingDeg === null) return null
	return bearing(subject, camera) - subject.headingDeg
}

/** As headings are told: 0 up on the plan, 90 right. */
function bearing(from: Point, to: Point): number {
	return (Math.atan2(to.x - from.x, from.y - to.y) * 180) / Math.PI
}

interface Point {
	x: number
	y: number
}

function isSame(a: { name: string }, b: { name: string }): boolean {
	return a.name !== '' && a.name.toUpperCase() === b.name.toUpperCase()
}
