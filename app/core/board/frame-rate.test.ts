import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exactRate, frameAtSeconds, framesOfSeconds, secondsOfFrame } from './frame-rate.ts'

const RATES = [12, 12.5, 23.976, 23.98, 24, 25, 29.97, 30, 48, 50, 59.94, 60]

describe('exact frame rates', () => {
	it('reads what crews say as the ratio that is meant', () => {
		expect(exactRate(24)).toEqual({ frames: 24, seconds: 1 })
		expect(exactRate(23.976)).toEqual({ frames: 24000, seconds: 1001 })
		expect(exactRate(23.98)).toEqual({ frames: 24000, seconds: 1001 })
		expect(exactRate(29.97)).toEqual({ frames: 30000, seconds: 1001 })
		expect(exactRate(12.5)).toEqual({ frames: 12.5, seconds: 1 })
	})

	it('is on the frame after ten hours at every rate', () => {
		fc.assert(
			fc.property(
				fc.constantFrom(...RATES),
				fc.integer({ min: 0, max: 2_000_000 }),
				(rate, frame) => {
					expect(frameAtSeconds(secondsOfFrame(frame, rate), rate)).toBe(frame)
				},
			),
		)
	})

	it('shows a frame until the next one begins', () => {
		fc.assert(
			fc.property(
				fc.constantFrom(...RATES),
				fc.integer({ min: 0, max: 500_000 }),
				fc.double({ min: 0, max: 0.99, noNaN: true }),
				(rate, frame, part) => {
					const start = secondsOfFrame(frame, rate)
					const length = secondsOfFrame(frame + 1, rate) - start
					expect(frameAtSeconds(start + part * length, rate)).toBe(frame)
				},
			),
		)
	})

	it('is the same hour at 23.976 counted by frames and by clock', () => {
		// 86,400 frames are an hour of timecode and 3,603.6 seconds of it.
		expect(secondsOfFrame(86_400, 23.976)).toBe(3603.6)
		expect(framesOfSeconds(3603.6, 23.976)).toBe(86_400)
	})
})
