/**
 * Points of a rough line: smooth curves through few points, even spacing, and the slow waver of a
 * hand. Units are whatever the caller's are; waver comes from an injected seeded generator.
 */
import type { Random } from '../random.ts'

export type Point = readonly [number, number]

/** One line or filled shape of a sketch, in panel pixels. */
export interface Stroke {
	points: Point[]
	closed: boolean
	fill: 'none' | 'tone' | 'hatch' | 'solid' | 'paper'
	weight: 'light' | 'normal' | 'heavy'
	tone: 'ink' | 'grey' | 'light' | 'guide' | 'paper'
	/** Fills without an outline. */
	bare?: boolean
	/** Drawn by a pen this wide, page units, that lands, swells and lifts. */
	px?: number
	/** Lets through, as hatching does. */
	faint?: boolean
}

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

/** How close to a corner two more points stand, so that smoothing does not round it off. */
const CORNER = 1.2

/** The same path with a point at least every `step`, and its corners held. */
export function resample(points: readonly Point[], step: number): Point[] {
	const out: Point[] = []
	points.forEach((point, i) => {
		const next = points[i + 1]
		out.push(point)
		if (!next) return
		const length = Math.hypot(next[0] - point[0], next[1] - point[1])
		const at = (t: number): Point => [
			point[0] + (next[0] - point[0]) * t,
			point[1] + (next[1] - point[1]) * t,
		]
		if (length < CORNER * 6) return
		out.push(at(CORNER / length))
		const parts = Math.floor(length / step)
		for (let part = 1; part < parts; part++) out.push(at(part / parts))
		out.push(at(1 - CORNER / length))
	})
	return out
}

/** The same path with its points at least `step` apart and at most a few steps; ends are kept. */
export function thinned(points: readonly Point[], step: number): Point[] {
	const out: Point[] = []
	points.forEach((point, i) => {
		const last = out.at(-1)
		const gap = last ? Math.hypot(point[0] - last[0], point[1] - last[1]) : step
		if (gap < step && i < points.length - 1) return
		for (let part = 1; last && part < gap / (step * 4); part++) {
			const t = part / (gap / (step * 4))
			out.push([last[0] + (point[0] - last[0]) * t, last[1] + (point[1] - last[1]) * t])
		}
		out.push(point)
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

/**
 * Marker hatching of a polygon: lines rising to the right, `gap` apart, joined end to end as a
 * marker goes back and forth. One path for a convex polygon, a few for others.
 */
export function hatchPaths(polygon: readonly Point[], gap: number): Point[][] {
	const offsets = polygon.map(([x, y]) => x + y)
	const paths: Point[][] = []
	let row = 0
	for (let c = Math.min(...offsets) + gap / 2; c < Math.max(...offsets); c += gap) {
		const crossings = crossingsOf(polygon, c)
		for (let i = 0; i + 1 < crossings.length; i += 2) {
			const [from, to] = [crossings[i], crossings[i + 1]]
			if (from === undefined || to === undefined || to - from < gap * 0.4) continue
			const line: Point[] = [
				[from, c - from],
				[to, c - to],
			]
			const path = paths[i / 2] ?? []
			path.push(...(row % 2 === 0 ? line : line.reverse()))
			paths[i / 2] = path
		}
		row++
	}
	return paths.filter((path) => path.length > 1)
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
