/**
 * Light on a sketch: a source, the way it falls and how soon it falls off, and the same seen from
 * above as a lighting diagram. Light drawn as a guide is advice; as ink it is part of the picture.
 */
import type { SketchElement } from '../sketch.ts'
import type { Point, Stroke } from '../sketch-geometry.ts'
import { filledShape, hatching, penLine, roundShape, ruled, ruledShape } from './pen.ts'

type LightElement = Extract<SketchElement, { kind: 'light' }>
type PlanElement = Extract<SketchElement, { kind: 'light_plan' }>

const LAMP = 0.03
const SPREAD = 0.24
/** How strong each step of the wash is left, by how fast the light falls off. */
const STEPS = [1, 0.78, 0.58, 0.4]

/** A source, its rays and a wash that thins with distance. */
export function lightStrokes(light: LightElement, w: number, h: number): Stroke[] {
	const from: Point = [light.from[0] * w, light.from[1] * h]
	const to: Point = [light.to[0] * w, light.to[1] * h]
	const reach = Math.hypot(to[0] - from[0], to[1] - from[1])
	const angle = Math.atan2(to[1] - from[1], to[0] - from[0])
	const at = (turn: number, distance: number): Point => [
		from[0] + Math.cos(angle + turn) * distance,
		from[1] + Math.sin(angle + turn) * distance,
	]
	const size = LAMP * h
	const px = (h / 346) * 2.2 * { light: 0.7, normal: 1, heavy: 1.4 }[light.weight]
	const tone = light.tone
	const wash = tone === 'ink' ? 'light' : tone
	const fallOff = light.falloff ?? 0.5
	const cones = STEPS.map((step, i) => {
		const end = reach * (i === 0 ? 1 : step * (1.15 - fallOff * 0.6))
		const turn = SPREAD * (1 - i * 0.12)
		const cone = [
			at(-turn, size),
			at(-turn, end * 0.92),
			at(-turn / 2, end * 0.99),
			at(0, end),
			at(turn / 2, end * 0.99),
			at(turn, end * 0.92),
			at(turn, size),
		]
		return filledShape(cone, 'tone', wash)
	})
	const rays = [-0.2, -0.1, 0, 0.1, 0.2].map((turn, i) => {
		const end = i % 2 === 0 ? 0.84 : 0.62
		return penLine(
			[at(turn, size * 2), at(turn, reach * end * 0.5), at(turn, reach * end)],
			px * 0.8,
			tone,
		)
	})
	const source = sourceStrokes(light, { from, at, size, px })
	return light.source === 'moon'
		? [...halo(from, size, wash), ...source]
		: [...cones, ...rays, ...source]
}

/** A moon has no cone: it glows, and lights everything alike. */
function halo([x, y]: Point, size: number, tone: Stroke['tone']): Stroke[] {
	return [4.2, 2.9, 1.9].map((r) =>
		filledShape(
			Array.from({ length: 14 }, (_, i): Point => {
				const angle = (i / 14) * 2 * Math.PI
				return [x + Math.cos(angle) * size * r, y + Math.sin(angle) * size * r]
			}),
			'tone',
			tone,
		),
	)
}

function sourceStrokes(
	{ source = 'lamp', tone }: LightElement,
	{
		from,
		at,
		size,
		px,
	}: {
		from: Point
		at: (turn: number, distance: number) => Point
		size: number
		px: number
	},
): Stroke[] {
	// Light in white paint still needs a lamp that is seen.
	const line = tone === 'paper' ? 'ink' : tone
	const inkOf = (strokes: Stroke[]) =>
		strokes.map((stroke) => (stroke.tone === 'ink' ? { ...stroke, tone: line } : stroke))
	const disc = (r: number) => [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((i) => at((i / 10) * 6.283, r))
	if (source === 'window') {
		const [x, y] = from
		const [a, b] = [size * 1.3, size * 1.9]
		return inkOf([
			...ruledShape(
				[
					[x - a, y - b],
					[x + a, y - b],
					[x + a, y + b],
					[x - a, y + b],
				],
				px,
			),
			ruled([x, y - b], [x, y + b], px * 0.8),
			ruled([x - a, y], [x + a, y], px * 0.8),
		])
	}
	if (source === 'moon') {
		return inkOf([
			...roundShape(disc(size * 1.25), px),
			penLine([at(0.9, size * 1.15), at(0.3, size * 0.45), at(-0.5, size * 1.15)], px * 0.7),
		])
	}
	if (source === 'fixture') {
		// A film lamp on its stand: barrel and barn doors.
		return inkOf([
			penLine([at(Math.PI / 2, size), [from[0], from[1] + size * 4]], px),
			...ruledShape(
				[at(2.5, size * 1.5), at(-2.5, size * 1.5), at(-0.7, size * 1.3), at(0.7, size * 1.3)],
				px,
			),
			ruled(at(-0.7, size * 1.3), at(-0.75, size * 2.3), px),
			ruled(at(0.7, size * 1.3), at(0.75, size * 2.3), px),
		])
	}
	return inkOf([
		...roundShape(disc(size), px),
		...[1.9, 2.52, 3.14, 3.76, 4.38].map((turn) =>
			penLine([at(turn, size * 1.4), at(turn, size * 2.2)], px),
		),
	])
}

/** The side of the picture that a light leaves dark: away from it. */
export function shadowSide(elements: readonly SketchElement[]): 'left' | 'right' | undefined {
	const light = elements.find((element) => element.kind === 'light')
	if (light?.kind !== 'light' || light.from[0] === light.to[0]) return undefined
	return light.from[0] < light.to[0] ? 'right' : 'left'
}

/**
 * A lighting diagram in a corner: the set from above, the subject looking at the camera below, and
 * lamps where they stand. Azimuths are degrees from the camera's axis, to the right of the picture.
 */
export function planStrokes(plan: PlanElement, w: number, h: number): Stroke[] {
	const side = plan.size * h
	const [x, y] = [plan.at[0] * w, plan.at[1] * h]
	const center: Point = [x + side / 2, y + side * 0.42]
	const px = Math.max(1.4, side * 0.014)
	const on = (azimuth: number, distance: number): Point => {
		const angle = ((90 - azimuth) * Math.PI) / 180
		return [
			center[0] + Math.cos(angle) * distance * side,
			center[1] + Math.sin(angle) * distance * side,
		]
	}
	const box: Point[] = [
		[x, y],
		[x + side, y],
		[x + side, y + side],
		[x, y + side],
	]
	const lamps = plan.lamps.flatMap(({ role, azimuth }) => {
		const [at, target] = [on(azimuth, 0.36), on(azimuth, 0.1)]
		const strength = role === 'key' ? 1 : role === 'back' ? 0.8 : 0.55
		const across = (k: number, t: number): Point => {
			const [dx, dy] = [target[0] - at[0], target[1] - at[1]]
			return [at[0] + dx * t - dy * k, at[1] + dy * t + dx * k]
		}
		return [
			filledShape(
				[across(-0.12, 0), across(-0.42, 1.1), across(0.42, 1.1), across(0.12, 0)],
				'tone',
				role === 'key' ? 'guide' : 'light',
			),
			...ruledShape(
				[across(-0.22, -0.16), across(0.22, -0.16), across(0.15, 0.16), across(-0.15, 0.16)],
				px * (0.7 + strength * 0.5),
				role === 'key' ? 'solid' : 'paper',
			),
			penLine([across(0, 0.3), across(0, 0.85)], px * strength),
		]
	})
	const lens: Point = [center[0], y + side * 0.88]
	const strokes = [
		...(plan.tone === 'guide' ? [] : [filledShape(box, 'paper', 'paper')]),
		...ruledShape(box, px, 'none'),
		...lamps,
		// The head from above: hair behind, nose to the camera.
		...roundShape(
			[
				[center[0] - 0.09 * side, center[1]],
				[center[0], center[1] - 0.1 * side],
				[center[0] + 0.09 * side, center[1]],
				[center[0], center[1] + 0.08 * side],
			],
			px * 1.2,
		),
		...hatching(
			[
				[center[0] - 0.09 * side, center[1]],
				[center[0], center[1] - 0.1 * side],
				[center[0] + 0.09 * side, center[1]],
			],
			{ gap: 4, px: px * 0.6 },
		),
		penLine(
			[
				[center[0] - 0.02 * side, center[1] + 0.075 * side],
				[center[0], center[1] + 0.115 * side],
				[center[0] + 0.02 * side, center[1] + 0.075 * side],
			],
			px,
		),
		// The camera, and what it sees.
		...ruledShape(
			[
				[lens[0] - 0.06 * side, lens[1]],
				[lens[0] + 0.06 * side, lens[1]],
				[lens[0] + 0.06 * side, lens[1] + 0.08 * side],
				[lens[0] - 0.06 * side, lens[1] + 0.08 * side],
			],
			px,
			'solid',
		),
		...ruledShape(
			[
				[lens[0] - 0.02 * side, lens[1]],
				[lens[0] + 0.02 * side, lens[1]],
				[lens[0] + 0.045 * side, lens[1] - 0.05 * side],
				[lens[0] - 0.045 * side, lens[1] - 0.05 * side],
			],
			px * 0.8,
		),
		penLine(
			[
				[lens[0] - 0.05 * side, lens[1] - 0.06 * side],
				[center[0] - 0.22 * side, center[1] + 0.12 * side],
			],
			px * 0.5,
			'grey',
		),
		penLine(
			[
				[lens[0] + 0.05 * side, lens[1] - 0.06 * side],
				[center[0] + 0.22 * side, center[1] + 0.12 * side],
			],
			px * 0.5,
			'grey',
		),
	]
	// As advice on somebody's drawing, all of it is a guide.
	return plan.tone === 'guide' ? strokes.map(asGuide) : strokes
}

function asGuide(stroke: Stroke): Stroke {
	return { ...stroke, tone: 'guide', fill: stroke.fill === 'paper' ? 'none' : stroke.fill }
}
