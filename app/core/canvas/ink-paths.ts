/**
 * Strokes as painted paths: the one place that says what ink looks like. The wall, pictures of resting
 * panels, thumbnails, print and film all paint these same paths, so that nothing changes its look when
 * it changes its means. A stroke's own opacity is its shape's and not part of its paths.
 */
import {
	b64Vecs,
	type TLDrawShape,
	type TLDrawShapeSegment,
	type TLHighlightShape,
} from '@tldraw/tlschema'
import { getStroke, type StrokeOptions } from 'perfect-freehand'
import { brushOf, freehandOf, reachOf } from './brush.ts'
import { dashes, fillPaint, num, shadesOf, strokeWidth } from './svg-paint.ts'

export interface InkPath {
	/** SVG path in the shape's own space. */
	d: string
	fill: string | null
	stroke: { paint: string; width: number; dash: readonly number[] } | null
	/** Below 1 only for tldraw's own highlighter. */
	opacity: number
}
export interface Dot {
	x: number
	y: number
	z: number
}

/** Of tldraw's highlighter, which lets the lines through. */
const HIGHLIGHTER_OPACITY = 0.6

/**
 * How far from the middle of its line a stroke's ink can reach: a firm pen doubles half its width, a
 * pencil on its side more than that.
 */
export function inkReach(shape: TLDrawShape | TLHighlightShape): number {
	const { size, scale } = shape.props
	if (shape.type === 'highlight') return highlightWidth(size, scale)
	return drawWidth(size, scale) * reachOf(brushOf(shape), shape.props.isPen)
}

const drawWidth = (size: string, scale: number) => (strokeWidth(size) + 1) * scale
const highlightWidth = (size: string, scale: number) => strokeWidth(size) * 5 * scale

export function drawPaths(shape: TLDrawShape): InkPath[] {
	const { color, fill, dash, size, scale, isClosed, isPen, isComplete } = shape.props
	const points = pointsOf(shape.props.segments, shape.props.scaleX, shape.props.scaleY)
	const width = drawWidth(size, scale)
	const ink = shadesOf(color).solid
	const paint = isClosed && points.length > 2 ? fillPaint(fill, color) : null
	const filled = paint === null ? [] : [filledPath(curve(points, true), paint)]
	if (dash === 'none') return filled
	const brush = brushOf(shape)
	if (brush !== null) {
		const options = freehandOf(brush, { width, isPen, last: isComplete })
		return [...filled, filledPath(outline(points, options), ink)]
	}
	if (dash === 'draw') {
		return [...filled, filledPath(outline(points, freehand(width, isPen, isComplete)), ink)]
	}
	return [...filled, ...linePaths(points, { width, ink, dash, closed: paint !== null })]
}

export function highlightPaths(shape: TLHighlightShape): InkPath[] {
	const { color, size, scale, segments, scaleX, scaleY } = shape.props
	const width = highlightWidth(size, scale)
	const points = pointsOf(segments, scaleX, scaleY)
	const brush = brushOf(shape)
	const ink = brush === null ? shadesOf(color).highlight : shadesOf(color).solid
	const opacity = brush === null ? HIGHLIGHTER_OPACITY : 1
	const paths =
		brush === 'fill' && points.length > 2
			? [filledPath(curve(points, true), ink)]
			: linePaths(points, {
					width: brush === 'fill' ? 2 : width,
					ink,
					dash: 'solid',
					closed: false,
				})
	return paths.map((path) => ({ ...path, opacity }))
}

function linePaths(
	points: readonly Dot[],
	{ width, ink, dash, closed }: { width: number; ink: string; dash: string; closed: boolean },
): InkPath[] {
	if (points.length < 2) return dotPaths(points[0], width / 2, ink)
	const stroke = { paint: ink, width, dash: dashes(dash, width) }
	return [{ d: curve(points, closed), fill: null, stroke, opacity: 1 }]
}

let lastRead: { segments: unknown; scaleX: number; scaleY: number; points: readonly Dot[] } | null =
	null

/**
 * Points of a stroke in its own space; a straight segment is its two ends. Those of the stroke read
 * last are kept: one that grows is asked for its outline and for its path at each move.
 */
export function pointsOf(
	segments: readonly TLDrawShapeSegment[],
	scaleX: number,
	scaleY: number,
): readonly Dot[] {
	const isSame =
		lastRead?.segments === segments && lastRead.scaleX === scaleX && lastRead.scaleY === scaleY
	if (lastRead && isSame) return lastRead.points
	const points = decode(segments, scaleX, scaleY)
	lastRead = { segments, scaleX, scaleY, points }
	return points
}

function decode(
	segments: readonly TLDrawShapeSegment[],
	scaleX: number,
	scaleY: number,
): readonly Dot[] {
	return segments.flatMap((segment) =>
		b64Vecs
			.decodePoints(segment.path, segment.dim)
			.map(({ x, y, z }) => ({ x: x * scaleX, y: y * scaleY, z: z ?? 0.5 })),
	)
}

/** The settings tldraw gives its pen (real pressure) and its mouse (pressure from speed). */
function freehand(width: number, isPen: boolean, last: boolean): StrokeOptions {
	if (isPen) {
		return {
			size: 1 + width * 1.2,
			thinning: 0.62,
			streamline: 0.62,
			smoothing: 0.62,
			simulatePressure: false,
			easing: (t) => t * 0.65 + Math.sin((t * Math.PI) / 2) * 0.35,
			last,
		}
	}
	const streamline = 0.64 + 0.1 * Math.min(1, Math.max(0, (width - 9) / 7))
	return {
		size: width,
		thinning: 0.5,
		streamline,
		smoothing: 0.62,
		simulatePressure: true,
		easing: (t) => Math.sin((t * Math.PI) / 2),
		last,
	}
}

function outline(points: readonly Dot[], options: StrokeOptions): string {
	const ring = getStroke(
		points.map(({ x, y, z }) => [x, y, z]),
		options,
	)
	return curve(
		ring.map(([x = 0, y = 0]) => ({ x, y, z: 0 })),
		true,
	)
}

/** One smooth path through the midpoints. */
export function curve(points: readonly Dot[], closed: boolean): string {
	const [first, second] = points
	if (!first) return ''
	if (!second || points.length < 3) return polyline(points)
	const start = closed ? mid(first, second) : first
	let path = `M${num(start.x)} ${num(start.y)}`
	const ends = closed ? points.length + 1 : points.length - 1
	for (let i = 1; i < ends; i++) {
		const [at, next] = [points[i % points.length], points[(i + 1) % points.length]]
		if (!at || !next) continue
		const to = !closed && i === points.length - 2 ? next : mid(at, next)
		path += `Q${num(at.x)} ${num(at.y)} ${num(to.x)} ${num(to.y)}`
	}
	return closed ? `${path}Z` : path
}

export function polyline(points: readonly Dot[]): string {
	return points.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${num(x)} ${num(y)}`).join('')
}

function mid(a: Dot, b: Dot): Dot {
	return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, z: a.z }
}

function filledPath(d: string, fill: string): InkPath {
	return { d, fill, stroke: null, opacity: 1 }
}

function dotPaths(point: Dot | undefined, radius: number, paint: string): InkPath[] {
	if (!point) return []
	const [x, y, r] = [num(point.x), num(point.y), num(radius)]
	const half = (by: number) => `a${r} ${r} 0 1 0 ${num(by)} 0`
	return [filledPath(`M${x} ${y}m-${r} 0${half(2 * radius)}${half(-2 * radius)}Z`, paint)]
}
