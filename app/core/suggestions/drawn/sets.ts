/**
 * Places, in a few lines of perspective: walls, floor, sky. `horizon` is the camera's height on the
 * paper and `vanish` where lines that run away from it meet; both in shares of the panel.
 */
import type { SKETCH_SETS, SketchElement } from '../sketch.ts'
import type { Point, Stroke } from '../sketch-geometry.ts'
import {
	filledShape,
	hatching,
	penLine,
	penPolyline,
	ruled,
	ruledShape,
	underdrawing,
} from './pen.ts'
import { propStrokes } from './props.ts'
import { between } from './tube.ts'

export type SetName = (typeof SKETCH_SETS)[number]
type SetElement = Extract<SketchElement, { kind: 'set' }>
interface Paper {
	w: number
	h: number
	/** Where lines meet, pixels. */
	vp: Point
	px: number
	inner: number
}

/** Strokes of a place in pixels of a panel `w` × `h`. */
export function setStrokes(element: SetElement, w: number, h: number): Stroke[] {
	const px = (h / 346) * 2.2 * { light: 0.75, normal: 1, heavy: 1.4 }[element.weight]
	const paper = {
		w,
		h,
		vp: [element.vanish * w, element.horizon * h] as const,
		px,
		inner: px * 0.5,
	}
	return SETS[element.set](paper).map((stroke) => ({
		...stroke,
		tone: stroke.tone === 'ink' ? element.tone : stroke.tone,
	}))
}

const SETS: Readonly<Record<SetName, (paper: Paper) => Stroke[]>> = {
	room: (paper) => roomStrokes(paper, 0.52),
	corridor: (paper) => [...roomStrokes(paper, 0.2), ...doorsAlong(paper)],
	street: streetStrokes,
	field: fieldStrokes,
	forest: forestStrokes,
	sea: seaStrokes,
	wall: wallStrokes,
	table_top: tableStrokes,
	void: ({ w, h, vp, inner }) => [
		...hatching(
			[
				[-4, h * 0.86],
				[w + 4, h * 0.82],
				[w + 4, h + 4],
				[-4, h + 4],
			],
			{ gap: 9, px: inner, tone: 'grey' },
		),
		underdrawing(
			[
				[0, vp[1]],
				[w, vp[1]],
			],
			inner,
		),
	],
}

/** A back wall of `share` of the picture's width, and edges that run to the vanishing point. */
function roomStrokes({ w, h, vp, px, inner }: Paper, share: number): Stroke[] {
	const corner = (x: number, y: number): Point => between(vp, [x, y], share)
	const [a, b, c, d] = [
		corner(0, -0.06 * h),
		corner(w, -0.06 * h),
		corner(w, 1.05 * h),
		corner(0, 1.05 * h),
	]
	const wall: Point[] = [[w + 4, -4], b, c, [w + 4, h + 4]]
	return [
		filledShape([[-4, h + 4], d, c, [w + 4, h + 4]], 'tone', 'light'),
		...hatching(wall, { gap: 10, px: inner }),
		...ruledShape([a, b, c, d], px, 'none'),
		ruled(a, [0, -0.06 * h], px),
		ruled(b, [w, -0.06 * h], px),
		ruled(c, [w, 1.05 * h], px),
		ruled(d, [0, 1.05 * h], px),
		// Skirting, and the floor's boards as far as they are needed.
		ruled(between(d, a, 0.06), between(c, b, 0.06), inner),
		...[0.2, 0.42, 0.62, 0.84].map((t) =>
			ruled(between(d, c, t), between([-0.3 * w, 1.1 * h], [1.3 * w, 1.1 * h], t), inner, 'grey'),
		),
		underdrawing(
			[
				[0, vp[1]],
				[w * 0.5, vp[1]],
				[w, vp[1]],
			],
			inner,
		),
	]
}

function doorsAlong({ w, h, vp, px, inner }: Paper): Stroke[] {
	return [0.34, 0.55, 0.82].flatMap((t, i) => {
		const near = t + 0.13
		const side = i % 2 === 0 ? 0 : w
		const foot = (k: number): Point => between(vp, [side, 1.05 * h], k)
		const head = (k: number): Point => between(vp, [side, 0.12 * h], k)
		const door = [head(t), head(near), foot(near), foot(t)]
		return [...ruledShape(door, px * 0.9), ...hatching(door, { gap: 8, px: inner })]
	})
}

function streetStrokes({ w, h, vp, px, inner }: Paper): Stroke[] {
	const side = (edge: number, tops: readonly number[], sign: number): Stroke[] =>
		// Farthest first: the nearest house stands in front.
		tops.flatMap((top, i) => {
			const [near, far] = [0.6 + i * 0.27, 0.35 + i * 0.27]
			const at = (k: number, y: number): Point => between(vp, [edge, y * h], k)
			const front = [at(near, top), at(far, top), at(far, 1.02), at(near, 1.02)]
			const windows = [0.3, 0.52, 0.72].flatMap((level) => {
				const y = top + (1 - top) * level
				const span = (k: number): Point[] => [
					at(near - (near - far) * k, y),
					at(near - (near - far) * (k + 0.26), y),
					at(near - (near - far) * (k + 0.26), y + 0.12),
					at(near - (near - far) * k, y + 0.12),
				]
				return [0.14, 0.58].flatMap((k) => [filledShape(span(k), 'tone', 'grey')])
			})
			return [
				...ruledShape(front, px),
				...(sign > 0 ? hatching(front, { gap: 9, px: inner }) : []),
				...windows,
			]
		})
	return [
		...side(0, [-0.5, -0.25, -0.4], -1),
		...side(w, [-0.3, -0.55, -0.2], 1),
		ruled(vp, [0.2 * w, h], px * 0.8),
		ruled(vp, [0.86 * w, h], px * 0.8),
		...[0.2, 0.42, 0.7].map((t) =>
			penLine(
				[between(vp, [0.52 * w, h], t), between(vp, [0.52 * w, h], t + 0.12)],
				px * (0.5 + t),
			),
		),
		...hatching(
			[between(vp, [0.86 * w, h], 0.1), [0.86 * w, h], [w, h], between(vp, [w, 1.02 * h], 0.25)],
			{ gap: 8, px: inner, tone: 'grey' },
		),
		underdrawing(
			[
				[0, vp[1]],
				[w, vp[1]],
			],
			inner,
		),
	]
}

function fieldStrokes({ w, h, vp, px, inner }: Paper): Stroke[] {
	const y = vp[1]
	return [
		filledShape(
			[
				[-4, y],
				[w + 4, y],
				[w + 4, h + 4],
				[-4, h + 4],
			],
			'tone',
			'light',
		),
		penLine(
			[
				[0, y - 0.02 * h],
				[0.16 * w, y - 0.09 * h],
				[0.34 * w, y - 0.05 * h],
				[0.52 * w, y - 0.12 * h],
				[0.74 * w, y - 0.04 * h],
				[w, y - 0.08 * h],
			],
			px * 0.8,
		),
		...hatching(
			[
				[0.34 * w, y - 0.05 * h],
				[0.52 * w, y - 0.12 * h],
				[0.74 * w, y - 0.04 * h],
				[0.7 * w, y],
				[0.4 * w, y],
			],
			{ gap: 8, px: inner },
		),
		ruled([0, y], [w, y], px),
		penLine([vp, [vp[0] - 0.05 * w, y + 0.12 * h], [0.36 * w, h]], px),
		penLine([vp, [vp[0] + 0.03 * w, y + 0.12 * h], [0.82 * w, h]], px),
		...tufts(w, h, y, inner * 1.4),
		...clouds(w, y, px * 0.7),
	]
}

function tufts(w: number, h: number, y: number, px: number): Stroke[] {
	return [
		[0.08, 0.3],
		[0.24, 0.62],
		[0.14, 0.85],
		[0.9, 0.4],
		[0.94, 0.8],
		[0.68, 0.2],
	].flatMap(([x = 0, t = 0]) => {
		const [cx, cy, s] = [x * w, y + (h - y) * t, 6 + 22 * t]
		return [
			penPolyline(
				[
					[cx - s * 0.5, cy],
					[cx - s * 0.4, cy - s * 0.5],
					[cx - s * 0.12, cy],
					[cx + s * 0.04, cy - s * 0.7],
					[cx + s * 0.2, cy],
					[cx + s * 0.5, cy - s * 0.45],
				],
				px,
			),
		]
	})
}

function clouds(w: number, y: number, px: number): Stroke[] {
	return [
		[0.18, 0.3, 0.2],
		[0.72, 0.22, 0.26],
	].map(([x = 0, k = 0, s = 0]) =>
		penLine(
			[
				[(x - s / 2) * w, k * y],
				[(x - s / 5) * w, k * y - 0.07 * y],
				[x * w, k * y - 0.02 * y],
				[(x + s / 4) * w, k * y - 0.1 * y],
				[(x + s / 2) * w, k * y],
			],
			px,
			'grey',
		),
	)
}

function forestStrokes(paper: Paper): Stroke[] {
	const { w, h, vp, inner, px } = paper
	const y = vp[1]
	const trunks = [
		[0.62, 0.1],
		[0.4, 0.12],
		[0.76, 0.2],
		[0.26, 0.24],
		[0.9, 0.44],
		[0.08, 0.6],
	] as const
	return [
		...hatching(
			[
				[0, 0.1 * h],
				[w, 0.06 * h],
				[w, y],
				[0, y],
			],
			{ gap: 11, px: inner, tone: 'grey' },
		),
		ruled([0, y], [w, y], px * 0.7),
		...trunks.flatMap(([x, near]) => {
			const [half, foot] = [(0.012 + near * 0.05) * w, y + (h * 1.02 - y) * near]
			const left: Point[] = [
				[x * w - half * 0.8, -6],
				[x * w - half * 0.7, foot * 0.6],
				[x * w - half * 1.5, foot],
			]
			const right: Point[] = [
				[x * w + half * 0.8, -6],
				[x * w + half * 0.75, foot * 0.6],
				[x * w + half * 1.6, foot],
			]
			return [
				filledShape([...left, ...right.toReversed()], 'paper', 'paper'),
				...hatching(
					[
						[x * w + half * 0.1, -6],
						[x * w + half * 0.8, -6],
						[x * w + half * 1.4, foot],
						[x * w + half * 0.2, foot],
					],
					{ gap: 6 + near * 4, px: inner },
				),
				penLine(left, px * (0.6 + near)),
				penLine(right, px * (0.6 + near)),
			]
		}),
		...tufts(w, h, y, inner * 1.4),
	]
}

function seaStrokes({ w, h, vp, px, inner }: Paper): Stroke[] {
	const y = vp[1]
	return [
		filledShape(
			[
				[-4, y],
				[w + 4, y],
				[w + 4, h + 4],
				[-4, h + 4],
			],
			'tone',
			'grey',
		),
		ruled([0, y], [w, y], px),
		...[0.05, 0.13, 0.24, 0.38, 0.55, 0.75, 0.93].flatMap((t, i) => {
			const [at, s] = [y + (h - y) * t, 0.06 + t * 0.2]
			return [0.04, 0.36, 0.66].map((x0, k) => {
				const x = (x0 + ((i * 0.17 + k * 0.07) % 0.24)) * w
				return penLine(
					[
						[x, at],
						[x + s * 0.3 * w, at - s * 0.1 * h],
						[x + s * 0.6 * w, at],
						[x + s * w, at - s * 0.04 * h],
					],
					inner * (1 + t),
				)
			})
		}),
		...clouds(w, y, px * 0.7),
	]
}

function wallStrokes(paper: Paper): Stroke[] {
	const { w, h, px, inner } = paper
	const window = propStrokes(
		{
			kind: 'prop',
			prop: 'window',
			at: [0.8, 0.62],
			size: 0.2,
			turn: 0,
			flipped: false,
			weight: 'normal',
			tone: 'ink',
		},
		w,
		h,
	)
	return [
		filledShape(
			[
				[-4, -4],
				[w + 4, -4],
				[w + 4, h + 4],
				[-4, h + 4],
			],
			'tone',
			'light',
		),
		...hatching(
			[
				[-4, -4],
				[0.34 * w, -4],
				[0.1 * w, h + 4],
				[-4, h + 4],
			],
			{ gap: 10, px: inner },
		),
		ruled([0, 0.9 * h], [w, 0.9 * h], px * 0.8),
		...window,
	]
}

function tableStrokes({ w, h, vp, px, inner }: Paper): Stroke[] {
	const y = vp[1]
	return [
		...hatching(
			[
				[-4, -4],
				[w + 4, -4],
				[w + 4, y - 0.06 * h],
				[-4, y],
			],
			{ gap: 11, px: inner, tone: 'grey' },
		),
		filledShape(
			[
				[-4, y],
				[w + 4, y - 0.06 * h],
				[w + 4, h + 4],
				[-4, h + 4],
			],
			'paper',
			'paper',
		),
		ruled([0, y], [w, y - 0.06 * h], px),
		...[
			[0.04, 0.4],
			[0.3, 0.72],
			[0.62, 0.9],
			[0.74, 0.3],
		].map(([x = 0, t = 0]) =>
			penLine(
				[
					[x * w, y + (h - y) * t],
					[(x + 0.1) * w, y + (h - y) * t - 4],
					[(x + 0.24) * w, y + (h - y) * t - 7],
				],
				inner,
				'grey',
			),
		),
	]
}
