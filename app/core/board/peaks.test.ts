import { describe, expect, it } from 'vitest'
import { computePeaks, PEAKS_PER_SECOND, peakBetween } from './peaks.ts'

describe('a sound’s outline', () => {
	it('holds the loudest of each fiftieth of a second, of all channels', () => {
		const left = new Float32Array(1000)
		const right = new Float32Array(1000)
		left[5] = 0.5
		right[25] = -1
		left[999] = 2
		const peaks = computePeaks([left, right], 1000)
		expect(peaks.length).toBe(PEAKS_PER_SECOND)
		expect([...peaks.slice(0, 3)]).toEqual([128, 255, 0])
		expect(peaks.at(-1)).toBe(255)
	})

	it('misses no sample when the rate does not divide', () => {
		const loud = new Float32Array(44_101).fill(0.2)
		expect(computePeaks([loud], 44_100).every((peak) => peak === 51)).toBe(true)
	})

	it('is read for any stretch, and is silent outside the sound', () => {
		const peaks = Uint8Array.of(0, 255, 0)
		expect(peakBetween(peaks, 0, 0.02)).toBe(0)
		expect(peakBetween(peaks, 0.01, 0.03)).toBe(1)
		expect(peakBetween(peaks, 5, 6)).toBe(0)
		expect(computePeaks([], 44_100).length).toBe(0)
	})
})
