/** A limb as a shape: a smooth middle line through joints, with a radius at each, and its two sides. */
import { type Point, smoothCurve } from '../sketch-geometry.ts'

export interface Tube {
	/** Sides seen walking along the tube: on the left hand, on the right hand. */
	left: Point[]
	right: Point[]
	/** Both sides and rounded ends. */
	outline: Point[]
	/** The round of the first end, from the right side over to the left. */
	root: Point[]
}

export function tubeOf(joints: readonly Point[], radii: readonly number[]): Tube {
	const middle = smoothCurve(joints, false)
	const radius = smoothCurve(
		radii.map((r, i): Point => [i, r]),
		false,
	).map(([, r]) => r)
	const left: Point[] = []
	const right: Point[] = []
	middle.forEach(([x, y], i) => {
		const [px, py] = middle[i - 1] ?? [x, y]
		const [nx, ny] = middle[i + 1] ?? [x, y]
		const length = Math.hypot(nx - px, ny - py) || 1
		const [dx, dy] = [(nx - px) / length, (ny - py) / length]
		const r = radius[i] ?? 0
		left.push([x + dy * r, y - dx * r])
		right.push([x - dy * r, y + dx * r])
	})
	const root = capOf(middle.toReversed(), radius.toReversed())
	const outline = [...root, ...left, ...capOf(middle, radius), ...right.toReversed()]
	return { left, right, outline, root }
}

function capOf(middle: readonly Point[], radius: readonly number[]): Point[] {
	const [end, before] = [middle.at(-1), middle.at(-2)]
	if (!end || !before) return []
	const r = radius.at(-1) ?? 0
	const angle = Math.atan2(end[1] - before[1], end[0] - before[0])
	return [-0.8, 0, 0.8].map(
		(turn): Point => [end[0] + Math.cos(angle + turn) * r, end[1] + Math.sin(angle + turn) * r],
	)
}

/** The strip of a shape next to one of its sides, `share` of the way across: where shadow lies. */
export function sideStrip(side: readonly Point[], other: readonly Point[], share: number): Point[] {
	const inner = side.map((point, i) => between(point, other[i] ?? point, share))
	return [...side, ...inner.toReversed()]
}

export function between(a: Point, b: Point, t: number): Point {
	return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t]
}
