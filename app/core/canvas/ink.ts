/**
 * Reads drawn geometry: a panel's shapes as marks in panel coordinates (0–1, y down), and what can
 * be measured on them: bounds, mass, its centre, a horizon. Only draw shapes and lines are measured;
 * guides that a suggestion drew (`meta.guide`) are not part of the picture.
 */
import {
	b64Vecs,
	type TLDrawShape,
	type TLHighlightShape,
	type TLLineShape,
	type TLShape,
} from '@tldraw/tlschema'
import { isMark } from './mark-shapes.ts'
import { textSize } from './svg-shapes.ts'

export type InkPoint = readonly [number, number]
export interface InkBounds {
	x0: number
	y0: number
	x1: number
	y1: number
}
export interface InkMark {
	id: string
	points: InkPoint[]
	bounds: InkBounds
	closed: boolean
	/** Share of the panel's area it darkens, weighted by how dark (0–1). */
	mass: number
	/** Where its mass lies. */
	center: InkPoint
	/** Length in panel widths. */
	length: number
}
export interface PanelInk {
	marks: InkMark[]
	/** Null when nothing is drawn. */
	bounds: InkBounds | null
	mass: number
	centroid: InkPoint | null
	/** Height of the one long level line, or null when there is none or several. */
	horizonY: number | null
}

const EMPTY_INK: PanelInk = { marks: [], bounds: null, mass: 0, centroid: null, horizonY: null }
/** Fills larger than this are the picture's ground, not a weight on one side. */
const GROUND_AREA = 0.6
const STROKE_WIDTHS: Record<string, number> = { s: 3, m: 4.5, l: 6, xl: 11 }
/** How dark each fill's paint is, from tldraw's light theme (0 = paper, 1 = black). */
const DARKNESS: Record<string, number> = { black: 0.89, grey: 0.35, white: 0 }

interface Frame {
	id: string
	w: number
	h: number
}

/**
 * Measures a panel's drawing.
 * @param shapes every shape below the panel, at any depth
 */
export function readInk(panel: Frame, shapes: readonly TLShape[]): PanelInk {
	const byId = new Map<string, TLShape>(shapes.map((shape) => [shape.id, shape]))
	const marks = shapes.flatMap((shape) => markOf(shape, panel, byId) ?? [])
	if (marks.length === 0) return EMPTY_INK
	const weighing = marks.filter((mark) => mark.mass > 0 && !isGround(mark))
	const mass = weighing.reduce((sum, mark) => sum + mark.mass, 0)
	const sum = (axis: 0 | 1) => weighing.reduce((total, m) => total + m.center[axis] * m.mass, 0)
	return {
		marks,
		bounds: marks.map((mark) => mark.bounds).reduce(union),
		mass,
		centroid: mass > 0 ? [sum(0) / mass, sum(1) / mass] : null,
		horizonY: findHorizon(marks),
	}
}

/** Whether a shape is part of the drawing: no guide that a suggestion drew over it, and no mark. */
export function isPicture(shape: TLShape): boolean {
	return shape.meta.guide !== true && !isMark(shape)
}

function markOf(shape: TLShape, panel: Frame, byId: ReadonlyMap<string, TLShape>): InkMark | null {
	if (!isPicture(shape)) return null
	if (shape.type !== 'draw' && shape.type !== 'line') return null
	const local = shape.type === 'draw' ? drawPoints(shape) : linePoints(shape)
	const points = local.map((point) => pointInPanel(point, shape, panel, byId))
	if (points.length === 0) return null
	const closed = shape.type === 'draw' && shape.props.isClosed && shape.props.fill !== 'none'
	return closed ? fillMark(shape, points) : strokeMark(shape, points, panel)
}

/**
 * Bounds of any shape in panel coordinates, from its points or its corners; null for what has none
 * of its own (a group). Good enough to tell what lies outside the frame.
 */
export function shapeBounds(
	shape: TLShape,
	panel: Frame,
	byId: ReadonlyMap<string, TLShape>,
): InkBounds | null {
	const points = cornersOf(shape).map((point) => pointInPanel(point, shape, panel, byId))
	return points.length === 0 ? null : boundsOf(points)
}

function cornersOf(shape: TLShape): InkPoint[] {
	switch (shape.type) {
		case 'draw':
		case 'highlight':
			return drawPoints(shape)
		case 'line':
			return linePoints(shape)
		case 'arrow': {
			const { start, end, bend } = shape.props
			const reach = Math.abs(bend) * 2
			return box(start.x, start.y, start.x, start.y, reach).concat(
				box(end.x, end.y, end.x, end.y, reach),
			)
		}
		case 'geo':
		case 'image':
			return box(0, 0, shape.props.w, shape.props.h, 0)
		case 'text': {
			const { w, h } = textSize(shape.props)
			return box(0, 0, w, h, 0)
		}
		case 'note':
			return box(0, 0, 200 * shape.props.scale, 200 * shape.props.scale, 0)
		default:
			return []
	}
}

function box(x0: number, y0: number, x1: number, y1: number, margin: number): InkPoint[] {
	const [left, top, right, bottom] = [x0 - margin, y0 - margin, x1 + margin, y1 + margin]
	return [
		[left, top],
		[right, top],
		[right, bottom],
		[left, bottom],
	]
}

function fillMark(shape: TLDrawShape, points: InkPoint[]): InkMark {
	const inside = points.map(clampPoint)
	const area = Math.abs(signedArea(inside))
	const dark = shape.props.fill === 'semi' ? 0 : (DARKNESS[shape.props.color] ?? 0.5)
	const pale = shape.props.fill === 'solid' ? 0.15 : 1
	const mass = area * dark * pale * shape.opacity
	return { ...base(shape.id, points, true), mass, center: middle(boundsOf(inside)) }
}

function strokeMark(shape: TLDrawShape | TLLineShape, points: InkPoint[], panel: Frame): InkMark {
	const mark = base(shape.id, points, false)
	const dark = DARKNESS[shape.props.color] ?? 0.5
	const width = ((STROKE_WIDTHS[shape.props.size] ?? 4.5) * shape.props.scale) / panel.h
	const inside = points.map(clampPoint)
	const mass = pathLength(inside, panel.h / panel.w) * width * dark * shape.opacity
	return { ...mark, mass, center: pathCenter(inside) }
}

function base(id: string, points: InkPoint[], closed: boolean): InkMark {
	const bounds = boundsOf(points)
	return {
		id,
		points,
		bounds,
		closed,
		mass: 0,
		center: middle(bounds),
		length: pathLength(points, 1),
	}
}

function drawPoints(shape: TLDrawShape | TLHighlightShape): InkPoint[] {
	const { segments, scaleX, scaleY } = shape.props
	return segments.flatMap((segment) =>
		b64Vecs
			.decodePoints(segment.path, segment.dim)
			.map((point): InkPoint => [point.x * scaleX, point.y * scaleY]),
	)
}

function linePoints(shape: TLLineShape): InkPoint[] {
	return Object.values(shape.props.points)
		.sort((a, b) => (a.index < b.index ? -1 : 1))
		.map((point): InkPoint => [point.x, point.y])
}

/** A point from a shape's own space up through its groups to the panel, then to 0–1. */
export function pointInPanel(
	point: InkPoint,
	shape: TLShape,
	panel: Frame,
	byId: ReadonlyMap<string, TLShape>,
): InkPoint {
	let [x, y] = point
	let current: TLShape | undefined = shape
	for (let depth = 0; current && current.id !== panel.id && depth < 20; depth++) {
		const [cos, sin] = [Math.cos(current.rotation), Math.sin(current.rotation)]
		;[x, y] = [current.x + x * cos - y * sin, current.y + x * sin + y * cos]
		current = byId.get(current.parentId)
	}
	return [x / panel.w, y / panel.h]
}

/**
 * One long level line: at least 0.55 of the width, rising less than 0.03, away from the edges. Two
 * such lines at different heights mean a floor, a sill or a table edge: then nothing is claimed.
 */
function findHorizon(marks: readonly InkMark[]): number | null {
	const levels = marks
		.filter((mark) => !mark.closed)
		.filter(({ bounds }) => bounds.x1 - bounds.x0 >= 0.55 && bounds.y1 - bounds.y0 <= 0.03)
		.map(({ center }) => center[1])
		.filter((y) => y > 0.12 && y < 0.88)
		.sort((a, b) => a - b)
	const [first, last] = [levels[0], levels.at(-1)]
	if (first === undefined || last === undefined || last - first > 0.03) return null
	return (first + last) / 2
}

function isGround(mark: InkMark): boolean {
	return mark.closed && Math.abs(signedArea(mark.points.map(clampPoint))) > GROUND_AREA
}

function clampPoint([x, y]: InkPoint): InkPoint {
	return [Math.min(1, Math.max(0, x)), Math.min(1, Math.max(0, y))]
}

function boundsOf(points: readonly InkPoint[]): InkBounds {
	const bounds = { x0: Infinity, y0: Infinity, x1: -Infinity, y1: -Infinity }
	for (const [x, y] of points) {
		bounds.x0 = Math.min(bounds.x0, x)
		bounds.y0 = Math.min(bounds.y0, y)
		bounds.x1 = Math.max(bounds.x1, x)
		bounds.y1 = Math.max(bounds.y1, y)
	}
	return bounds
}

function union(a: InkBounds, b: InkBounds): InkBounds {
	return {
		x0: Math.min(a.x0, b.x0),
		y0: Math.min(a.y0, b.y0),
		x1: Math.max(a.x1, b.x1),
		y1: Math.max(a.y1, b.y1),
	}
}

function middle({ x0, y0, x1, y1 }: InkBounds): InkPoint {
	return [(x0 + x1) / 2, (y0 + y1) / 2]
}

/** Shoelace area. */
function signedArea(points: readonly InkPoint[]): number {
	let twice = 0
	points.forEach(([x, y], i) => {
		const [nx, ny] = points[(i + 1) % points.length] ?? [x, y]
		twice += x * ny - nx * y
	})
	return twice / 2
}

function pathLength(points: readonly InkPoint[], heightPerWidth: number): number {
	let length = 0
	for (let i = 1; i < points.length; i++) {
		const [a, b] = [points[i - 1], points[i]]
		if (a && b) length += Math.hypot(b[0] - a[0], (b[1] - a[1]) * heightPerWidth)
	}
	return length
}

function pathCenter(points: readonly InkPoint[]): InkPoint {
	const mean = (axis: 0 | 1) => points.reduce((sum, p) => sum + p[axis], 0) / points.length
	return [mean(0), mean(1)]
}
