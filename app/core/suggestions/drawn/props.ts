/**
 * Things a scene holds, each drawn in a unit box (x −0.5 to 0.5, y from −height to 0 at its foot) so
 * that one size places it anywhere. A thing without a drawing of its own is a box with its name.
 */
import type { SKETCH_PROPS, SketchElement } from '../sketch.ts'
import type { Point, Stroke } from '../sketch-geometry.ts'
import { smoothCurve } from '../sketch-geometry.ts'
import {
	filledShape,
	hatching,
	layers,
	penLine,
	penPolyline,
	roundShape,
	ruled,
	ruledShape,
} from './pen.ts'

export type PropName = (typeof SKETCH_PROPS)[number]
type PropElement = Extract<SketchElement, { kind: 'prop' }>

/** Pens and hatching, in units of the thing's width. */
interface Hand {
	contour: number
	inner: number
	gap: number
}

/** Strokes of a thing in pixels of a panel `w` × `h`. */
export function propStrokes(prop: PropElement, w: number, h: number): Stroke[] {
	const size = prop.size * w
	const px =
		Math.min(4.4, Math.max(1.5, size * 0.02)) * { light: 0.75, normal: 1, heavy: 1.3 }[prop.weight]
	const hand = {
		contour: px / size,
		inner: Math.max(0.8, px * 0.5) / size,
		gap: Math.min(8, Math.max(4, size * 0.04)) / size,
	}
	const turn = (prop.turn * Math.PI) / 180
	const [c, s] = [Math.cos(turn), Math.sin(turn)]
	const [x0, y0] = [prop.at[0] * w, prop.at[1] * h]
	const flip = prop.flipped ? -1 : 1
	return PROPS[prop.prop](hand).map((stroke) => ({
		...stroke,
		tone: stroke.tone === 'ink' ? prop.tone : stroke.tone,
		points: stroke.points.map(
			([x, y]): Point => [x0 + (x * flip * c - y * s) * size, y0 + (x * flip * s + y * c) * size],
		),
		...(stroke.px === undefined ? {} : { px: stroke.px * size }),
	}))
}

const PROPS: Readonly<Record<PropName, (hand: Hand) => Stroke[]>> = {
	box: ({ contour, gap, inner }) => [
		...ground(inner, gap, 0.56),
		...ruledShape(
			[
				[-0.5, -0.55],
				[0.16, -0.5],
				[0.16, 0],
				[-0.5, -0.1],
			],
			contour,
		),
		...ruledShape(
			[
				[0.16, -0.5],
				[0.5, -0.6],
				[0.5, -0.12],
				[0.16, 0],
			],
			contour,
		),
		...hatching(
			[
				[0.16, -0.5],
				[0.5, -0.6],
				[0.5, -0.12],
				[0.16, 0],
			],
			{ gap, px: inner },
		),
		...ruledShape(
			[
				[-0.5, -0.55],
				[-0.14, -0.66],
				[0.5, -0.6],
				[0.16, -0.5],
			],
			contour,
		),
	],
	table: ({ contour, inner, gap }) => [
		...[
			[-0.42, 0],
			[0.4, 0],
			[-0.26, -0.1],
			[0.3, -0.1],
		].flatMap(([x = 0, y = 0]) =>
			ruledShape(
				[
					[x, -0.44],
					[x + 0.045, -0.44],
					[x + 0.035, y],
					[x + 0.008, y],
				],
				contour * 0.8,
			),
		),
		...hatching(
			[
				[-0.44, -0.4],
				[0.46, -0.4],
				[0.4, -0.3],
				[-0.4, -0.3],
			],
			{ gap, px: inner },
		),
		...ruledShape(
			[
				[-0.5, -0.46],
				[0.5, -0.46],
				[0.38, -0.58],
				[-0.36, -0.58],
			],
			contour,
		),
		...ruledShape(
			[
				[-0.5, -0.46],
				[0.5, -0.46],
				[0.5, -0.41],
				[-0.5, -0.41],
			],
			contour * 0.9,
		),
		...[-0.3, 0.04, 0.26].map((x) =>
			penLine(
				[
					[x, -0.5],
					[x + 0.12, -0.52],
				],
				inner,
			),
		),
	],
	chair: ({ contour, inner, gap }) => [
		...[
			[-0.3, -0.08],
			[0.34, -0.06],
		].flatMap(([x = 0, y = 0]) =>
			ruledShape(
				[
					[x, -0.9],
					[x + 0.07, -0.9],
					[x + 0.06, y],
					[x, y],
				],
				contour * 0.8,
			),
		),
		...ruledShape(
			[
				[-0.34, -1.75],
				[0.32, -1.7],
				[0.34, -1.2],
				[-0.32, -1.24],
			],
			contour,
		),
		...hatching(
			[
				[-0.3, -1.7],
				[0.28, -1.66],
				[0.3, -1.24],
				[-0.28, -1.27],
			],
			{ gap, px: inner },
		),
		...[-0.3, 0.27].flatMap((x) =>
			ruledShape(
				[
					[x, -1.24],
					[x + 0.07, -1.24],
					[x + 0.07, -0.92],
					[x, -0.92],
				],
				contour * 0.8,
			),
		),
		...ruledShape(
			[
				[-0.34, -0.98],
				[0.36, -0.96],
				[0.5, -0.8],
				[-0.5, -0.82],
			],
			contour,
		),
		...[
			[-0.48, 0],
			[0.42, 0.02],
		].flatMap(([x = 0, y = 0]) =>
			ruledShape(
				[
					[x, -0.82],
					[x + 0.08, -0.82],
					[x + 0.06, y],
					[x + 0.01, y],
				],
				contour * 0.9,
			),
		),
	],
	door: ({ contour, inner, gap }) => [
		...ruledShape(
			[
				[-0.5, -2.1],
				[0.5, -2.1],
				[0.5, 0],
				[-0.5, 0],
			],
			contour,
		),
		...ruledShape(
			[
				[-0.42, -2.02],
				[0.42, -2.02],
				[0.42, 0],
				[-0.42, 0],
			],
			contour * 0.8,
		),
		...[
			[-1.85, -1.1],
			[-0.95, -0.18],
		].flatMap(([y0 = 0, y1 = 0]) => [
			...hatching(
				[
					[-0.28, y0],
					[0.28, y0],
					[0.28, y0 + 0.12],
					[-0.2, y0 + 0.12],
					[-0.2, y1],
					[-0.28, y1],
				],
				{ gap, px: inner },
			),
			...ruledShape(
				[
					[-0.28, y0],
					[0.28, y0],
					[0.28, y1],
					[-0.28, y1],
				],
				inner,
				'none',
			),
		]),
		...roundShape(circle(0.34, -1, 0.04), contour * 0.8),
	],
	window: ({ contour, inner, gap }) => [
		...ruledShape(
			[
				[-0.5, -1.2],
				[0.5, -1.2],
				[0.5, 0],
				[-0.5, 0],
			],
			contour,
		),
		...ruledShape(
			[
				[-0.42, -1.12],
				[0.42, -1.12],
				[0.42, -0.1],
				[-0.42, -0.1],
			],
			contour * 0.7,
		),
		...hatching(
			[
				[-0.42, -1.12],
				[0.1, -1.12],
				[-0.42, -0.5],
			],
			{ gap, px: inner },
		),
		ruled([0, -1.12], [0, -0.1], contour * 0.9),
		ruled([-0.42, -0.62], [0.42, -0.62], contour * 0.9),
		...ruledShape(
			[
				[-0.58, 0],
				[0.58, 0],
				[0.58, 0.08],
				[-0.58, 0.08],
			],
			contour,
		),
	],
	lamp: ({ contour, inner, gap }) => [
		...ground(inner, gap, 0.34),
		...roundShape(
			[
				[-0.26, -0.03],
				[0, -0.1],
				[0.26, -0.03],
				[0.16, 0.02],
				[-0.16, 0.02],
			],
			contour,
		),
		...ruledShape(
			[
				[-0.03, -0.85],
				[0.03, -0.85],
				[0.03, -0.08],
				[-0.03, -0.08],
			],
			contour * 0.7,
		),
		...ruledShape(
			[
				[-0.24, -1.4],
				[0.24, -1.4],
				[0.46, -0.82],
				[-0.46, -0.82],
			],
			contour,
		),
		...hatching(
			[
				[0.08, -1.4],
				[0.24, -1.4],
				[0.46, -0.82],
				[0.16, -0.82],
			],
			{ gap, px: inner },
		),
		penLine(
			[
				[0.14, -0.82],
				[0.16, -0.62],
				[0.14, -0.58],
			],
			inner,
		),
	],
	bed: ({ contour, inner, gap }) => [
		...ruledShape(
			[
				[-0.5, -0.5],
				[-0.44, -0.52],
				[-0.44, -0.02],
				[-0.5, 0],
			],
			contour,
		),
		...ruledShape(
			[
				[-0.44, -0.28],
				[0.46, -0.28],
				[0.46, -0.06],
				[-0.44, -0.06],
			],
			contour,
		),
		...hatching(
			[
				[-0.44, -0.16],
				[0.46, -0.16],
				[0.46, -0.06],
				[-0.44, -0.06],
			],
			{ gap, px: inner },
		),
		...roundShape(
			[
				[-0.42, -0.28],
				[-0.4, -0.38],
				[-0.26, -0.4],
				[-0.2, -0.3],
				[-0.28, -0.26],
			],
			contour * 0.9,
		),
		...roundShape(
			[
				[-0.2, -0.28],
				[0.1, -0.36],
				[0.46, -0.32],
				[0.48, -0.12],
				[0.1, -0.15],
				[-0.14, -0.16],
			],
			contour,
		),
		...[
			[-0.05, -0.32],
			[0.12, -0.34],
			[0.28, -0.32],
		].map(([x = 0, y = 0]) =>
			penLine(
				[
					[x, y],
					[x + 0.06, y + 0.09],
					[x + 0.05, y + 0.15],
				],
				inner,
			),
		),
	],
	car: ({ contour, inner, gap }) => [
		...ground(inner, gap, 0.54),
		...roundShape(
			[
				[-0.5, -0.1],
				[-0.49, -0.2],
				[-0.3, -0.25],
				[-0.18, -0.38],
				[0.14, -0.4],
				[0.28, -0.26],
				[0.46, -0.22],
				[0.5, -0.1],
				[0.3, -0.06],
				[-0.3, -0.06],
			],
			contour,
		),
		...roundShape(
			[
				[-0.25, -0.25],
				[-0.15, -0.35],
				[-0.03, -0.36],
				[-0.03, -0.25],
			],
			contour * 0.7,
			'tone',
			'grey',
		),
		...roundShape(
			[
				[0.0, -0.25],
				[0.0, -0.36],
				[0.12, -0.36],
				[0.23, -0.25],
			],
			contour * 0.7,
			'tone',
			'grey',
		),
		...hatching(
			[
				[-0.48, -0.14],
				[0.48, -0.14],
				[0.44, -0.07],
				[-0.44, -0.07],
			],
			{ gap: gap * 0.8, px: inner },
		),
		penLine(
			[
				[-0.02, -0.25],
				[-0.03, -0.08],
			],
			inner,
		),
		penLine(
			[
				[0.04, -0.2],
				[0.08, -0.2],
			],
			contour,
		),
		...[-0.29, 0.29].flatMap((x) => [
			...roundShape(circle(x, -0.07, 0.085), contour, 'solid'),
			...roundShape(circle(x, -0.07, 0.045), inner, 'paper'),
		]),
	],
	phone: ({ contour, inner, gap }) => [
		...roundedBox(-0.5, -1.9, 1, 1.9, 0.12, contour),
		...ruledShape(
			[
				[-0.4, -1.68],
				[0.4, -1.68],
				[0.4, -0.26],
				[-0.4, -0.26],
			],
			inner,
		),
		...hatching(
			[
				[0.4, -1.68],
				[0.4, -0.8],
				[-0.3, -1.68],
			],
			{ gap, px: inner },
		),
		penLine(
			[
				[-0.12, -1.79],
				[0.12, -1.79],
			],
			contour,
		),
		...[-1.2, -1.0, -0.8].map((y, i) =>
			penLine(
				[
					[-0.3, y],
					[0.1 + i * 0.08, y],
				],
				inner,
			),
		),
	],
	cup: ({ contour, inner, gap }) => [
		...ground(inner, gap, 0.5),
		...roundShape(
			[
				[0.34, -0.7],
				[0.58, -0.66],
				[0.58, -0.3],
				[0.32, -0.24],
				[0.32, -0.34],
				[0.48, -0.38],
				[0.48, -0.58],
				[0.34, -0.6],
			],
			contour * 0.9,
		),
		...tumbler(-0.38, 0.38, -0.86, 0.3, contour, inner, gap),
		penLine(
			[
				[-0.1, -1],
				[-0.16, -1.14],
				[-0.06, -1.26],
				[-0.12, -1.4],
			],
			inner,
		),
		penLine(
			[
				[0.12, -1.02],
				[0.06, -1.16],
				[0.16, -1.3],
			],
			inner,
		),
	],
	bottle: ({ contour, inner, gap }) => [
		...ground(inner, gap, 0.5),
		...mirrorShape(
			[
				[-0.14, -2.3],
				[-0.14, -1.75],
				[-0.36, -1.4],
				[-0.4, -1.2],
				[-0.4, -0.05],
				[-0.3, 0.02],
			],
			contour,
		),
		...hatching(
			[
				[0.1, -1.5],
				[0.34, -1.36],
				[0.4, -1.2],
				[0.4, -0.04],
				[0.14, 0],
			],
			{ gap, px: inner },
		),
		...ruledShape(
			[
				[-0.4, -1.05],
				[0.4, -1.05],
				[0.4, -0.4],
				[-0.4, -0.4],
			],
			contour * 0.7,
		),
		...[-0.85, -0.7, -0.56].map((y) =>
			penLine(
				[
					[-0.24, y],
					[0.2, y],
				],
				inner,
			),
		),
		...ruledShape(
			[
				[-0.17, -2.42],
				[0.17, -2.42],
				[0.17, -2.24],
				[-0.17, -2.24],
			],
			contour * 0.9,
			'solid',
		),
	],
	glass: ({ contour, inner, gap }) => [
		...ground(inner, gap, 0.5),
		...tumbler(-0.4, 0.4, -1.1, 0.32, contour, inner, gap),
	],
	book: ({ contour, inner, gap }) => [
		...ground(inner, gap, 0.52),
		...roundShape(
			[
				[-0.5, -0.12],
				[-0.46, -0.32],
				[-0.2, -0.38],
				[0, -0.3],
				[0, -0.04],
				[-0.24, -0.08],
			],
			contour,
		),
		...roundShape(
			[
				[0.5, -0.12],
				[0.46, -0.32],
				[0.2, -0.38],
				[0, -0.3],
				[0, -0.04],
				[0.24, -0.08],
			],
			contour,
		),
		...[-0.3, -0.25, -0.2, -0.15].flatMap((y) => [
			penLine(
				[
					[-0.4, y],
					[-0.2, y - 0.04],
					[-0.06, y + 0.02],
				],
				inner,
			),
			penLine(
				[
					[0.06, y + 0.02],
					[0.2, y - 0.04],
					[0.38, y],
				],
				inner,
			),
		]),
	],
	letter: ({ contour, inner, gap }) => [
		...hatching(
			[
				[-0.44, 0.02],
				[0.56, 0.1],
				[0.62, -0.56],
				[0.5, -0.62],
				[0.48, -0.02],
			],
			{ gap, px: inner },
		),
		...ruledShape(
			[
				[-0.5, -0.02],
				[-0.42, -0.72],
				[0.52, -0.62],
				[0.46, 0.06],
			],
			contour,
		),
		...[-0.56, -0.46, -0.36, -0.26, -0.16].map((y, i) =>
			penLine(
				[
					[-0.32 - y * 0.06, y],
					[0, y + 0.045],
					[0.34 - (i % 3) * 0.12, y + 0.06],
				],
				inner,
			),
		),
	],
	photo: ({ contour, inner, gap }) => [
		...hatching(
			[
				[-0.4, 0.08],
				[0.56, -0.06],
				[0.5, -0.62],
				[0.44, -0.66],
				[0.44, -0.1],
			],
			{ gap, px: inner },
		),
		...ruledShape(
			[
				[-0.5, 0],
				[-0.46, -0.66],
				[0.44, -0.72],
				[0.48, -0.08],
			],
			contour,
		),
		...ruledShape(
			[
				[-0.4, -0.14],
				[-0.37, -0.57],
				[0.35, -0.62],
				[0.38, -0.2],
			],
			inner,
			'tone',
			'light',
		),
		...roundShape(circle(-0.04, -0.43, 0.09), inner * 1.3),
		...layers(
			smoothCurve(
				[
					[-0.22, -0.16],
					[-0.16, -0.3],
					[-0.04, -0.33],
					[0.1, -0.3],
					[0.18, -0.18],
				],
				false,
			),
			'tone',
			'ink',
		),
	],
	key: ({ contour, inner, gap }) => [
		...ground(inner, gap, 0.54),
		...roundShape(circle(-0.32, -0.14, 0.17), contour),
		...roundShape(circle(-0.34, -0.14, 0.08), contour * 0.8),
		...ruledShape(
			[
				[-0.16, -0.18],
				[0.5, -0.18],
				[0.5, -0.1],
				[-0.16, -0.1],
			],
			contour,
		),
		...ruledShape(
			[
				[0.3, -0.1],
				[0.36, -0.1],
				[0.36, 0.02],
				[0.3, 0.02],
			],
			contour * 0.8,
		),
		...ruledShape(
			[
				[0.42, -0.1],
				[0.48, -0.1],
				[0.48, 0.05],
				[0.42, 0.05],
			],
			contour * 0.8,
		),
	],
	knife: ({ contour, inner, gap }) => [
		...ground(inner, gap, 0.54),
		...roundShape(
			[
				[-0.5, -0.06],
				[-0.46, -0.14],
				[-0.14, -0.12],
				[-0.12, -0.02],
				[-0.46, 0],
			],
			contour,
			'solid',
		),
		...ruledShape(
			[
				[-0.14, -0.16],
				[-0.1, -0.16],
				[-0.1, 0.02],
				[-0.14, 0.02],
			],
			contour,
		),
		...roundShape(
			[
				[-0.1, -0.12],
				[0.2, -0.13],
				[0.5, -0.06],
				[0.3, 0],
				[-0.1, -0.01],
			],
			contour,
		),
		penLine(
			[
				[-0.08, -0.04],
				[0.2, -0.045],
				[0.4, -0.05],
			],
			inner,
		),
	],
	pistol: ({ contour, inner, gap }) => [
		...ground(inner, gap, 0.5),
		...ruledShape(
			[
				[-0.46, -0.5],
				[0.5, -0.46],
				[0.48, -0.28],
				[-0.4, -0.3],
			],
			contour,
			'tone',
			'grey',
		),
		...roundShape(
			[
				[-0.42, -0.32],
				[-0.16, -0.3],
				[-0.22, -0.02],
				[-0.4, 0.04],
				[-0.5, -0.02],
			],
			contour,
			'tone',
			'ink',
		),
		penLine(
			[
				[-0.16, -0.28],
				[-0.04, -0.12],
				[0.06, -0.16],
				[0.06, -0.29],
			],
			contour * 0.9,
		),
		penLine(
			[
				[-0.08, -0.28],
				[-0.05, -0.2],
			],
			contour,
		),
		penLine(
			[
				[0.44, -0.48],
				[0.45, -0.53],
			],
			contour,
		),
	],
	bag: ({ contour, inner, gap }) => [
		...ground(inner, gap, 0.56),
		penLine(
			[
				[-0.2, -0.6],
				[-0.16, -0.86],
				[0.14, -0.88],
				[0.2, -0.6],
			],
			contour * 1.4,
		),
		...roundShape(
			[
				[-0.5, -0.06],
				[-0.46, -0.5],
				[-0.3, -0.64],
				[0.3, -0.64],
				[0.46, -0.5],
				[0.5, -0.06],
				[0.3, 0],
				[-0.3, 0],
			],
			contour,
		),
		...hatching(
			[
				[0.2, -0.62],
				[0.46, -0.5],
				[0.5, -0.06],
				[0.24, 0],
			],
			{ gap, px: inner },
		),
		penLine(
			[
				[-0.44, -0.46],
				[0, -0.4],
				[0.44, -0.46],
			],
			inner * 1.4,
		),
	],
	clock: ({ contour, inner, gap }) => [
		...ground(inner, gap, 0.5),
		...roundShape(circle(0, -0.5, 0.5), contour * 1.1),
		...hatching(arcBand(0, -0.5, 0.5, 0.42, -0.9, 1.2), { gap, px: inner }),
		...roundShape(circle(0, -0.5, 0.4), inner * 1.4),
		...Array.from({ length: 12 }, (_, i) =>
			tick(0, -0.5, (i * Math.PI) / 6, 0.37, i % 3 === 0 ? 0.3 : 0.34, inner),
		),
		penLine(
			[
				[0, -0.5],
				[0.13, -0.72],
			],
			contour,
		),
		penLine(
			[
				[0, -0.5],
				[-0.26, -0.58],
			],
			contour * 0.8,
		),
	],
	screen: ({ contour, inner, gap }) => [
		...ground(inner, gap, 0.4),
		...ruledShape(
			[
				[-0.1, -0.14],
				[0.1, -0.14],
				[0.16, 0],
				[-0.16, 0],
			],
			contour * 0.9,
		),
		...ruledShape(
			[
				[-0.5, -0.74],
				[0.5, -0.74],
				[0.5, -0.12],
				[-0.5, -0.12],
			],
			contour,
		),
		...ruledShape(
			[
				[-0.45, -0.69],
				[0.45, -0.69],
				[0.45, -0.17],
				[-0.45, -0.17],
			],
			inner,
			'tone',
			'light',
		),
		...hatching(
			[
				[0.45, -0.69],
				[0.45, -0.36],
				[0.05, -0.69],
			],
			{ gap, px: inner },
		),
	],
	radio: ({ contour, inner, gap }) => [
		...ground(inner, gap, 0.54),
		penLine(
			[
				[0.34, -0.5],
				[0.46, -1.1],
			],
			contour * 0.8,
		),
		...roundedBox(-0.5, -0.52, 1, 0.52, 0.06, contour),
		...roundShape(circle(-0.24, -0.26, 0.16), contour * 0.8, 'hatch', 'ink'),
		...ruledShape(
			[
				[0.02, -0.42],
				[0.4, -0.42],
				[0.4, -0.28],
				[0.02, -0.28],
			],
			inner * 1.3,
		),
		...[0.1, 0.22, 0.34].flatMap((x) => roundShape(circle(x, -0.14, 0.045), inner * 1.3)),
	],
	tree: ({ contour, inner, gap }) => [
		...ground(inner, gap, 0.3),
		...mirrorShape(
			[
				[-0.05, -0.95],
				[-0.06, -0.4],
				[-0.12, 0],
			],
			contour,
		),
		...hatching(
			[
				[0.01, -0.7],
				[0.05, -0.7],
				[0.11, 0],
				[0.02, 0],
			],
			{ gap, px: inner },
		),
		...roundShape(
			[
				[-0.1, -0.72],
				[-0.4, -0.78],
				[-0.5, -1.02],
				[-0.38, -1.22],
				[-0.28, -1.44],
				[0, -1.54],
				[0.26, -1.42],
				[0.42, -1.2],
				[0.5, -0.98],
				[0.36, -0.76],
				[0.12, -0.72],
			],
			contour,
		),
		...hatching(
			[
				[0.1, -1.1],
				[0.34, -1.24],
				[0.46, -0.98],
				[0.34, -0.78],
				[0.06, -0.76],
				[-0.2, -0.8],
				[0, -0.92],
			],
			{ gap, px: inner },
		),
		...[
			[-0.3, -1],
			[-0.08, -1.22],
			[-0.16, -0.88],
			[0.12, -1],
		].map(([x = 0, y = 0]) =>
			penLine(
				[
					[x, y],
					[x + 0.05, y - 0.06],
					[x + 0.11, y - 0.02],
					[x + 0.16, y - 0.07],
				],
				inner,
			),
		),
	],
	rock: ({ contour, inner, gap }) => [
		...ground(inner, gap, 0.56),
		...ruledShape(
			[
				[-0.5, 0],
				[-0.44, -0.3],
				[-0.18, -0.52],
				[0.16, -0.48],
				[0.42, -0.26],
				[0.5, 0],
			],
			contour,
		),
		...hatching(
			[
				[0.02, -0.28],
				[0.16, -0.48],
				[0.42, -0.26],
				[0.5, 0],
				[0.1, 0],
			],
			{ gap, px: inner },
		),
		penLine(
			[
				[-0.18, -0.5],
				[0.02, -0.28],
				[0.08, -0.02],
			],
			inner * 1.4,
		),
		penLine(
			[
				[-0.4, -0.24],
				[-0.22, -0.2],
				[0.02, -0.28],
			],
			inner,
		),
	],
	boat: ({ contour, inner, gap }) => [
		...roundShape(
			[
				[-0.5, -0.22],
				[-0.2, -0.14],
				[0.26, -0.15],
				[0.52, -0.26],
				[0.36, 0.02],
				[-0.34, 0.02],
			],
			contour,
		),
		...hatching(
			[
				[-0.42, -0.1],
				[0.42, -0.12],
				[0.36, 0.02],
				[-0.34, 0.02],
			],
			{ gap, px: inner },
		),
		penLine(
			[
				[-0.47, -0.17],
				[-0.2, -0.09],
				[0.26, -0.1],
				[0.49, -0.2],
			],
			inner * 1.3,
		),
		penLine(
			[
				[-0.02, -0.14],
				[0, -0.9],
			],
			contour,
		),
		...[-0.62, -0.2, 0.2].map((x, i) =>
			penLine(
				[
					[x, 0.05 + i * 0.02],
					[x + 0.2, 0.03 + i * 0.02],
					[x + 0.42, 0.06 + i * 0.02],
				],
				inner,
			),
		),
	],
}

/** What a thing stands on: a few flat lines to its right. */
function ground(inner: number, gap: number, reach: number): Stroke[] {
	return hatching(
		[
			[-reach * 0.6, -0.01],
			[reach * 1.35, -0.03],
			[reach * 1.1, 0.075],
			[-reach * 0.5, 0.06],
		],
		{ gap: gap * 0.9, px: inner, tone: 'grey' },
	)
}

function circle(x: number, y: number, r: number): Point[] {
	return Array.from(
		{ length: 10 },
		(_, i): Point => [x + Math.cos((i / 10) * 6.283) * r, y + Math.sin((i / 10) * 6.283) * r],
	)
}

function arcBand(
	x: number,
	y: number,
	r: number,
	inside: number,
	from: number,
	to: number,
): Point[] {
	const arc = (radius: number) =>
		Array.from({ length: 9 }, (_, i): Point => {
			const angle = from + ((to - from) * i) / 8
			return [x + Math.cos(angle) * radius, y + Math.sin(angle) * radius]
		})
	return [...arc(r), ...arc(inside).toReversed()]
}

function tick(x: number, y: number, angle: number, r: number, inside: number, px: number): Stroke {
	const [c, s] = [Math.cos(angle), Math.sin(angle)]
	return penLine(
		[
			[x + c * r, y + s * r],
			[x + c * inside, y + s * inside],
		],
		px,
	)
}

/** A shape from its left half, top to bottom. */
function mirrorShape(half: readonly Point[], px: number): Stroke[] {
	const left = smoothCurve(half, false)
	const right = left.map(([x, y]): Point => [-x, y])
	const foot = half.at(-1) ?? [0, 0]
	return [
		filledShape([...left, ...right.toReversed()], 'paper', 'paper'),
		penPolyline(left, px),
		penPolyline(right, px),
		penLine([foot, [0, foot[1] + 0.02], [-foot[0], foot[1]]], px),
	]
}

function roundedBox(x: number, y: number, w: number, h: number, r: number, px: number): Stroke[] {
	return roundShape(
		[
			[x + r, y],
			[x + w - r, y],
			[x + w, y + r],
			[x + w, y + h - r],
			[x + w - r, y + h],
			[x + r, y + h],
			[x, y + h - r],
			[x, y + r],
		],
		px,
	)
}

function tumbler(
	x0: number,
	x1: number,
	top: number,
	lip: number,
	px: number,
	inner: number,
	gap: number,
): Stroke[] {
	const foot = 0.76
	const rim = Array.from(
		{ length: 10 },
		(_, i): Point => [
			((x1 - x0) / 2) * Math.cos((i / 10) * 6.283),
			top + lip * 0.3 * Math.sin((i / 10) * 6.283),
		],
	)
	return [
		...ruledShape(
			[
				[x0, top],
				[x1, top],
				[x1 * foot, 0],
				[x0 * foot, 0],
			],
			px,
		),
		...hatching(
			[
				[x1 * 0.35, top],
				[x1, top],
				[x1 * foot, 0],
				[x1 * 0.3, 0],
			],
			{ gap, px: inner },
		),
		penLine(
			[
				[x0 * foot, 0],
				[0, 0.05],
				[x1 * foot, 0],
			],
			px,
		),
		...roundShape(rim, px * 0.9),
	]
}
