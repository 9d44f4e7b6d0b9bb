/**
 * Strokes on the wall, painted by the same paths as every picture of them (core/canvas/ink-paths.ts):
 * a panel at rest and a panel at work cannot look different. Geometry is the points as they were
 * drawn, which is near enough for a hand and cheap enough for ten thousand strokes.
 */
import { memo } from 'react'
import {
	Circle2d,
	DrawShapeUtil,
	HighlightShapeUtil,
	Polygon2d,
	Polyline2d,
	SVGContainer,
	type TLDrawShape,
	type TLHighlightShape,
	Vec,
} from 'tldraw'
import { brushOf } from '#core/canvas/brush.ts'
import { drawPaths, highlightPaths, type InkPath, pointsOf } from '#core/canvas/ink-paths.ts'
import { strokeWidth } from '#core/canvas/svg-paint.ts'

export class InkShapeUtil extends DrawShapeUtil {
	override getGeometry(shape: TLDrawShape): Circle2d | Polygon2d | Polyline2d {
		const { segments, scaleX, scaleY, size, scale, isClosed, fill } = shape.props
		const points = pointsOf(segments, scaleX, scaleY).map(({ x, y }) => new Vec(x, y))
		const width = (strokeWidth(size) + 1) * scale
		if (isClosed && points.length > 2) return new Polygon2d({ points, isFilled: fill !== 'none' })
		return strokeGeometry(points, width)
	}
	override component(shape: TLDrawShape) {
		return (
			<SVGContainer>
				<InkPaths paths={drawPaths(shape)} />
			</SVGContainer>
		)
	}
	override toSvg(shape: TLDrawShape) {
		return <InkPaths paths={drawPaths(shape)} />
	}
}

export class ToneShapeUtil extends HighlightShapeUtil {
	override getGeometry(shape: TLHighlightShape): Circle2d | Polygon2d {
		if (brushOf(shape) !== 'fill') return super.getGeometry(shape)
		const { segments, scaleX, scaleY } = shape.props
		const points = pointsOf(segments, scaleX, scaleY).map(({ x, y }) => new Vec(x, y))
		if (points.length < 3) return new Circle2d({ x: -2, y: -2, radius: 2, isFilled: true })
		return new Polygon2d({ points, isFilled: true })
	}
	override component(shape: TLHighlightShape) {
		return (
			<SVGContainer>
				<InkPaths paths={highlightPaths(shape)} />
			</SVGContainer>
		)
	}
	/** Tone lies in its own place among the strokes, and nowhere else. */
	override backgroundComponent() {
		return <></>
	}
	override toSvg(shape: TLHighlightShape) {
		return <InkPaths paths={highlightPaths(shape)} />
	}
	override toBackgroundSvg() {
		return <></>
	}
}

function strokeGeometry(points: Vec[], width: number): Circle2d | Polyline2d {
	const first = points[0] ?? new Vec()
	if (points.every((point) => Vec.DistMin(point, first, width))) {
		return new Circle2d({ x: first.x - width, y: first.y - width, radius: width, isFilled: true })
	}
	return new Polyline2d({ points })
}

const InkPaths = memo(function InkPaths({ paths }: { paths: readonly InkPath[] }) {
	return (
		<>
			{paths.map(({ d, fill, stroke, opacity }, place) => (
				<path
					// biome-ignore lint/suspicious/noArrayIndexKey: a stroke's paths have no other name.
					key={place}
					d={d}
					fill={fill ?? 'none'}
					{...(opacity === 1 ? {} : { opacity })}
					{...(stroke
						? {
								stroke: stroke.paint,
								strokeWidth: stroke.width,
								strokeLinecap: 'round',
								strokeLinejoin: 'round',
								...(stroke.dash.length > 0 ? { strokeDasharray: stroke.dash.join(' ') } : {}),
							}
						: {})}
				/>
			))}
		</>
	)
})
