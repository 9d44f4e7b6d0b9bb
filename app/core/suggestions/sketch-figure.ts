/**
 * A board artist's mannequin: head, hair, coat, arms, legs, a face when it is large enough to read.
 * Built in head heights around the middle of the face (y down, feet at 7), for one direction and
 * mirrored for the other. One name always has the same hair and coat.
 */
import { seededRandom } from '../random.ts'
import { FIGURE_HAIR, type SketchElement } from './sketch.ts'
import { type Point, type Stroke, smoothCurve } from './sketch-geometry.ts'

type Figure = Extract<SketchElement, { kind: 'figure' }>
type View = 'front' | 'back' | 'profile' | 'turned'

/** The figure stands this many head heights tall, from crown to sole. */
const HEADS = 7.5
/** Below this head height, in pixels, a face is a smudge and is left out. */
const FACE_MIN_PX = 26

/** Strokes of a figure in pixels of a panel `w` × `h`. */
export function figureStrokes(figure: Figure, w: number, h: number): Stroke[] {
	const head = (figure.height * h) / HEADS
	const [x, y] = [figure.at[0] * w, figure.at[1] * h]
	const center: Point = figure.anchor === 'face' ? [x, y] : [x, y - head * 7]
	const mirrored = figure.facing === 'left' || figure.facing === 'three_quarter_left'
	const place = ([px, py]: Point): Point => [
		center[0] + (mirrored ? -px : px) * head,
		center[1] + py * head,
	]
	const parts = figureParts(figure, head)
	return parts.map((part) => ({
		...part,
		points: (part.sharp ? part.points : smoothCurve(part.points, part.closed)).map(place),
	}))
}

type Part = Stroke & { sharp?: boolean }

function figureParts(figure: Figure, head: number): Part[] {
	const view = viewOf(figure.facing)
	const looks = looksOf(figure)
	const weight = head > 120 ? 'heavy' : figure.weight
	const line = { weight, tone: figure.tone } as const
	const body = view === 'profile' ? profileBody(looks, line) : frontBody(looks, line)
	if (head < 9) return [...body, filled(HEAD_FRONT, 'paper', line), ...hair(view, looks, line)]
	return [
		...body,
		...neckAndHead(view, line),
		...(head >= FACE_MIN_PX ? face(view, line) : []),
		...hair(view, looks, line),
	]
}

type Line = Pick<Stroke, 'weight' | 'tone'>
interface Looks {
	hair: (typeof FIGURE_HAIR)[number]
	coat: 'paper' | 'tone' | 'hatch' | 'solid'
	hairFill: 'solid' | 'hatch'
}

function viewOf(facing: Figure['facing']): View {
	if (facing === 'front' || facing === 'back') return facing
	return facing.startsWith('three') ? 'turned' : 'profile'
}

function looksOf(figure: Figure): Looks {
	const random = seededRandom(`figure:${(figure.name ?? '').toUpperCase()}`)
	const pick = <T>(items: readonly T[]) => items[Math.floor(random() * items.length)]
	const hairs = FIGURE_HAIR.filter((each) => each !== 'hood' && each !== 'none')
	const hairOf = pick(hairs) ?? 'short'
	const coatOf = pick(['tone', 'hatch', 'paper'] as const) ?? 'tone'
	const hairFill = pick(['solid', 'hatch'] as const) ?? 'solid'
	return { hair: figure.hair ?? hairOf, coat: figure.coat ?? coatOf, hairFill }
}

function filled(points: readonly Point[], fill: Stroke['fill'], line: Line, bare = false): Part {
	return { points: [...points], closed: true, fill, bare, ...line }
}

function open(points: readonly Point[], line: Line): Part {
	return { points: [...points], closed: false, fill: 'none', ...line }
}

function mirror(points: readonly Point[]): Point[] {
	return points.map(([x, y]) => [-x, y])
}

/** Left half down, right half up. */
function both(half: readonly Point[]): Point[] {
	return [...half, ...mirror(half).reverse()]
}

/** Paper first, then the wash: what stands behind must not show through a coat. */
function clothed(shape: readonly Point[], looks: Looks, line: Line): Part[] {
	if (looks.coat === 'paper' || looks.coat === 'solid') return [filled(shape, looks.coat, line)]
	const wash = { weight: 'light', tone: 'grey' } as const
	return [filled(shape, 'paper', line), filled(shape, looks.coat, wash, true)]
}

function frontBody(looks: Looks, line: Line): Part[] {
	const leg: Point[] = [
		[-0.62, 4],
		[-0.58, 5.4],
		[-0.5, 6.6],
		[-0.74, 6.98],
		[-0.2, 7],
		[-0.16, 5.6],
		[-0.04, 4.1],
	]
	const coat = both([
		[-0.17, 0.62],
		[-0.5, 0.76],
		[-0.82, 0.95],
		[-0.8, 1.8],
		[-0.68, 2.5],
		[-0.74, 4.15],
	])
	const arm: Point[] = [
		[-0.8, 0.94],
		[-1, 1.15],
		[-1.08, 2.1],
		[-1.04, 3.1],
		[-0.93, 3.35],
		[-0.78, 3.2],
		[-0.78, 2.2],
		[-0.66, 1.5],
	]
	const seam = { ...line, weight: 'light' } as const
	return [
		...[leg, mirror(leg)].map((shape) =>
			filled(shape, looks.coat === 'paper' ? 'paper' : 'solid', line),
		),
		...clothed(coat, looks, line),
		...[arm, mirror(arm)].flatMap((shape) => clothed(shape, looks, line)),
		open(
			[
				[-0.24, 0.6],
				[0, 1.05],
				[0.24, 0.6],
			],
			line,
		),
		open(
			[
				[0, 1.05],
				[0.02, 2.4],
				[0, 4.1],
			],
			seam,
		),
	]
}

function profileBody(looks: Looks, line: Line): Part[] {
	const back: Point[] = [
		[-0.3, 4],
		[-0.5, 5.4],
		[-0.72, 6.6],
		[-0.8, 6.95],
		[-0.3, 7],
		[-0.3, 6.5],
		[0.05, 4.2],
	]
	const front: Point[] = [
		[-0.05, 4],
		[0.15, 5.4],
		[0.3, 6.6],
		[0.3, 6.95],
		[0.8, 7],
		[0.62, 6.75],
		[0.5, 5.4],
		[0.38, 4.1],
	]
	const coat: Point[] = [
		[-0.28, 0.5],
		[-0.5, 0.85],
		[-0.64, 1.5],
		[-0.52, 2.6],
		[-0.58, 4.15],
		[0.46, 4.15],
		[0.42, 2.7],
		[0.5, 1.6],
		[0.36, 0.95],
		[0.16, 0.6],
	]
	const arm: Point[] = [
		[-0.3, 1.05],
		[-0.34, 1.8],
		[-0.18, 2.4],
		[0.2, 3.05],
		[0.42, 3.1],
		[0.4, 2.9],
		[0.12, 2.2],
		[0.12, 1.2],
		[-0.08, 0.95],
	]
	const legFill = looks.coat === 'paper' ? 'paper' : 'solid'
	return [
		filled(back, legFill, line),
		filled(front, legFill, line),
		...clothed(coat, looks, line),
		...clothed(arm, looks, line),
		open(
			[
				[-0.3, 0.55],
				[-0.02, 0.78],
				[0.22, 0.66],
			],
			line,
		),
	]
}

const HEAD_FRONT = both([
	[0, -0.52],
	[-0.22, -0.47],
	[-0.36, -0.3],
	[-0.38, -0.02],
	[-0.34, 0.2],
	[-0.24, 0.38],
	[-0.1, 0.49],
])
const HEAD_TURNED: Point[] = [
	[0.02, -0.52],
	[-0.24, -0.48],
	[-0.4, -0.28],
	[-0.42, 0],
	[-0.32, 0.24],
	[-0.16, 0.42],
	[0.04, 0.51],
	[0.17, 0.5],
	[0.25, 0.36],
	[0.31, 0.18],
	[0.33, 0.04],
	[0.31, -0.06],
	[0.35, -0.16],
	[0.33, -0.36],
	[0.2, -0.49],
]
const HEAD_PROFILE: Point[] = [
	[-0.14, -0.5],
	[-0.34, -0.36],
	[-0.42, -0.08],
	[-0.36, 0.18],
	[-0.26, 0.34],
	[-0.1, 0.38],
	[0.04, 0.42],
	[0.17, 0.51],
	[0.28, 0.49],
	[0.3, 0.4],
	[0.27, 0.35],
	[0.33, 0.3],
	[0.29, 0.265],
	[0.34, 0.22],
	[0.31, 0.17],
	[0.42, 0.13],
	[0.38, 0.05],
	[0.29, -0.07],
	[0.31, -0.13],
	[0.33, -0.24],
	[0.27, -0.4],
	[0.1, -0.51],
]
const NECK: Point[] = [
	[-0.17, 0.3],
	[-0.18, 0.6],
	[-0.3, 0.74],
	[0.3, 0.74],
	[0.18, 0.6],
	[0.17, 0.3],
]

function neckAndHead(view: View, line: Line): Part[] {
	const heads = { front: HEAD_FRONT, back: HEAD_FRONT, turned: HEAD_TURNED, profile: HEAD_PROFILE }
	const neck = view === 'profile' ? NECK.map(([x, y]): Point => [x - 0.08, y]) : NECK
	return [filled(neck, 'paper', line), filled(heads[view], 'paper', line)]
}

function face(view: View, line: Line): Part[] {
	const thin = { ...line, weight: 'light' } as const
	const shade = { weight: 'light', tone: 'grey' } as const
	if (view === 'back') return []
	if (view === 'profile') {
		return [
			filled(
				[
					[-0.1, 0.38],
					[0.05, 0.3],
					[0.02, 0.05],
					[-0.16, -0.2],
					[-0.36, 0.1],
					[-0.26, 0.33],
				],
				'tone',
				shade,
				true,
			),
			open(
				[
					[0.12, -0.16],
					[0.22, -0.19],
					[0.3, -0.15],
				],
				line,
			),
			open(
				[
					[0.15, -0.04],
					[0.22, -0.075],
					[0.28, -0.05],
				],
				line,
			),
			filled(
				[
					[0.22, -0.065],
					[0.265, -0.045],
					[0.255, 0.0],
					[0.22, -0.01],
				],
				'solid',
				thin,
			),
			open(
				[
					[0.2, 0.27],
					[0.26, 0.262],
					[0.3, 0.268],
				],
				line,
			),
			open(
				[
					[-0.14, -0.08],
					[-0.22, -0.06],
					[-0.2, 0.08],
					[-0.13, 0.1],
				],
				thin,
			),
			open(
				[
					[0.32, 0.16],
					[0.29, 0.13],
				],
				thin,
			),
		]
	}
	const turn = view === 'turned' ? 0.1 : 0
	const near: Point = [-0.17 + turn * 0.6, -0.03]
	const far: Point = [0.16 + turn * 0.75, -0.035]
	return [
		filled(
			[
				[0.33, 0.02],
				[0.25, 0.36],
				[0.05, 0.5],
				[0.02, 0.42],
				[0.14, 0.28],
				[0.2, 0.1],
				[0.24, -0.14],
			].map(([x, y]): Point => [(x ?? 0) + (view === 'turned' ? 0 : 0.03), y ?? 0]),
			'tone',
			shade,
			true,
		),
		...eye(near, 0.11, line),
		...eye(far, view === 'turned' ? 0.075 : 0.11, line),
		open(
			[
				[0.03 + turn, -0.02],
				[0.07 + turn * 1.7, 0.13],
				[0.02 + turn * 1.5, 0.175],
				[-0.03 + turn * 1.3, 0.16],
			],
			line,
		),
		open(
			[
				[-0.11 + turn * 1.1, 0.3],
				[-0.02 + turn * 1.3, 0.285],
				[0.1 + turn * 1.2, 0.3],
			],
			line,
		),
		open(
			[
				[-0.05 + turn * 1.2, 0.365],
				[0.05 + turn * 1.2, 0.36],
			],
			thin,
		),
	]
}

/** Brow, upper lid and iris. */
function eye([x, y]: Point, half: number, line: Line): Part[] {
	const thin = { ...line, weight: 'light' } as const
	return [
		open(
			[
				[x - half * 1.15, y - 0.1],
				[x, y - 0.135],
				[x + half * 1.15, y - 0.1],
			],
			line,
		),
		open(
			[
				[x - half, y + 0.005],
				[x - half * 0.3, y - 0.04],
				[x + half * 0.5, y - 0.035],
				[x + half, y + 0.01],
			],
			line,
		),
		filled(
			[
				[x - 0.035, y - 0.03],
				[x + 0.035, y - 0.03],
				[x + 0.032, y + 0.022],
				[x - 0.03, y + 0.022],
			],
			'solid',
			thin,
		),
		open(
			[
				[x - half * 0.6, y + 0.04],
				[x + half * 0.6, y + 0.04],
			],
			thin,
		),
	]
}

function hair(view: View, looks: Looks, line: Line): Part[] {
	const style = looks.hair
	if (style === 'none') return []
	const shape = hairShape(view, style)
	const paint: Part[] =
		looks.hairFill === 'solid' && style !== 'cap' && style !== 'hood'
			? [filled(shape, 'solid', line)]
			: [
					filled(shape, 'paper', line),
					filled(shape, 'hatch', { weight: 'light', tone: 'ink' }, true),
				]
	if (style === 'cap') {
		const band: Point[] =
			view === 'profile'
				? [
						[-0.44, -0.14],
						[0, -0.17],
						[0.34, -0.24],
					]
				: [
						[-0.41, -0.18],
						[0, -0.25],
						[0.39, -0.18],
					]
		return [...paint, open(band, line)]
	}
	return style === 'bun' ? [bun(view, looks, line), ...paint] : paint
}

function bun(view: View, looks: Looks, line: Line): Part {
	const [cx, cy] =
		view === 'profile' ? [-0.48, -0.2] : view === 'turned' ? [-0.34, -0.5] : [0, -0.64]
	const ring = [0, 1, 2, 3, 4, 5].map(
		(i): Point => [cx + 0.17 * Math.cos(i * 1.047), cy + 0.15 * Math.sin(i * 1.047)],
	)
	return filled(ring, looks.hairFill === 'solid' ? 'solid' : 'hatch', line)
}

function hairShape(view: View, style: Looks['hair']): Point[] {
	if (view === 'back') {
		const low = style === 'long' ? 0.95 : style === 'cap' ? -0.1 : style === 'hood' ? 0.75 : 0.36
		return both([
			[0, -0.58],
			[-0.26, -0.54],
			[-0.42, -0.34],
			[-0.43, 0],
			[-0.36, low * 0.7],
			[-0.24, low],
		])
	}
	if (view === 'profile') return profileHair(style)
	if (style === 'cap')
		return both([
			[0, -0.62],
			[-0.26, -0.58],
			[-0.41, -0.38],
			[-0.42, -0.14],
			[-0.2, -0.2],
		])
	const shift = view === 'turned' ? 0.06 : 0
	const low = style === 'long' ? 0.85 : style === 'hood' ? 0.7 : 0.04
	const outer = style === 'long' || style === 'hood' ? -0.5 : -0.42
	const left: Point[] = [
		[0, -0.59],
		[-0.27, -0.55],
		[-0.43, -0.34],
		[outer, 0],
		[outer + 0.03, low],
		[-0.33, low],
		[-0.35, -0.06],
	]
	const right: Point[] = mirror(left)
		.reverse()
		.map(([x, y]): Point => [x - shift, y])
	const fringe: Point[] = [
		[-0.25, -0.24],
		[-0.06 + shift, -0.36],
		[0.16 + shift, -0.3],
		[0.28, -0.22],
	]
	return [...left, ...fringe, ...right.slice(0, -1)]
}

function profileHair(style: Looks['hair']): Point[] {
	if (style === 'cap')
		return [
			[-0.46, -0.08],
			[-0.45, -0.36],
			[-0.28, -0.56],
			[0, -0.62],
			[0.26, -0.52],
			[0.37, -0.22],
			[0.1, -0.17],
		]
	const low = style === 'long' ? 0.9 : style === 'hood' ? 0.75 : 0.3
	return [
		[0.3, -0.4],
		[0.12, -0.58],
		[-0.18, -0.58],
		[-0.4, -0.42],
		[-0.49, -0.1],
		[-0.46, low * 0.6],
		[-0.4, low],
		[-0.22, low * 0.9],
		[-0.2, 0.1],
		[-0.08, -0.06],
		[-0.02, -0.24],
		[0.14, -0.34],
	]
}
