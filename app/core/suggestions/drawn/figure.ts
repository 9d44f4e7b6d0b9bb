/**
 * A figure of a board artist's rough, in panel pixels: posed, turned, cropped by the shot's size,
 * dressed by name, hatched on its shadow side. The same element is drawn alike on every machine.
 */
import { seededRandom } from '../../random.ts'
import type { SketchElement } from '../sketch.ts'
import type { Point, Stroke } from '../sketch-geometry.ts'
import { type BodyDrawing, bodyStrokes, hatchGap } from './body.ts'
import { hairBehind, headStrokes } from './head.ts'
import type { HeadView } from './head-shapes.ts'
import { lookOf } from './look.ts'
import { filledShape, hatching, penLine, ruledShape } from './pen.ts'
import { POSES, type Pose, STANCES } from './poses.ts'
import { FIGURE_HEADS, type Skeleton, skeletonOf } from './skeleton.ts'

export type FigureElement = Extract<SketchElement, { kind: 'figure' }>
type ShotSize = NonNullable<FigureElement['size']>

/** Where a size cuts: a standing figure's height in frame heights, and what stands at `y`. */
export const CROPS: Readonly<
	Record<ShotSize, { height: number; anchor: 'feet' | 'face'; y: number }>
> = {
	EWS: { height: 0.2, anchor: 'feet', y: 0.76 },
	WS: { height: 0.52, anchor: 'feet', y: 0.86 },
	FS: { height: 0.84, anchor: 'feet', y: 0.94 },
	MWS: { height: 1.24, anchor: 'face', y: 0.19 },
	COWBOY: { height: 1.48, anchor: 'face', y: 0.22 },
	MS: { height: 1.95, anchor: 'face', y: 0.28 },
	MCU: { height: 3, anchor: 'face', y: 0.34 },
	CU: { height: 4.4, anchor: 'face', y: 0.4 },
	BCU: { height: 7.2, anchor: 'face', y: 0.44 },
	ECU: { height: 11.5, anchor: 'face', y: 0.46 },
}

const YAW: Readonly<Record<FigureElement['facing'], number>> = {
	front: 0,
	back: 180,
	right: 90,
	left: -90,
	three_quarter_right: 40,
	three_quarter_left: -40,
}
const STANDING_HEIGHT = 0.72

/** Strokes of a figure in pixels of a panel `w` × `h`. */
export function figureStrokes(figure: FigureElement, w: number, h: number): Stroke[] {
	const crop = figure.size === undefined ? null : CROPS[figure.size]
	const height = crop?.height ?? figure.height ?? STANDING_HEIGHT
	const anchor = crop?.anchor ?? figure.anchor ?? 'feet'
	const headPx = (height * h) / FIGURE_HEADS
	const at: Point = [figure.at[0] * w, (crop?.y ?? figure.at[1]) * h]
	const skeleton = skeletonOf(poseOf(figure), yawOf(figure))
	const origin: Point = anchor === 'face' ? skeleton.head.at : [0, 0]
	return drawn(figure, skeleton, headPx).map((stroke) => ({
		...stroke,
		points: stroke.points.map(
			([x, y]): Point => [at[0] + (x - origin[0]) * headPx, at[1] + (y - origin[1]) * headPx],
		),
		...(stroke.px === undefined ? {} : { px: stroke.px * headPx }),
	}))
}

/** People stand each in their own way: on one leg or the other, a hand in a pocket or not. */
function poseOf({ pose = 'stand', name = '' }: FigureElement): Pose {
	if (pose !== 'stand') return POSES[pose]
	const random = seededRandom(`stance:${name.toUpperCase()}`)
	return STANCES[Math.floor(random() * STANCES.length)] ?? POSES.stand
}

function yawOf({ facing, pose }: FigureElement): number {
	if (pose !== 'lie') return YAW[facing]
	return facing === 'left' || facing === 'three_quarter_left' ? 180 : 0
}

/** In head heights, around the middle of the feet. */
function drawn(figure: FigureElement, skeleton: Skeleton, headPx: number): Stroke[] {
	const contourPx =
		Math.min(4.6, Math.max(1.7, headPx * 0.055)) *
		(figure.weight === 'heavy' ? 1.3 : figure.weight === 'light' ? 0.75 : 1)
	const contour = contourPx / headPx
	const inner = Math.max(0.8, contourPx * 0.5) / headPx
	const shadow = figure.shadow === 'none' ? null : (figure.shadow ?? 'right')
	const look = lookOf(figure)
	const mirrored = figure.facing === 'left' || figure.facing === 'three_quarter_left'
	const view = viewOf(figure)
	const flipped = shadow === null ? null : mirrored === (shadow === 'left') ? 'right' : 'left'
	// Somebody drawn lightly, as in a crowd, has no finer lines.
	const detailPx = figure.weight === 'light' ? headPx * 0.4 : headPx
	const head = { view, look, contour, inner, headPx: detailPx, shadow: flipped } as const
	const body: BodyDrawing = { skeleton, look, contour, inner, shadow, headPx: detailPx }
	const turn = headPlacement(skeleton, mirrored, figure.pose === 'lie')
	return [
		...groundShadow(figure, skeleton, headPx),
		...(figure.pose === 'sit' ? stool(skeleton, contour, inner) : []),
		...turn(hairBehind(head)),
		...bodyStrokes(body),
		...neckStrokes(body),
		...turn(headStrokes(head)),
	].map((stroke) => (stroke.tone === 'ink' ? { ...stroke, tone: figure.tone } : stroke))
}

function viewOf({ facing, pose }: FigureElement): HeadView {
	if (pose === 'lie') return 'profile'
	if (facing === 'front' || facing === 'back') return facing
	return facing.startsWith('three') ? 'turned' : 'profile'
}

function headPlacement(
	{ head, headTilt }: Skeleton,
	mirrored: boolean,
	isLying: boolean,
): (strokes: Stroke[]) => Stroke[] {
	const tilt = headTilt * (isLying ? 1 : 0.55)
	const [c, s] = [Math.cos(tilt), Math.sin(tilt)]
	return (strokes) =>
		strokes.map((stroke) => ({
			...stroke,
			points: stroke.points.map(([px, y]): Point => {
				const x = mirrored ? -px : px
				return [head.at[0] + x * c - y * s, head.at[1] + x * s + y * c]
			}),
		}))
}

/** The neck stands in the collar; a back has none to show but its sides. */
function neckStrokes({ skeleton, contour, inner, headPx, shadow }: BodyDrawing): Stroke[] {
	const [base, head] = [skeleton.neck.at, skeleton.head.at]
	const side = (dx: number): Point[] => [
		[head[0] + dx * 0.8, head[1] + 0.3],
		[(head[0] + base[0]) / 2 + dx * 0.86, (head[1] + base[1]) / 2 + 0.16],
		[base[0] + dx * 1.25, base[1] + 0.02],
	]
	const [left, right] = [side(-0.2), side(0.2)]
	const collar: Point[] = [
		[base[0] - 0.24, base[1] - 0.02],
		[base[0], base[1] + 0.14],
		[base[0] + 0.24, base[1] - 0.02],
	]
	const shade =
		shadow === null || headPx < 24
			? []
			: hatching(
					[
						[head[0] - 0.16, head[1] + 0.42],
						[head[0] + 0.17, head[1] + 0.42],
						[base[0] + 0.2, base[1] - 0.06],
						[base[0] - 0.02, base[1] - 0.02],
					],
					{ gap: hatchGap(headPx), px: inner * 0.8 },
				)
	return [
		filledShape([...left, collar[1] ?? base, ...right.toReversed()], 'paper', 'paper'),
		...shade,
		penLine(left, contour * 0.8),
		penLine(right, contour * 0.8),
		...(headPx < 20 ? [] : [penLine(collar, inner * 1.5)]),
	]
}

/** Somebody sits on something, until the drawing says on what. */
function stool({ slice }: Skeleton, contour: number, inner: number): Stroke[] {
	const [x, y] = slice(0).middle
	const top = y + 0.42
	const legs = [-0.5, 0.5].map((dx) =>
		penLine(
			[
				[x + dx * 0.8, top],
				[x + dx, 0.02],
			],
			contour,
		),
	)
	return [
		...legs,
		penLine(
			[
				[x - 0.48, top + 0.9],
				[x + 0.48, top + 0.9],
			],
			inner * 1.4,
		),
		...ruledShape(
			[
				[x - 0.62, top - 0.06],
				[x + 0.62, top - 0.06],
				[x + 0.62, top + 0.1],
				[x - 0.62, top + 0.1],
			],
			contour,
		),
	]
}

/** Contact with the ground: a few flat lines, away from the light. */
function groundShadow(
	{ shadow, size, anchor }: FigureElement,
	skeleton: Skeleton,
	headPx: number,
): Stroke[] {
	if (
		shadow === 'none' ||
		anchor === 'face' ||
		(size !== undefined && CROPS[size].anchor === 'face')
	)
		return []
	const feet = skeleton.legs.map(({ joints }) => joints[2].at[0])
	const way = shadow === 'left' ? -1 : 1
	const middle = feet.reduce((sum, x) => sum + x, 0) / feet.length
	const spread = Math.max(...feet) - Math.min(...feet)
	const px = Math.max(1.1, headPx * 0.05) / headPx
	return [0, 1, 2].map((i) => {
		const y = 0.02 + i * 0.07
		const start = middle - way * (spread / 2 + 0.35 - i * 0.14)
		return penLine(
			[
				[start, y],
				[middle, y + 0.02],
				[middle + way * (spread / 2 + 1.5 - i * 0.35), y - 0.02],
			],
			px,
			'grey',
		)
	})
}
