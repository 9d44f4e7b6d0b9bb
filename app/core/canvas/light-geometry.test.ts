import { describe, expect, it } from 'vitest'
import { azimuthOf, keySideOf, normalDeg, patternOf, towardAzimuth } from './light-geometry.ts'

describe('a lamp round the panel', () => {
	it('comes from where it stands as seen from above: below is the camera, above is behind', () => {
		expect(azimuthOf({ x: 0, y: 5 })).toBe(0)
		expect(azimuthOf({ x: 5, y: 0 })).toBe(90)
		expect(azimuthOf({ x: 0, y: -5 })).toBe(180)
		expect(azimuthOf({ x: -5, y: 0 })).toBe(-90)
		for (const azimuth of [-150, -45, 0, 30, 90, 180])
			expect(azimuthOf(towardAzimuth(azimuth))).toBeCloseTo(azimuth)
		expect([normalDeg(-180), normalDeg(270), normalDeg(540)]).toEqual([180, -90, 180])
	})

	it('[MK3] makes the pattern that its direction and height are known for (L2)', () => {
		const of = (azimuthDeg: number, elevationDeg: number) => patternOf({ azimuthDeg, elevationDeg })
		expect(of(0, 45)).toBe('butterfly')
		expect(of(0, 0)).toBe('flat')
		expect(of(-30, 30)).toBe('loop')
		expect(of(45, 45)).toBe('rembrandt')
		expect(of(-90, 20)).toBe('split')
		expect(of(150, 30)).toBe('rim')
		expect(of(10, 80)).toBe('top')
		expect(of(10, -40)).toBe('under')
	})

	it('names the key side as the shot says it', () => {
		const of = (azimuthDeg: number, elevationDeg = 30) => keySideOf({ azimuthDeg, elevationDeg })
		expect([of(-60), of(60), of(10), of(170)]).toEqual(['left', 'right', 'front', 'back'])
		expect([of(60, 80), of(60, -30)]).toEqual(['top', 'under'])
	})
})
