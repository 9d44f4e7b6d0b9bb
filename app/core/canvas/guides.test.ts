import { expect, it } from 'vitest'
import { deliveryFrame, guideLinesPath, safeArea } from './guides.ts'

it('safe areas are 93 % and 90 % of both sides', () => {
	const frame = { w: 1000, h: 500 }
	expect(safeArea('action', frame)).toEqual({ x: 35, y: 17.5, w: 930, h: 465 })
	expect(safeArea('title', frame)).toEqual({ x: 50, y: 25, w: 900, h: 450 })
})

it('a delivery frame is as large as it can be inside', () => {
	expect(deliveryFrame(4 / 3, { w: 1600, h: 900 })).toEqual({ x: 200, y: 0, w: 1200, h: 900 })
	expect(deliveryFrame(2, { w: 800, h: 800 })).toEqual({ x: 0, y: 200, w: 800, h: 400 })
})

it('lines of one’s own go through the whole frame', () => {
	const lines = [
		{ axis: 'across', at: 0.25 },
		{ axis: 'upright', at: 0.5 },
	] as const
	expect(guideLinesPath(lines, { w: 200, h: 100 })).toBe('M0 25H200M100 0V100')
})
