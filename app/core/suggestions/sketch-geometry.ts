/**
 * Points of a rough line: smooth curves through few points, even spacing, and the slow waver of a
 * hand. Units are whatever the caller's are; waver comes from an injected seeded generator.
 */
import type { Random } from '../random.ts'

export type Point = readonly [number, number]

/** One curve through the points (centripetal-free Catmull–Rom, 6 samples a span). */
export function smoothCurve(points: readonly Point[], closed: boolean): Point[] {
	if (points.length < 3) return [...points]
	const at = (i: number): Point => {
		const n = points.length
		const index = closed ? (i + n) % n : Math.min(n - 1, Math.max(0, i))
		return points[index] ?? [0, 0]
	}
	const spans = closed ? points.length : points.length - 1
	const curve: Point[] = []
	for (let i = 0; i < spans; i++) {
		for (let step = 0; step < 6; step++) {
			curve.push(blend([at(i - 1), at(i), at(i + 1), at(i + 2)], step / 6))
		}
	}
	return closed ? curve : [...curve, at(points.length - 1)]
}

function blend([a, b, c, d]: readonly [Point, Point, Point, Point], t: number): Point {
	const along = (axis: 0 | 1) =>
		0.5 *
		(2 * b[axis] +
			(c[axis] - a[axis]) * t +
			(2 * a[axis] - 5 * b[axis] + 4 * c[axis] - d[axis]) * t * t +
			(3 * b[axis] - a[axis] - 3 * c[axis] + d[axis]) * t * t * t)
	return [along(0), along(1)]
}

/** The same path with a point at least every `step`, corners kept. */
export function resample(points: readonly Point[], step: number): Point[] {
	const out: Point[] = []
	points.forEach((point, i) => {
		const next = points[i + 1]
		out.push(point)
		if (!next) return
		const parts = Math.floor(Math.hypot(next[0] - point[0], next[1] - point[1]) / step)
		for (let part = 1; part < parts; part++) {
			const t = part / parts
			out.push([point[0] + (next[0] - point[0]) * t, point[1] + (next[1] - point[1]) * t])
		}
	})
	return out
}

/** Moves points by a slow noise of about `amount`, as a hand wavers over a long line. */
export function waver(points: readonly Point[], amount: number, random: Random): Point[] {
	const noise = [slowNoise(random), slowNoise(random)] as const
	return points.map(([x, y], i) => [x + noise[0](i) * amount, y + noise[1](i) * amount])
}

function slowNoise(random: Random): (i: number) => number {
	const waves = [0, 1, 2].map(() => ({ phase: random() * 6.28, pace: 0.12 + random() * 0.5 }))
	return (i) => waves.reduce((sum, { phase, pace }) => sum + Math.sin(phase + i * pace), 0) / 3
}

/** Even-odd test. */
export function isInside([x, y]: Point, polygon: readonly Point[]): boolean {
	let inside = false
	polygon.forEach(([ax, ay], i) => {
		const [bx, by] = polygon[(i + 1) % polygon.length] ?? [ax, ay]
		if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside
	})
	return inside
}

/**
 * Marker hatching of a polygon: parallel lines rising to the right, `gap` apart, each clipped to
 * the polygon. Lines shorter than a gap are left out.
 */
export function hatchLines(polygon: readonly Point[], gap: number): Point[][] {
	const offsets = polygon.map(([x, y]) => x + y)
	const lines: Point[][] = []
	for (let c = Math.min(...offsets) + gap; c < Math.max(...offsets); c += gap) {
		const crossings = crossingsOf(polygon, c)
		for (let i = 0; i + 1 < crossings.length; i += 2) {
			const [from, to] = [crossings[i], crossings[i + 1]]
			if (from === undefined || to === undefined || to - from < gap * 0.7) continue
			lines.push([
				[from, c - from],
				[to, c - to],
			])
		}
	}
	return lines
}

/** x of every crossing of the line x + y = c with the polygon, ascending. */
function crossingsOf(polygon: readonly Point[], c: number): number[] {
	const found: number[] = []
	polygon.forEach(([ax, ay], i) => {
		const [bx, by] = polygon[(i + 1) % polygon.length] ?? [ax, ay]
		const [a, b] = [ax + ay - c, bx + by - c]
		if (a > 0 !== b > 0) found.push(ax + ((bx - ax) * a) / (a - b))
	})
	return found.sort((a, b) => a - b)
}
