/**
 * The handles of a part: what of it can be pulled beside moving the whole, in the part's own sense.
 * A light has its source and where it falls, a figure its height, a frame two corners, a lamp of a
 * plan its angle. Places are shares of the panel; angles are measured on the paper.
 */
import { FIGURE_HEADS } from '../drawn/skeleton.ts'
import type { FIGURE_FACINGS, SketchElement } from '../sketch.ts'
import { freed, type SketchPoint, share, within } from './move-part.ts'
import { arrowMiddle, boxOf, type PartFrame } from './part-outline.ts'

export interface PartHandle {
	id: string
	/** As it is called on screen: `Height`, `Tip`. */
	label: string
	at: SketchPoint
}
type ElementOf<K extends SketchElement['kind']> = Extract<SketchElement, { kind: K }>

/** A line of so many points is pulled by each of them; a longer one is scaled and turned. */
const FEW_POINTS = 3
/** A turning handle stands so far above what it turns, page units. */
const ABOVE = 26
/** Lamps stand on a circle around the plan's middle (light.ts). */
const PLAN = { middle: 0.42, circle: 0.36 }

/** What of a part can be pulled, in the order in which Tab goes. */
export function handlesOf(element: SketchElement, frame: PartFrame): PartHandle[] {
	switch (element.kind) {
		case 'arrow': {
			const [x, y] = arrowMiddle(element, frame)
			return [
				{ id: 'from', label: 'Start', at: element.from },
				{ id: 'bend', label: 'Bend', at: [x / frame.w, y / frame.h] },
				{ id: 'to', label: 'Tip', at: element.to },
			]
		}
		case 'light':
			return [
				{ id: 'from', label: 'Source', at: element.from },
				{ id: 'to', label: 'Where it falls', at: element.to },
			]
		case 'callout':
			return [{ id: 'to', label: 'What it points at', at: element.to }]
		case 'frame':
			return [
				{ id: 'near', label: 'Top left corner', at: [element.x, element.y] },
				{
					id: 'far',
					label: 'Bottom right corner',
					at: [element.x + element.w, element.y + element.h],
				},
			]
		case 'figure':
			return [{ id: 'height', label: 'Height', at: crownOf(element) }]
		case 'perspective':
			return element.points.map((at, i) => ({
				...{ id: `point:${i}`, at },
				label: element.points.length > 1 ? `Vanishing point ${i + 1}` : 'Vanishing point',
			}))
		case 'set':
			return [{ id: 'vanish', label: 'Vanishing point', at: [element.vanish, element.horizon] }]
		case 'light_plan':
			return [
				...element.lamps.map(({ role, azimuth }, i) => ({
					...{ id: `lamp:${i}`, label: LAMPS[role] },
					at: onPlan(element, azimuth, frame),
				})),
				{ id: 'size', label: 'Size', at: planCorner(element, frame) },
			]
		case 'prop':
			return sizeAndTurn(element, frame)
		case 'stroke':
			return element.points.length <= FEW_POINTS
				? element.points.map((at, i) => ({ id: `point:${i}`, label: `Point ${i + 1}`, at }))
				: sizeAndTurn(element, frame)
		default:
			return []
	}
}

const LAMPS = { key: 'Key light', fill: 'Fill light', back: 'Back light' } as const

/** The part with one handle pulled to a place; `element` is the part as it was when it was taken. */
export function pullHandle(
	element: SketchElement,
	handle: Pick<PartHandle, 'id'>,
	{ to, frame }: { to: readonly [number, number]; frame: PartFrame },
): SketchElement {
	const point: SketchPoint = [within(to[0]), within(to[1])]
	switch (element.kind) {
		case 'arrow':
			if (handle.id === 'bend') return { ...element, bend: bendTo(element, to, frame) }
			return { ...element, [handle.id === 'from' ? 'from' : 'to']: point }
		case 'light':
			return { ...element, [handle.id === 'from' ? 'from' : 'to']: point }
		case 'callout':
			return { ...element, to: point }
		case 'frame':
			return handle.id === 'near' ? pullNear(element, to) : pullFar(element, to)
		case 'figure':
			return pullHeight(element, to[1])
		case 'perspective':
			return { ...element, points: withPoint(element.points, handle.id, point) }
		case 'set':
			return { ...element, vanish: share(to[0], 0, 1), horizon: share(to[1], 0.05, 0.95) }
		case 'light_plan':
			return handle.id === 'size'
				? { ...element, size: share(to[1] - element.at[1], 0.1, 1) }
				: { ...element, lamps: turnedLamps(element, handle.id, { to, frame }) }
		case 'prop':
			return pullProp(element, handle.id, { to, frame })
		case 'stroke':
			return element.points.length <= FEW_POINTS
				? { ...element, points: withPoint(element.points, handle.id, point) }
				: pullStroke(element, handle.id, { to, frame })
		default:
			return element
	}
}

/** What one press turns or mirrors a part to; null for what looks alike from everywhere. */
export function turnedPart(element: SketchElement): SketchElement | null {
	if (element.kind === 'prop') return { ...element, flipped: !element.flipped }
	if (element.kind !== 'figure') return null
	const round = AROUND.indexOf(element.facing)
	return { ...element, facing: AROUND[(round + 1) % AROUND.length] ?? element.facing }
}

/** As a person turns: to the right, away, and round again. */
const AROUND: readonly ElementOf<'figure'>['facing'][] = [
	...(['front', 'three_quarter_right', 'right', 'back', 'left', 'three_quarter_left'] as const),
] satisfies (typeof FIGURE_FACINGS)[number][]

function crownOf(figure: ElementOf<'figure'>): SketchPoint {
	const { at, height, anchor } = stand(figure)
	return [at[0], anchor === 'feet' ? at[1] - height : at[1] - height * FACE]
}

/** From the middle of the face to the handle, as a share of a standing figure: inside a close face. */
const FACE = 0.3 / FIGURE_HEADS

function stand(figure: ElementOf<'figure'>) {
	const { at, height = 0.72, anchor = 'feet' } = freed(figure)
	return { at, height, anchor }
}

function pullHeight(figure: ElementOf<'figure'>, y: number): SketchElement {
	const { at, anchor } = stand(figure)
	const height = (at[1] - y) / (anchor === 'feet' ? 1 : FACE)
	return { ...freed(figure), height: share(height, 0.05, 12) }
}

/** Reframings keep the frame's shape; any other frame is pulled freely. */
function pullFar(element: ElementOf<'frame'>, to: readonly [number, number]): SketchElement {
	const [w, h] = sides(element, to[0] - element.x, to[1] - element.y)
	return { ...element, w, h }
}

function pullNear(element: ElementOf<'frame'>, to: readonly [number, number]): SketchElement {
	const [right, bottom] = [element.x + element.w, element.y + element.h]
	const [w, h] = sides(element, right - to[0], bottom - to[1])
	return { ...element, w, h, x: within(right - w), y: within(bottom - h) }
}

function sides({ w, h }: ElementOf<'frame'>, wide: number, high: number): [number, number] {
	const isReframing = Math.abs(w - h) < 0.01
	if (!isReframing) return [share(wide, 0.03, 2), share(high, 0.03, 2)]
	const side = share(Math.max(wide, high), 0.08, 2)
	return [side, side]
}

function bendTo(
	{ from, to: tip }: ElementOf<'arrow'>,
	[x, y]: readonly [number, number],
	{ w, h }: PartFrame,
): number {
	const [dx, dy] = [(tip[0] - from[0]) * w, (tip[1] - from[1]) * h]
	const length = dx * dx + dy * dy
	if (length === 0) return 0
	const [px, py] = [(x - (from[0] + tip[0]) / 2) * w, (y - (from[1] + tip[1]) / 2) * h]
	return share((2 * (py * dx - px * dy)) / length, -1, 1)
}

function withPoint(points: readonly SketchPoint[], id: string, to: SketchPoint): SketchPoint[] {
	return points.map((point, i) => (id === `point:${i}` ? to : point))
}

function sizeAndTurn(
	element: ElementOf<'prop'> | ElementOf<'stroke'>,
	frame: PartFrame,
): PartHandle[] {
	const { x, y, w, h } = boxOf(element, frame)
	return [
		{ id: 'size', label: 'Size', at: [(x + w) / frame.w, (y + h) / frame.h] },
		{ id: 'turn', label: 'Turn', at: [(x + w / 2) / frame.w, (y - ABOVE) / frame.h] },
	]
}

/** A thing grows from where it stands, and turns about it. */
function pullProp(
	prop: ElementOf<'prop'>,
	id: string,
	{ to, frame }: { to: readonly [number, number]; frame: PartFrame },
): SketchElement {
	const { ratio, degrees } = fromTo(prop.at, handleAt(prop, id, frame), { to, frame })
	if (id === 'size') return { ...prop, size: share(prop.size * ratio, 0.01, 1.5) }
	return { ...prop, turn: turnedBy(prop.turn, degrees) }
}

/** A long line grows from the corner across, and turns about its middle. */
function pullStroke(
	stroke: ElementOf<'stroke'>,
	id: string,
	{ to, frame }: { to: readonly [number, number]; frame: PartFrame },
): SketchElement {
	const { x, y, w, h } = boxOf(stroke, frame)
	const about: SketchPoint =
		id === 'size' ? [x / frame.w, y / frame.h] : [(x + w / 2) / frame.w, (y + h / 2) / frame.h]
	const { ratio, degrees } = fromTo(about, handleAt(stroke, id, frame), { to, frame })
	const k = id === 'size' ? Math.min(20, Math.max(0.05, ratio)) : 1
	const turn = id === 'size' ? 0 : (degrees * Math.PI) / 180
	const [c, s] = [Math.cos(turn) * k, Math.sin(turn) * k]
	const points = stroke.points.map(([px, py]): SketchPoint => {
		const [dx, dy] = [(px - about[0]) * frame.w, (py - about[1]) * frame.h]
		return [
			within(about[0] + (dx * c - dy * s) / frame.w),
			within(about[1] + (dx * s + dy * c) / frame.h),
		]
	})
	return { ...stroke, points }
}

function handleAt(element: SketchElement, id: string, frame: PartFrame): SketchPoint {
	return handlesOf(element, frame).find((handle) => handle.id === id)?.at ?? [0, 0]
}

/** How much farther, and how far round, a pull goes about a place; measured on the paper. */
function fromTo(
	about: readonly [number, number],
	from: readonly [number, number],
	{ to, frame }: { to: readonly [number, number]; frame: PartFrame },
): { ratio: number; degrees: number } {
	const [ax, ay] = [(from[0] - about[0]) * frame.w, (from[1] - about[1]) * frame.h]
	const [bx, by] = [(to[0] - about[0]) * frame.w, (to[1] - about[1]) * frame.h]
	const length = Math.hypot(ax, ay)
	const degrees = ((Math.atan2(by, bx) - Math.atan2(ay, ax)) * 180) / Math.PI
	return { ratio: length === 0 ? 1 : Math.hypot(bx, by) / length, degrees }
}

/** Degrees from -180 to 180. */
function turnedBy(before: number, degrees: number): number {
	const sum = before + degrees
	return share(sum - 360 * Math.round(sum / 360), -180, 180)
}

function planMiddle({ at, size }: ElementOf<'light_plan'>, { w, h }: PartFrame): SketchPoint {
	const side = size * h
	return [at[0] + side / 2 / w, at[1] + (side * PLAN.middle) / h]
}

function onPlan(plan: ElementOf<'light_plan'>, azimuth: number, frame: PartFrame): SketchPoint {
	const [x, y] = planMiddle(plan, frame)
	const angle = ((90 - azimuth) * Math.PI) / 180
	const reach = plan.size * frame.h * PLAN.circle
	return [x + (Math.cos(angle) * reach) / frame.w, y + (Math.sin(angle) * reach) / frame.h]
}

function planCorner({ at, size }: ElementOf<'light_plan'>, { w, h }: PartFrame): SketchPoint {
	return [at[0] + (size * h) / w, at[1] + size]
}

function turnedLamps(
	plan: ElementOf<'light_plan'>,
	id: string,
	{ to, frame }: { to: readonly [number, number]; frame: PartFrame },
): ElementOf<'light_plan'>['lamps'] {
	const [x, y] = planMiddle(plan, frame)
	const angle = (Math.atan2((to[1] - y) * frame.h, (to[0] - x) * frame.w) * 180) / Math.PI
	return plan.lamps.map((lamp, i) =>
		id === `lamp:${i}` ? { ...lamp, azimuth: Math.round(turnedBy(90, -angle)) } : lamp,
	)
}
