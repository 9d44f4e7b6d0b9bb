import { describe, expect, it } from 'vitest'
import { feltLaid, feltPressure, laidOf, type PenSample, readPen } from './pen-feel.ts'

describe('the feel of a pen', () => {
	it('keeps the ends and bends between them', () => {
		for (const firmness of [0.4, 1, 2.5]) {
			expect(feltPressure(0, firmness)).toBe(0)
			expect(feltPressure(1, firmness)).toBe(1)
		}
		expect(feltPressure(0.5, 0.5)).toBeGreaterThan(0.5)
		expect(feltPressure(0.5, 2)).toBeLessThan(0.5)
		expect(feltPressure(3, 1)).toBe(1)
	})
})

describe('a pen on its side', () => {
	it('is told from its tilt, towards any side; upright or without tilt it writes', () => {
		expect(laidOf({ tiltX: 0, tiltY: 0 })).toBe(0)
		expect(laidOf({ tiltX: 35, tiltY: -15 })).toBe(0)
		expect(laidOf({ tiltX: -55, tiltY: 0 })).toBeCloseTo(0.5)
		expect(laidOf({ tiltX: 0, tiltY: 55 })).toBeCloseTo(0.5)
		expect(laidOf({ tiltX: 90, tiltY: 0 })).toBe(1)
	})
	it('counts beyond pressure, without a step between', () => {
		expect(feltLaid(0.3, 0)).toBe(0.3)
		expect(feltLaid(0.3, 0.001)).toBeCloseTo(0.3, 2)
		expect(feltLaid(0, 1)).toBeGreaterThan(1)
		expect(feltLaid(1, 1)).toBe(2)
	})
})

describe('what can be told of a pen', () => {
	const stroke = (pressure: (at: number) => number): PenSample[] =>
		Array.from({ length: 20 }, (_, at) => ({
			...{ timeMs: at * 8, pressure: pressure(at), tiltX: 0, tiltY: 0 },
		}))

	it('a pressure that never changes is none', () => {
		expect(readPen(stroke(() => 0.5))).toEqual({ rateHz: 125, hasPressure: false, hasTilt: false })
		expect(readPen(stroke((at) => at / 20)).hasPressure).toBe(true)
	})
	it('says nothing of the rate before it can', () => {
		expect(readPen([]).rateHz).toBeNull()
	})
})
