import { b64Vecs, type TLDrawShape } from '@tldraw/tlschema'
import { describe, expect, it } from 'vitest'
import { BRUSHES, type BrushId, FULL_PRESSURE, leansOn } from './brush.ts'
import { drawPaths, inkReach, pointsOf } from './ink-paths.ts'
import { feltLaid } from './pen-feel.ts'

const DRAWN = BRUSHES.filter((brush) => brush !== 'tone' && brush !== 'fill')

/** A level stroke of a pen, its third number the same all along. */
function stroke(brush: BrushId, z: number): TLDrawShape {
	const points = Array.from({ length: 30 }, (_, at) => ({ x: at * 6, y: 0, z }))
	const path = b64Vecs.encodePoints(points)
	// Cast: only what the paths are made of.
	return {
		type: 'draw',
		meta: { brush },
		props: {
			...{ color: 'black', fill: 'none', dash: 'draw', size: 's', scale: 1 },
			...{ isPen: true, isComplete: true, isClosed: false, scaleX: 1, scaleY: 1 },
			segments: [{ type: 'free', path }],
		},
	} as unknown as TLDrawShape
}

/** Half the height of what is painted, in page units. */
function halfWidth(shape: TLDrawShape): number {
	const numbers = drawPaths(shape).flatMap(({ d }) => (d.match(/-?\d+(\.\d+)?/g) ?? []).map(Number))
	return Math.max(...numbers.filter((_, at) => at % 2 === 1).map(Math.abs))
}

describe('a brush under a pen', () => {
	it('of pencil is broad when the pen lies on its side, and of ink is not', () => {
		for (const brush of DRAWN) {
			const upright = halfWidth(stroke(brush, FULL_PRESSURE * 0.5))
			const laid = halfWidth(stroke(brush, FULL_PRESSURE * feltLaid(0.5, 1)))
			if (leansOn(brush)) expect(laid / upright).toBeGreaterThan(3)
			else expect(laid / halfWidth(stroke(brush, FULL_PRESSURE))).toBeLessThan(1.01)
		}
	})
	it('leaves no ink beyond its reach', () => {
		for (const brush of DRAWN)
			for (const z of [0, 0.3, FULL_PRESSURE, 1.7, 2 * FULL_PRESSURE, 40]) {
				const shape = stroke(brush, z)
				expect(halfWidth(shape)).toBeLessThanOrEqual(inkReach(shape))
			}
	})
})

describe('the points of a stroke', () => {
	it('are read once for its outline and its path, and anew when it has grown', () => {
		const { segments } = stroke('pen', 1).props
		const points = pointsOf(segments, 1, 1)
		expect(pointsOf(segments, 1, 1)).toBe(points)
		expect(pointsOf(segments, 2, 1)[3]?.x).toBe(36)
		const grown = stroke('pen', 0.5).props.segments
		expect(pointsOf(grown, 1, 1)).not.toEqual(points)
		expect(pointsOf(segments, 1, 1)).toEqual(points)
	})
})
