/** A head: skull, ear, hair in strands, and a face of as few lines as will carry a look. */
import type { Point, Stroke } from '../sketch-geometry.ts'
import { smoothCurve } from '../sketch-geometry.ts'
import { hatchGap } from './body.ts'
import { BUN, HAIR, type HairHalf, type HeadView, SKULLS } from './head-shapes.ts'
import type { FigureLook } from './look.ts'
import {
	filledShape,
	hatching,
	layers,
	penLine,
	penPolyline,
	roundShape,
	underdrawing,
} from './pen.ts'
import { between } from './tube.ts'

export interface HeadDrawing {
	view: HeadView
	look: FigureLook
	/** Widths of the pen, in head heights. */
	contour: number
	inner: number
	/** Side in shadow as this head is drawn, before it is mirrored. */
	shadow: 'left' | 'right' | null
	/** Pixels of the head; below some, the face is left out. */
	headPx: number
}

/** Below these head heights, in pixels, a face or its finer lines are left out. */
const FACE_PX = 15
const FINE_PX = 46

/** What lies behind the neck: hair that falls, and is drawn before the body. */
export function hairBehind({ view, look, contour }: HeadDrawing): Stroke[] {
	if (look.hair !== 'long' || view === 'back' || view === 'profile') return []
	const fall: Point[] = [
		[-0.4, 0.1],
		[-0.44, 0.6],
		[-0.38, 0.94],
		[0, 0.8],
		[0.38, 0.88],
		[0.44, 0.55],
		[0.4, 0.1],
	]
	return [...layers(smoothCurve(fall, true), look.hairFill, 'ink'), penLine(fall, contour * 0.7)]
}

export function headStrokes(drawing: HeadDrawing): Stroke[] {
	const { view, contour, headPx, look } = drawing
	const skull = smoothCurve(SKULLS[view], true)
	return [
		...(look.hair === 'bun' ? bun(drawing) : []),
		filledShape(skull, 'paper', 'paper'),
		...(headPx >= FINE_PX ? construction(view, drawing) : []),
		...jaw(view, contour, skull),
		...(headPx >= FACE_PX && view !== 'back' ? [...faceShadow(drawing), ...face(drawing)] : []),
		...(headPx >= FACE_PX ? ear(drawing) : []),
		...hair(drawing),
	]
}

/** The contour in strokes: the hair hides the crown. */
function jaw(_view: HeadView, contour: number, skull: Point[]): Stroke[] {
	const third = Math.floor(skull.length / 2)
	return [
		penPolyline(skull.slice(0, third + 3), contour),
		penPolyline([...skull.slice(third - 3), ...skull.slice(0, 2)], contour * 0.9),
	]
}

/** The first laying-out in blue: an eye line and the middle of the face. */
function construction(view: HeadView, { inner }: HeadDrawing): Stroke[] {
	if (view === 'back') return []
	const bow = view === 'front' ? 0.01 : view === 'turned' ? 0.19 : 0.34
	const px = inner * 0.9
	return [
		underdrawing(
			[
				[bow * 0.5, -0.66],
				[bow, -0.1],
				[bow * 0.8, 0.6],
			],
			px,
		),
		underdrawing(
			[
				[-0.5, -0.03],
				[bow * 0.6, 0.015],
				[0.48, -0.04],
			],
			px,
		),
	]
}

function faceShadow({ view, shadow, inner, headPx }: HeadDrawing): Stroke[] {
	if (shadow === null || headPx < FACE_PX * 1.6) return []
	const gap = hatchGap(headPx)
	const plane = smoothCurve(shadowPlane(view, shadow), true)
	const wash = headPx >= FINE_PX ? [filledShape(plane, 'tone', 'light')] : []
	return [...wash, ...hatching(plane, { gap, px: inner * 0.8 })]
}

function shadowPlane(view: HeadView, shadow: 'left' | 'right'): Point[] {
	if (view === 'front') {
		const right: Point[] = [
			[0.36, -0.16],
			[0.34, 0.12],
			[0.29, 0.28],
			[0.21, 0.4],
			[0.08, 0.49],
			[0.12, 0.36],
			[0.2, 0.26],
			[0.22, 0.12],
			[0.16, 0.05],
			[0.25, -0.03],
		]
		return shadow === 'right' ? right : right.map(([x, y]): Point => [-x, y])
	}
	if (view === 'turned') {
		return shadow === 'right'
			? [
					[0.34, -0.16],
					[0.31, -0.05],
					[0.335, 0.06],
					[0.29, 0.26],
					[0.24, 0.38],
					[0.17, 0.48],
					[0.17, 0.36],
					[0.24, 0.22],
					[0.22, 0.08],
					[0.27, -0.02],
				]
			: [
					[-0.2, -0.16],
					[-0.34, 0.16],
					[-0.28, 0.3],
					[-0.15, 0.41],
					[0.06, 0.5],
					[-0.02, 0.36],
					[-0.1, 0.2],
					[-0.05, 0.06],
				]
	}
	return shadow === 'right'
		? [
				[0.34, -0.2],
				[0.32, -0.06],
				[0.36, 0.04],
				[0.31, 0.19],
				[0.3, 0.44],
				[0.2, 0.49],
				[0.18, 0.3],
				[0.24, 0.12],
				[0.18, 0.02],
				[0.26, -0.06],
			]
		: [
				[-0.06, -0.12],
				[-0.2, 0.1],
				[-0.26, 0.25],
				[-0.12, 0.35],
				[0.04, 0.42],
				[0.15, 0.48],
				[0.08, 0.34],
				[0.02, 0.18],
			]
}

function ear({ view, inner, contour, headPx, look }: HeadDrawing): Stroke[] {
	if (look.hair === 'long' || look.hair === 'hood' || view === 'back') return []
	const at = (x: number, s: number): Stroke[] => [
		...roundShape(
			[
				[x, -0.07],
				[x + 0.05 * s, -0.08],
				[x + 0.065 * s, 0],
				[x + 0.035 * s, 0.1],
				[x - 0.005 * s, 0.12],
			],
			contour * 0.7,
		),
		...(headPx < FINE_PX
			? []
			: [
					penLine(
						[
							[x + 0.04 * s, -0.04],
							[x + 0.015 * s, 0.02],
							[x + 0.03 * s, 0.06],
						],
						inner,
					),
				]),
	]
	if (view === 'front') return [...at(-0.355, -1), ...at(0.355, 1)]
	return at(view === 'turned' ? -0.2 : -0.06, -1.35)
}

function face(drawing: HeadDrawing): Stroke[] {
	const { view, contour, inner, headPx } = drawing
	const isFine = headPx >= FINE_PX
	if (view === 'profile') return profileFace(drawing)
	const turn = view === 'turned' ? 1 : 0
	const near: Point = [-0.165 + turn * 0.13, 0]
	const far: Point = [0.165 + turn * 0.085, 0]
	const nose = turn * 0.17
	return [
		...eye(near, turn ? 0.092 : 0.088, drawing),
		...eye(far, turn ? 0.062 : 0.088, drawing),
		penLine(
			[
				[nose + 0.015, isFine ? 0.06 : 0.08],
				[nose + 0.06 + turn * 0.035, 0.165],
				[nose + 0.045 + turn * 0.03, 0.205],
				[nose - 0.015, 0.215],
			],
			contour * 0.62,
		),
		...(isFine
			? [
					penLine(
						[
							[nose - 0.06, 0.2],
							[nose - 0.075, 0.175],
							[nose - 0.06, 0.155],
						],
						inner * 0.8,
					),
				]
			: []),
		penLine(
			[
				[-0.12 + nose * 0.95, 0.315],
				[-0.04 + nose, 0.305],
				[0.01 + nose, 0.318],
				[0.06 + nose, 0.305],
				[0.115 + nose * 0.8, 0.312],
			],
			contour * 0.75,
		),
		...(isFine
			? [
					penLine(
						[
							[-0.055 + nose, 0.375],
							[0.005 + nose, 0.385],
							[0.06 + nose * 0.95, 0.372],
						],
						inner * 0.9,
					),
					penLine(
						[
							[-0.04 + nose * 0.9, 0.44],
							[0.03 + nose * 0.9, 0.445],
						],
						inner * 0.6,
					),
				]
			: []),
	]
}

/** A brow, an upper lid, an iris under it, a hint of the lower lid. */
function eye([x, y]: Point, half: number, { contour, inner, headPx }: HeadDrawing): Stroke[] {
	const brow = penLine(
		[
			[x - half * 1.2, y - 0.085],
			[x - half * 0.2, y - 0.125],
			[x + half * 1.25, y - 0.095],
		],
		contour * 0.95,
	)
	if (headPx < FINE_PX * 0.6) {
		return [
			brow,
			penLine(
				[
					[x - half * 0.6, y],
					[x, y - 0.012],
					[x + half * 0.6, y],
				],
				contour * 0.9,
			),
		]
	}
	const iris = ring([x + 0.006, y - 0.006], half * 0.36, 0.042)
	return [
		brow,
		filledShape(iris, 'solid', 'ink'),
		penLine(
			[
				[x - half * 1.05, y + 0.012],
				[x - half * 0.4, y - 0.04],
				[x + half * 0.45, y - 0.042],
				[x + half * 1.1, y + 0.004],
			],
			contour * 0.8,
		),
		penLine(
			[
				[x - half * 0.5, y + 0.046],
				[x + half * 0.2, y + 0.052],
				[x + half * 0.75, y + 0.036],
			],
			inner * 0.7,
		),
		penLine(
			[
				[x - half * 0.7, y - 0.068],
				[x, y - 0.082],
				[x + half * 0.8, y - 0.06],
			],
			inner * 0.6,
		),
	]
}

function profileFace({ contour, inner, headPx }: HeadDrawing): Stroke[] {
	const brow = penLine(
		[
			[0.15, -0.105],
			[0.235, -0.13],
			[0.335, -0.09],
		],
		contour * 0.95,
	)
	if (headPx < FINE_PX * 0.6)
		return [
			brow,
			penLine(
				[
					[0.2, 0],
					[0.28, -0.015],
				],
				contour * 0.9,
			),
		]
	return [
		brow,
		filledShape(
			[
				[0.255, -0.035],
				[0.285, -0.025],
				[0.288, 0.03],
				[0.262, 0.035],
				[0.25, 0],
			],
			'solid',
			'ink',
		),
		penLine(
			[
				[0.175, 0.01],
				[0.225, -0.04],
				[0.3, -0.035],
			],
			contour * 0.8,
		),
		penLine(
			[
				[0.3, -0.035],
				[0.285, 0.02],
				[0.255, 0.045],
				[0.215, 0.04],
			],
			inner * 0.7,
		),
		penLine(
			[
				[0.365, 0.195],
				[0.335, 0.175],
				[0.35, 0.15],
			],
			inner,
		),
		penLine(
			[
				[0.2, 0.295],
				[0.26, 0.282],
				[0.315, 0.286],
			],
			contour * 0.7,
		),
		penLine(
			[
				[0.18, 0.32],
				[0.19, 0.29],
			],
			inner * 0.8,
		),
		penLine(
			[
				[-0.17, 0.16],
				[-0.13, 0.27],
				[-0.03, 0.36],
				[0.1, 0.43],
			],
			inner * 0.9,
		),
	]
}

function ring([x, y]: Point, rx: number, ry: number): Point[] {
	return Array.from(
		{ length: 10 },
		(_, i): Point => [x + Math.cos((i / 10) * 6.283) * rx, y + Math.sin((i / 10) * 6.283) * ry],
	)
}

function hair(drawing: HeadDrawing): Stroke[] {
	const { view, look, contour } = drawing
	if (look.hair === 'none') return []
	if (look.hair === 'cap') return cap(drawing)
	if (look.hair === 'hood') return hood(drawing)
	if (view === 'back') return backHair(drawing)
	return HAIR[view][look.hair].flatMap((half) => combed(half, drawing, contour))
}

/** A half of the hair: its mass, its silhouette, and strands that follow it. */
function combed({ outer, inner }: HairHalf, drawing: HeadDrawing, contour: number): Stroke[] {
	const { look, headPx } = drawing
	const [air, skin] = [smoothCurve(outer, false), smoothCurve(inner, false)]
	const strandTone = look.hairFill === 'solid' ? 'paper' : 'ink'
	const shares = headPx < FACE_PX * 1.4 ? [] : headPx < FINE_PX ? [0.5] : [0.2, 0.42, 0.6, 0.8]
	const strands = shares.map((share, i) => {
		const path = air.map((point, k) => between(point, skin[k] ?? point, share))
		const start = Math.floor(path.length * (0.06 + 0.07 * ((i * 2) % 3)))
		const end = Math.ceil(path.length * (0.72 + 0.1 * ((i + 1) % 3)))
		return penPolyline(
			path.slice(start, end),
			drawing.inner * (look.hairFill === 'solid' ? 0.9 : 1),
			strandTone,
		)
	})
	return [
		...layers([...air, ...skin.toReversed()], look.hairFill, 'ink'),
		...strands,
		penPolyline(air, contour * 0.95),
		penPolyline(skin, drawing.inner * 1.3),
		...(air.at(-1) && skin.at(-1)
			? [penLine([air.at(-1) ?? [0, 0], skin.at(-1) ?? [0, 0]], drawing.inner * 1.3)]
			: []),
	]
}

function backHair({ look, contour, inner, headPx }: HeadDrawing): Stroke[] {
	const low = look.hair === 'long' ? 0.95 : look.hair === 'bun' ? 0.3 : 0.34
	const wide = look.hair === 'long' ? 0.5 : 0.39
	const side: Point[] = [
		[0.02, -0.6],
		[-0.22, -0.57],
		[-0.39, -0.42],
		[-0.44, -0.14],
		[-wide * 0.94, low * 0.5],
		[-wide * 0.86, low * 0.86],
		[-0.16, low],
		[0.02, low * 0.95],
	]
	const left = smoothCurve(side, false)
	const right = left.map(([x, y], i): Point => [0.04 - x, y + 0.05 * (i / left.length)])
	const tone = look.hairFill === 'solid' ? 'paper' : 'ink'
	const strands =
		headPx < FACE_PX * 1.4
			? []
			: [-0.66, -0.33, 0.05, 0.38, 0.7].map((k) =>
					penLine(
						[
							[k * 0.12, -0.46],
							[k * 0.42, -0.1],
							[k * wide * 0.8, low * 0.86],
						],
						inner,
						tone,
					),
				)
	return [
		...layers([...left, ...right.toReversed()], look.hairFill, 'ink'),
		...strands,
		penPolyline(left, contour),
		penPolyline(right, contour),
	]
}

function bun({ view, look, contour, inner }: HeadDrawing): Stroke[] {
	const at = BUN[view]
	const tone = look.hairFill === 'solid' ? 'paper' : 'ink'
	return [
		...roundShape(ring(at, 0.17, 0.15), contour * 0.9, look.hairFill, 'ink'),
		penLine(
			[
				[at[0] - 0.09, at[1] + 0.02],
				[at[0], at[1] - 0.07],
				[at[0] + 0.09, at[1] + 0.01],
			],
			inner,
			tone,
		),
	]
}

/** A knitted cap: crown, ribbed band, hair beneath. */
function cap({ view, look, contour, inner, headPx }: HeadDrawing): Stroke[] {
	const slant = view === 'profile' || view === 'turned' ? 0.05 : 0
	const x0 = view === 'profile' ? -0.5 : view === 'turned' ? -0.475 : -0.42
	const x1 = view === 'profile' ? 0.39 : view === 'turned' ? 0.38 : 0.42
	const crown: Point[] = [
		[x0 + 0.02, -0.26 + slant],
		[x0 + 0.02, -0.46],
		[x0 + 0.2, -0.62],
		[(x0 + x1) / 2 + 0.02, -0.67],
		[x1 - 0.18, -0.62],
		[x1 - 0.03, -0.46],
		[x1 - 0.02, -0.28 - slant],
	]
	const band: Point[] = [
		[x0, -0.28 + slant],
		[(x0 + x1) / 2, -0.36],
		[x1, -0.3 - slant],
		[x1 + 0.01, -0.13 - slant],
		[(x0 + x1) / 2, -0.185],
		[x0 - 0.01, -0.1 + slant],
	]
	const ribs =
		headPx < FACE_PX * 1.4
			? []
			: [0.14, 0.32, 0.5, 0.68, 0.86].map((t) => {
					const x = x0 + (x1 - x0) * t
					const dip = 0.06 * Math.sin(t * Math.PI)
					return penLine(
						[
							[x, -0.3 - dip + slant * (1 - 2 * t)],
							[x + (t - 0.5) * 0.03, -0.13 - dip * 0.8 + slant * (1 - 2 * t)],
						],
						inner,
					)
				})
	const nape: Point[] = [
		[-0.4, -0.2],
		[-0.38, 0.12],
		[-0.24, 0.36],
		[0.02, 0.4],
		[0.26, 0.35],
		[0.39, 0.1],
		[0.4, -0.2],
	]
	const back =
		view === 'back'
			? [...layers(smoothCurve(nape, false), look.hairFill, 'ink'), penLine(nape, contour)]
			: []
	const tuft: Point[] =
		view === 'front'
			? []
			: [
					[x0 + 0.02, -0.1],
					[x0 + 0.04, 0.06],
					[x0 + 0.16, 0.2],
				]
	return [
		...back,
		...(tuft.length > 0 && view !== 'back'
			? [
					penLine(tuft, contour * 0.9),
					...hatching([...tuft, [x0 + 0.22, 0.02], [x0 + 0.2, -0.1]], { gap: 0.06, px: inner }),
				]
			: []),
		...layers(smoothCurve(crown, false), 'tone', 'ink'),
		penLine(crown, contour),
		filledShape(smoothCurve(band, false), 'paper', 'paper'),
		penLine(band.slice(0, 3), contour * 0.9),
		penLine(band.slice(3), contour * 0.9),
		penLine([band[0] ?? [0, 0], band[5] ?? [0, 0]], contour * 0.8),
		penLine([band[2] ?? [0, 0], band[3] ?? [0, 0]], contour * 0.8),
		...ribs,
	]
}

function hood({ view, contour, inner }: HeadDrawing): Stroke[] {
	const shift = view === 'profile' ? 0.12 : view === 'turned' ? 0.06 : 0
	const outer: Point[] = [
		[-0.5, 0.85],
		[-0.52, 0.3],
		[-0.5, -0.2],
		[-0.34, -0.56],
		[-0.02, -0.7],
		[0.3, -0.58],
		[0.46, -0.22],
		[0.46, 0.3],
		[0.46, 0.85],
	]
	const rim: Point[] = [
		[0.16, 0.8],
		[0.34 + shift, 0.36],
		[0.36 + shift, -0.14],
		[0.24 + shift, -0.44],
		[shift, -0.52],
		[-0.24 + shift, -0.44],
		[-0.36 + shift, -0.12],
		[-0.33 + shift, 0.36],
		[-0.12, 0.8],
	]
	const mass =
		view === 'back'
			? smoothCurve(outer, true)
			: [...smoothCurve(outer, false), ...smoothCurve(rim, false)]
	return [
		...layers(mass, 'tone', 'ink'),
		penLine(outer, contour),
		...(view === 'back'
			? [
					penLine(
						[
							[0, -0.66],
							[0.03, -0.1],
							[0, 0.6],
						],
						inner,
					),
				]
			: [penLine(rim, contour * 0.8)]),
	]
}
