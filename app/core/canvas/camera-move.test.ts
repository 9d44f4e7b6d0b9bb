import { describe, expect, it } from 'vitest'
import { cameraAt, movementOf } from './camera-move.ts'
import type { MarkBox } from './panel-marks.ts'

const frame = (x: number, y: number, w: number): MarkBox => ({ x, y, w, h: w })
const whole = frame(0, 0, 1)

describe('[MK6] a camera move', () => {
	it('is at its start and its end frame, and holds them outside its time', () => {
		const move = { from: whole, to: frame(0.5, 0.25, 0.25) }
		expect(cameraAt(move, 0)).toEqual(whole)
		expect(cameraAt(move, -1)).toEqual(whole)
		const end = cameraAt(move, 1)
		for (const key of ['x', 'y', 'w', 'h'] as const) expect(end[key]).toBeCloseTo(move.to[key])
		expect(cameraAt(move, 7)).toEqual(end)
	})

	it('nears by the same factor in equal parts, on straight lines from corner to corner', () => {
		const move = { from: whole, to: frame(0.5, 0.25, 0.25) }
		const half = cameraAt(move, 0.5)
		expect(half.w).toBeCloseTo(0.5)
		expect(half.y / half.x).toBeCloseTo(0.5)
		for (let t = 0; t <= 1; t += 0.1) {
			const { x, y, w, h } = cameraAt(move, t)
			expect(w).toBe(h)
			expect(y).toBeCloseTo(x / 2)
			// The corner at the bottom right goes from (1, 1) to (0.75, 0.5).
			expect(1 - (y + h)).toBeCloseTo(2 * (1 - (x + w)))
		}
	})

	it('pans at one size and sets out softly', () => {
		const move = { from: frame(0, 0, 0.5), to: frame(0.5, 0, 0.5) }
		expect(cameraAt(move, 0.5)).toEqual(frame(0.25, 0, 0.5))
		expect(cameraAt(move, 0.1).x).toBeLessThan(0.02)
	})

	it('has a word for what it does', () => {
		expect(movementOf({ from: whole, to: frame(0.2, 0.2, 0.6) }, 1.85)).toBe('dolly_in')
		expect(movementOf({ from: frame(0.2, 0.2, 0.6), to: whole }, 1.85)).toBe('dolly_out')
		expect(movementOf({ from: frame(0, 0, 0.6), to: frame(0.4, 0.1, 0.6) }, 1.85)).toBe('pan')
		expect(movementOf({ from: frame(0, 0, 0.6), to: frame(0.05, 0.4, 0.6) }, 1.85)).toBe('tilt')
		expect(movementOf({ from: whole, to: frame(0.005, 0, 1) }, 1.85)).toBeNull()
	})
})
