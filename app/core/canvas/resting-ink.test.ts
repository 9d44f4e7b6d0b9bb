import { createShapeId, type TLShape } from '@tldraw/tlschema'
import { describe, expect, it } from 'vitest'
import { type PaintedShape, pictureScale, restingShapes, stillHolds } from './resting-ink.ts'

function painted(name: string, at: number, type = 'draw', isComplete = true): PaintedShape {
	// Cast: only what the rule reads.
	const shape = { id: createShapeId(name), type, props: { isComplete } } as unknown as TLShape
	return {
		shape,
		matrix: [1, 0, 0, 1, at, 0],
		opacity: 1,
		bounds: { x0: at, y0: 0, x1: at + 10, y1: 10 },
	}
}
const names = (list: readonly PaintedShape[]) => list.map(({ shape }) => shape.id.slice(6))

describe('what of a panel may rest in a picture', () => {
	it('takes finished strokes and leaves words, pictures and what is being drawn', () => {
		const all = [
			painted('a', 0),
			painted('t', 100, 'text'),
			painted('b', 200),
			painted('c', 300, 'draw', false),
		]
		expect(names(restingShapes(all))).toEqual(['a', 'b'])
	})

	it('leaves a stroke live that lies over something live, and what lies over that stroke', () => {
		const all = [
			painted('t', 0, 'text'),
			painted('over', 5),
			painted('chain', 12),
			painted('away', 50),
		]
		expect(names(restingShapes(all))).toEqual(['away'])
	})
})

describe('whether a picture still holds', () => {
	const [a, b, c] = [painted('a', 0), painted('b', 50), painted('c', 90)]
	const held = restingShapes([a, b])

	it('holds while new strokes come on top', () => {
		expect(stillHolds(held, restingShapes([a, b, c]))).toBe(true)
	})
	it('does not when one went, changed or moved, or one came below', () => {
		expect(stillHolds(held, restingShapes([a]))).toBe(false)
		expect(stillHolds(held, restingShapes([a, painted('b', 50)]))).toBe(false)
		expect(stillHolds(held, restingShapes([a, { ...b, opacity: 0.3 }]))).toBe(false)
		expect(stillHolds(held, restingShapes([c, a, b]))).toBe(false)
	})
})

it('pictures are finer than the screen, and large panels have none', () => {
	expect(pictureScale(0.09, 1)).toBe(0.125)
	expect(pictureScale(0.375, 1)).toBe(0.5)
	expect(pictureScale(0.375, 2)).toBe(1)
	expect(pictureScale(1.5, 1)).toBe(2)
	expect(pictureScale(1.6, 1)).toBeNull()
})
