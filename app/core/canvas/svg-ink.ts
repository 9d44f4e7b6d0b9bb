/**
 * Strokes as SVG paths: pen strokes with their pressure (the outline of perfect-freehand, with the
 * settings tldraw draws with), plain lines, closed fills, highlighter.
 */
import {
	b64Vecs,
	type TLDrawShape,
	type TLDrawShapeSegment,
	type TLHighlightShape,
	type TLLineShape,
} from '@tldraw/tlschema'
import { getStroke, type StrokeOptions } from 'perfect-freehand'
import { dashArray, fillPaint, num, shadesOf, strokeWidth } from './svg-paint.ts'

interface Dot {
	x: number
	y: number
	z: number
}

export function drawSvg(shape: TLDrawShape): string {
	const { color, fill, dash, size, scale, isClosed, isPen, isComplete } = shape.props
	const points = pointsOf(shape.props.segments, shape.props.scaleX, shape.props.scaleY)
	const width = (strokeWidth(size) + 1) * scale
	const ink = shadesOf(color).solid
	const paint = isClosed && points.length > 2 ? fillPaint(fill, color) : null
	const filled = paint === null ? '' : `<path d="${curve(points, true)}" fill="${paint}"/>`
	if (dash === 'none') return filled
	if (dash === 'draw') {
		return `${filled}<path d="${outline(points, freehand(width, isPen, isComplete))}" fill="${ink}"/>`
	}
	if (points.length < 2) return filled + dotSvg(points[0], width / 2, ink)
	return `${filled}<path d="${curve(points, isClosed && paint !== null)}" fill="none" stroke="${ink}" stroke-width="${num(width)}" stroke-linecap="round" stroke-linejoin="round"${dashArray(dash, width)}/>`
}

export function highlightSvg(shape: TLHighlightShape): string {
	const { color, size, scale, segments, scaleX, scaleY } = shape.props
	const width = strokeWidth(size) * 5 * scale
	const paint = shadesOf(color).highlight
	const points = pointsOf(segments, scaleX, scaleY)
	const path =
		points.length < 2
			? dotSvg(points[0], width / 2, paint)
			: `<path d="${curve(points, false)}" fill="none" stroke="${paint}" stroke-width="${num(width)}" stroke-linecap="round" stroke-linejoin="round"/>`
	return `<g opacity="0.6" style="mix-blend-mode:multiply">${path}</g>`
}

export function lineSvg(shape: TLLineShape): string {
	const { color, dash, size, scale, spline } = shape.props
	const width = strokeWidth(size) * scale
	const points = Object.values(shape.props.points)
		.sort((a, b) => (a.index < b.index ? -1 : 1))
		.map(({ x, y }) => ({ x, y, z: 0.5 }))
	const path = spline === 'cubic' ? curve(points, false) : polyline(points)
	return `<path d="${path}" fill="none" stroke="${shadesOf(color).solid}" stroke-width="${num(width)}" stroke-linecap="round" stroke-linejoin="round"${dashArray(dash, width)}/>`
}

/** Points of a stroke in its own space; a straight segment is its two ends. */
function pointsOf(segments: readonly TLDrawShapeSegment[], scaleX: number, scaleY: number): Dot[] {
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
function curve(points: readonly Dot[], closed: boolean): string {
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

function polyline(points: readonly Dot[]): string {
	return points.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${num(x)} ${num(y)}`).join('')
}

function mid(a: Dot, b: Dot): Dot {
	return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, z: a.z }
}

function dotSvg(point: Dot | undefined, radius: number, paint: string): string {
	if (!point) return ''
	return `<circle cx="${num(point.x)}" cy="${num(point.y)}" r="${num(radius)}" fill="${paint}"/>`
}
