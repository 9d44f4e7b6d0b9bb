/** Strokes as SVG: the painted paths of ink-paths.ts, and tldraw's own lines. */
import type { TLDrawShape, TLHighlightShape, TLLineShape } from '@tldraw/tlschema'
import { curve, drawPaths, highlightPaths, type InkPath, polyline } from './ink-paths.ts'
import { dashArray, num, shadesOf, strokeWidth } from './svg-paint.ts'

export function drawSvg(shape: TLDrawShape): string {
	return drawPaths(shape).map(pathSvg).join('')
}

export function highlightSvg(shape: TLHighlightShape): string {
	return highlightPaths(shape).map(pathSvg).join('')
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

function pathSvg({ d, fill, stroke, opacity }: InkPath): string {
	const fade = opacity === 1 ? '' : ` opacity="${num(opacity)}"`
	if (!stroke) return `<path d="${d}" fill="${fill ?? 'none'}"${fade}/>`
	const dash =
		stroke.dash.length === 0 ? '' : ` stroke-dasharray="${stroke.dash.map(num).join(' ')}"`
	return `<path d="${d}" fill="${fill ?? 'none'}" stroke="${stroke.paint}" stroke-width="${num(stroke.width)}" stroke-linecap="round" stroke-linejoin="round"${dash}${fade}/>`
}
