/**
 * Moves a part of a sketch as a hand would: as a whole, never squeezed against the edge of what
 * coordinates allow. Shares of the panel's width and height.
 */
import { CROPS } from '../drawn/figure.ts'
import type { SketchElement } from '../sketch.ts'

export type SketchPoint = [number, number]
type FigureElement = Extract<SketchElement, { kind: 'figure' }>

/** What a coordinate of a sketch may be (sketch.ts). */
const LEAST = -0.5
const MOST = 1.5

/** The part, moved. What has no place of its own (thirds, safe areas) stays. */
export function movePart(
	element: SketchElement,
	[dx, dy]: readonly [number, number],
): SketchElement {
	switch (element.kind) {
		case 'guide':
		case 'picture':
			return element
		case 'horizon':
			return { ...element, y: within(element.y + dy) }
		case 'set':
			return {
				...element,
				vanish: share(element.vanish + dx, 0, 1),
				horizon: share(element.horizon + dy, 0.05, 0.95),
			}
		case 'frame':
			return { ...element, x: within(element.x + dx), y: within(element.y + dy) }
		case 'figure': {
			const figure = dy === 0 ? element : freed(element)
			return { ...figure, at: shifted([figure.at], dx, dy)[0] ?? figure.at }
		}
		case 'stroke':
		case 'perspective':
			return { ...element, points: shifted(element.points, dx, dy) }
		case 'arrow':
		case 'light': {
			const [from = element.from, to = element.to] = shifted([element.from, element.to], dx, dy)
			return { ...element, from, to }
		}
		default:
			return { ...element, at: shifted([element.at], dx, dy)[0] ?? element.at }
	}
}

/** A figure that a shot size placed, as it stands, with a height and a place of its own. */
export function freed({ size, ...figure }: FigureElement): FigureElement {
	if (size === undefined) return figure
	const { height, anchor, y } = CROPS[size]
	return { ...figure, height, anchor, at: [figure.at[0], y] }
}

/** Rounded to what can be seen, inside what coordinates allow. */
export function within(value: number): number {
	return share(value, LEAST, MOST)
}

export function share(value: number, least: number, most: number): number {
	return Math.round(Math.min(most, Math.max(least, value)) * 10_000) / 10_000
}

/** All points by the same step, cut short before one of them leaves. */
function shifted(points: readonly SketchPoint[], dx: number, dy: number): SketchPoint[] {
	const xs = points.map(([x]) => x)
	const ys = points.map(([, y]) => y)
	const stepX = share(dx, LEAST - Math.min(...xs), MOST - Math.max(...xs))
	const stepY = share(dy, LEAST - Math.min(...ys), MOST - Math.max(...ys))
	return points.map(([x, y]) => [within(x + stepX), within(y + stepY)])
}
