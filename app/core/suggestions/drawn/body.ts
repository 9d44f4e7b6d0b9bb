/**
 * The clothed body of a figure, from its skeleton: far limbs, torso, near limbs, so that what is
 * nearer overlaps. Points are head heights around the middle of the feet; figure.ts places them.
 */
import type { Point, Stroke } from '../sketch-geometry.ts'
import { smoothCurve } from '../sketch-geometry.ts'
import type { FigureLook } from './look.ts'
import { filledShape, hatching, layers, penLine, penPolyline } from './pen.ts'
import type { Joint, Limb, Skeleton } from './skeleton.ts'
import { between, sideStrip, type Tube, tubeOf } from './tube.ts'

export interface BodyDrawing {
	skeleton: Skeleton
	look: FigureLook
	/** Widths of the pen, in head heights. */
	contour: number
	inner: number
	/** The side of the paper that lies in shadow; null = no hatching. */
	shadow: 'left' | 'right' | null
	/** Pixels of a head; below some, details are left out. */
	headPx: number
}

/** Half-width and half-depth of the trunk, by how far up the spine. */
const TRUNK: readonly (readonly [t: number, a: number, b: number])[] = [
	[-0.32, 0.7, 0.52],
	[0, 0.68, 0.5],
	[0.42, 0.56, 0.4],
	[0.72, 0.74, 0.48],
	[0.86, 0.88, 0.42],
]
const DETAIL_PX = 20

export function bodyStrokes(drawing: BodyDrawing): Stroke[] {
	const { skeleton } = drawing
	const arms = skeleton.arms.toSorted((a, b) => depthOf(a) - depthOf(b))
	const legs = skeleton.legs.toSorted((a, b) => depthOf(a) - depthOf(b))
	const far = arms.filter((arm) => isFar(skeleton, arm))
	const near = arms.filter((arm) => !far.includes(arm))
	const seat = legs.some(({ joints }) => joints[1].depth > joints[0].depth + 1)
	return [
		...far.flatMap((arm) => armStrokes(drawing, arm)),
		...(seat ? [] : legs.flatMap((leg) => legStrokes(drawing, leg))),
		...torsoStrokes(drawing),
		...(seat ? legs.flatMap((leg) => legStrokes(drawing, leg)) : []),
		...near.flatMap((arm) => armStrokes(drawing, arm)),
	]
}

function depthOf({ joints }: Limb): number {
	return (joints[0].depth + joints[1].depth * 2 + joints[2].depth) / 4
}

function points(joints: readonly Joint[]): Point[] {
	return joints.map(({ at }) => at)
}

function legStrokes(drawing: BodyDrawing, leg: Limb): Stroke[] {
	const { look, contour } = drawing
	const [hip, knee, ankle] = points(leg.joints)
	if (!hip || !knee || !ankle) return []
	const loose = look.garment === 'suit' || look.garment === 'coat' ? 1.12 : 1
	const tube = tubeOf(
		[hip, between(hip, knee, 0.45), knee, between(knee, ankle, 0.4), ankle],
		[0.36, 0.34, 0.245 * loose, 0.25 * loose, 0.17 * loose],
	)
	return [
		...shoeStrokes(drawing, leg),
		...layers(tube.outline, look.legs, washOf(look.legs)),
		...shaded(drawing, tube, 0.4),
		penPolyline(tube.left, contour),
		penPolyline(tube.right, contour),
		...folds(drawing, [knee, hip, ankle]),
	]
}

/** Two short lines where cloth bunches inside a bend. */
function folds({ headPx, inner }: BodyDrawing, [bend, from, to]: [Point, Point, Point]): Stroke[] {
	const straight = Math.hypot(from[0] - to[0], from[1] - to[1])
	const along =
		Math.hypot(from[0] - bend[0], from[1] - bend[1]) + Math.hypot(to[0] - bend[0], to[1] - bend[1])
	if (headPx < DETAIL_PX || straight > along * 0.97) return []
	const [a, b] = [between(bend, from, 0.16), between(bend, to, 0.14)]
	return [
		penLine(
			[
				[a[0] - 0.12, a[1]],
				[a[0] + 0.02, a[1] + 0.06],
				[a[0] + 0.13, a[1] + 0.03],
			],
			inner,
		),
		penLine(
			[
				[b[0] - 0.1, b[1] + 0.03],
				[b[0] + 0.08, b[1] + 0.05],
			],
			inner,
		),
	]
}

function shoeStrokes({ look, contour }: BodyDrawing, leg: Limb): Stroke[] {
	const ankle = leg.joints[2].at
	const toe = leg.end.at
	const [dx, dy] = [toe[0] - ankle[0], toe[1] - ankle[1]]
	const reach = Math.hypot(dx, dy) || 1
	// A foot seen from the front is short and wide, from the side long and flat.
	const length = Math.max(0.36, reach)
	const [ux, uy] = [dx / reach, dy / reach]
	const isFlat = Math.abs(ux) > 0.35
	const heel: Point = isFlat
		? [ankle[0] - Math.sign(ux) * 0.2, ankle[1] + 0.22]
		: [ankle[0], ankle[1] + 0.02]
	const tip: Point = isFlat
		? [ankle[0] + ux * length * 1.05, ankle[1] + 0.24 + Math.max(-0.3, uy * 0.12)]
		: [ankle[0] + ux * length, ankle[1] + Math.max(0.2, uy * length * 0.8)]
	const shoe = tubeOf(
		[heel, between(heel, tip, 0.55), tip],
		isFlat ? [0.14, 0.15, 0.09] : [0.17, 0.2, 0.16],
	)
	return [
		...layers(shoe.outline, look.legs === 'paper' ? 'paper' : 'solid', 'ink'),
		{ ...penPolyline([...shoe.outline, ...shoe.outline.slice(0, 1)], contour * 0.9) },
	]
}

interface Sleeve extends Tube {
	/** The side away from the trunk, and the other. */
	outer: Point[]
	within: Point[]
	/** From the neck to the arm, where the shoulder is seen; empty in profile. */
	slope: Point[]
}

/** Points of a sleeve that the shoulder's slope takes the place of. */
const SLOPED = 4

function sleeveOf(skeleton: Skeleton, arm: Limb): Sleeve {
	const [{ at: shoulder }, { at: elbow }, { at: wrist }] = arm.joints
	const tube = tubeOf(
		[shoulder, between(shoulder, elbow, 0.4), elbow, between(elbow, wrist, 0.35), wrist],
		[0.17, 0.225, 0.19, 0.19, 0.135],
	)
	const [middleX] = skeleton.slice(0.7).middle
	const reach = (side: readonly Point[]) => Math.abs((side[3]?.[0] ?? 0) - middleX)
	const isLeftOuter = reach(tube.left) > reach(tube.right)
	const slope = isProfile(skeleton) ? [] : shoulderSlope(skeleton, Math.sign(shoulder[0] - middleX))
	return {
		...tube,
		outer: isLeftOuter ? tube.left : tube.right,
		within: isLeftOuter ? tube.right : tube.left,
		slope,
	}
}

function armStrokes(drawing: BodyDrawing, arm: Limb): Stroke[] {
	const { look, contour, skeleton } = drawing
	const sleeve = sleeveOf(skeleton, arm)
	const { left, right, outer, within, slope, outline } = sleeve
	const [cuff, other] = [left.at(-1), right.at(-1)]
	// Under a sloping shoulder the cloth is the trunk's own, so that none shows above the line.
	const cloth =
		slope.length > 0 ? [...left.slice(SLOPED), ...right.slice(SLOPED).toReversed()] : outline
	const [first, ...down] = outer.slice(slope.length > 0 ? SLOPED : 1)
	const [shoulder, elbow, wrist] = [arm.joints[0].at, arm.joints[1].at, arm.joints[2].at]
	return [
		...handStrokes(drawing, arm),
		...layers(cloth, look.coat, washOf(look.coat)),
		...shaded(drawing, sleeve, 0.38),
		penPolyline([...(first ? smoothCurve([...slope, first], false) : []), ...down], contour),
		penPolyline(within.slice(SLOPED), contour),
		...(cuff && other ? [penLine([cuff, other], contour * 0.8)] : []),
		...folds(drawing, [elbow, shoulder, wrist]),
	]
}

function washOf(fill: Stroke['fill']): Stroke['tone'] {
	return fill === 'tone' || fill === 'hatch' ? 'grey' : 'ink'
}

/** From the neck over the shoulder, down into the arm's own contour. */
function shoulderSlope({ neck }: Skeleton, sign: number): Point[] {
	const [x, y] = neck.at
	return [
		[x + sign * 0.2, y - 0.12],
		[x + sign * 0.44, y + 0.06],
		[x + sign * 0.74, y + 0.17],
	]
}

function isProfile({ chest }: Skeleton): boolean {
	return Math.abs(chest) < 0.3
}

/** A mitten and a thumb; fingers are two lines. */
function handStrokes({ contour, inner, headPx }: BodyDrawing, arm: Limb): Stroke[] {
	const [wrist, end] = [arm.joints[2].at, arm.end.at]
	const length = Math.hypot(end[0] - wrist[0], end[1] - wrist[1])
	const palm = length < 0.3 ? between(wrist, [wrist[0], wrist[1] + 0.3], 1) : end
	const hand = tubeOf([wrist, between(wrist, palm, 0.45), palm], [0.09, 0.155, 0.085])
	const [dx, dy] = [palm[0] - wrist[0], palm[1] - wrist[1]]
	const inward = arm.side === 'left' ? -1 : 1
	const root = between(wrist, palm, 0.22)
	const thumbTip: Point = [
		root[0] + dx * 0.36 - dy * 0.22 * inward,
		root[1] + dy * 0.36 + dx * 0.22 * inward,
	]
	const thumb = tubeOf([root, between(root, thumbTip, 0.6), thumbTip], [0.075, 0.07, 0.045])
	const fingers =
		headPx < 34
			? []
			: [0.3, 0.62].map((t) => {
					const side = between(hand.left.at(-1) ?? palm, hand.right.at(-1) ?? palm, t)
					return penLine([between(side, wrist, 0.4), side], inner)
				})
	return [
		filledShape(thumb.outline, 'paper', 'paper'),
		penPolyline(thumb.outline, contour * 0.8),
		filledShape(hand.outline, 'paper', 'paper'),
		penPolyline(hand.outline, contour * 0.9),
		...fingers,
	]
}

/** Shadow along the side of a limb that turns from the light. */
function shaded(
	{ shadow, headPx, look, inner }: BodyDrawing,
	{ left, right }: { left: readonly Point[]; right: readonly Point[] },
	share: number,
): Stroke[] {
	if (shadow === null || headPx < DETAIL_PX || look.coat === 'solid') return []
	const mean = (side: readonly Point[]) => side.reduce((sum, [x]) => sum + x, 0) / side.length
	const isLeftDark = mean(left) < mean(right) === (shadow === 'left')
	const strip = isLeftDark ? sideStrip(left, right, share) : sideStrip(right, left, share)
	return hatching(strip, { gap: hatchGap(headPx), px: inner * 0.8 })
}

/** Hatching stands as close as a hand would set it, near or far. */
export function hatchGap(headPx: number): number {
	return Math.min(7, Math.max(4.2, headPx * 0.1)) / headPx
}

function torsoStrokes(drawing: BodyDrawing): Stroke[] {
	const { skeleton, look, contour } = drawing
	const levels = look.garment === 'coat' ? coatLevels(skeleton) : trunkLevels(skeleton)
	const neck = skeleton.neck.at
	const left = smoothCurve(
		[
			...levels.map(([side]) => side),
			[neck[0] - 0.42, neck[1] + 0.06],
			[neck[0] - 0.2, neck[1] - 0.1],
		],
		false,
	)
	const right = smoothCurve(
		[
			...levels.map(([, side]) => side),
			[neck[0] + 0.42, neck[1] + 0.06],
			[neck[0] + 0.2, neck[1] - 0.1],
		],
		false,
	)
	// Where an arm hangs in front, the shoulder is the arm's line.
	const armpit = Math.floor(left.length * 0.62)
	const outline = [
		...clothSide(drawing, left, { sign: -1, armpit }),
		...clothSide(drawing, right, { sign: 1, armpit }).toReversed(),
	]
	const hem: Point[] = [
		left[0] ?? neck,
		between(left[0] ?? neck, right[0] ?? neck, 0.5),
		right[0] ?? neck,
	]
	const lower = hem[1]
	if (lower) hem[1] = [lower[0], lower[1] + 0.05]
	return [
		...layers(outline, look.coat, washOf(look.coat)),
		...shaded(drawing, { left, right }, 0.34),
		penPolyline(armOver(drawing, -1) ? left.slice(0, armpit) : left, contour),
		penPolyline(armOver(drawing, 1) ? right.slice(0, armpit) : right, contour),
		penLine(hem, contour * 0.9),
		...frontLines(drawing, hem[1] ?? neck),
	]
}

/** A side of the trunk's cloth: up its own edge, or at the shoulder out to the sleeve. */
function clothSide(
	drawing: BodyDrawing,
	side: Point[],
	{ sign, armpit }: { sign: -1 | 1; armpit: number },
): Point[] {
	const arm = armOver(drawing, sign)
	if (!arm) return side
	const { outer, within, slope } = sleeveOf(drawing.skeleton, arm)
	const edge = [within[SLOPED], outer[SLOPED]].filter((point) => point !== undefined)
	return [...side.slice(0, armpit), ...edge, ...slope.toReversed()]
}

/** The near arm that covers this side of the chest. */
function armOver({ skeleton }: BodyDrawing, side: -1 | 1): Limb | undefined {
	if (isProfile(skeleton)) return undefined
	const [x] = skeleton.neck.at
	return skeleton.arms.find(
		(arm) => Math.sign(arm.joints[0].at[0] - x) === side && !isFar(skeleton, arm),
	)
}

function isFar({ neck }: Skeleton, arm: Limb): boolean {
	return depthOf(arm) < neck.depth - 0.12
}

type Edge = readonly [left: Point, right: Point]

function trunkLevels(skeleton: Skeleton): Edge[] {
	return TRUNK.map(([t, a, b]) => edgeAt(skeleton, t, a, b))
}

function edgeAt(skeleton: Skeleton, t: number, a: number, b: number): Edge {
	const { middle, across, front } = skeleton.slice(t)
	const half = Math.hypot(across[0] * a, front[0] * b)
	const dy = (across[1] * a * across[0] * a) / (half || 1)
	const sign = 1
	return [
		[middle[0] - half, middle[1] - dy * sign],
		[middle[0] + half, middle[1] + dy * sign],
	]
}

/** A long coat falls from the hips to the knees and follows the step. */
function coatLevels(skeleton: Skeleton): Edge[] {
	const knees = skeleton.legs.map(({ joints }) => joints[1].at)
	const [a, b] = knees.map(([x]) => x).sort((one, two) => one - two)
	const y = Math.max(...knees.map(([, each]) => each))
	const hips = edgeAt(skeleton, 0, 0.68, 0.5)
	const hem: Edge = [
		[Math.min((a ?? 0) - 0.34, hips[0][0] - 0.06), y],
		[Math.max((b ?? 0) + 0.34, hips[1][0] + 0.06), y - 0.04],
	]
	return [hem, ...trunkLevels(skeleton).slice(1)]
}

/** Collar and closing of the coat, where the chest is seen. */
function frontLines({ skeleton, look, inner, contour, headPx }: BodyDrawing, hem: Point): Stroke[] {
	if (headPx < DETAIL_PX) return []
	const tone = look.coat === 'solid' ? 'paper' : 'ink'
	const neck = skeleton.neck.at
	const onFront = (t: number, b: number): Point => {
		const { middle, front } = skeleton.slice(t)
		return [middle[0] + front[0] * b, middle[1] + front[1] * b]
	}
	if (skeleton.chest < -0.2) {
		const blade = onFront(0.6, -0.2)
		return [
			penLine(
				[
					[neck[0] - 0.22, neck[1] + 0.02],
					[neck[0], neck[1] + 0.1],
					[neck[0] + 0.22, neck[1] + 0.02],
				],
				inner * 1.4,
				tone,
			),
			penLine([onFront(0.9, -0.1), blade, onFront(0.1, -0.2)], inner, tone),
		]
	}
	if (skeleton.chest < 0.2) {
		const side = Math.sign(skeleton.slice(0.8).front[0]) || 1
		return [
			penLine(
				[
					[neck[0] - 0.2 * side, neck[1]],
					[neck[0], neck[1] + 0.12],
					[neck[0] + 0.26 * side, neck[1] + 0.06],
				],
				inner * 1.6,
				tone,
			),
		]
	}
	const v = onFront(look.garment === 'jersey' ? 0.93 : 0.66, 0.4)
	const lapels = [-0.22, 0.22].map((dx) =>
		penLine(
			[[neck[0] + dx, neck[1] - 0.04], [neck[0] + dx * 0.9, neck[1] + 0.16], v],
			contour * 0.75,
			tone,
		),
	)
	if (look.garment === 'jersey') return lapels
	return [
		...lapels,
		penLine([v, onFront(0.3, 0.36), [between(v, hem, 1)[0], hem[1] - 0.02]], inner * 1.2, tone),
	]
}
