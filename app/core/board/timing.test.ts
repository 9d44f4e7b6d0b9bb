import { describe, expect, it } from 'vitest'
import {
	formatClock,
	formatSeconds,
	formatSecondsFrames,
	formatTimecode,
	parseDuration,
	totalLength,
} from './timing.ts'

describe('timing', () => {
	it.each([
		['2.5', 60],
		['2,5', 60],
		['3.0 s', 72],
		['2:12', 60],
		['60f', 60],
		['60 frames', 60],
		['1:02:12', 1500],
		['.5', 12],
	])('reads %s as %i frames at 24 a second', (typed, frames) => {
		expect(parseDuration(typed, 24)).toBe(frames)
	})

	it.each(['', 'soon', '0', '-1', '0f', '1e9', '2:'])('reads nothing out of “%s”', (typed) => {
		expect(parseDuration(typed, 24)).toBeNull()
	})

	it('counts fractional rates on their whole base', () => {
		expect(parseDuration('2:12', 23.976)).toBe(60)
		expect(parseDuration('1', 23.976)).toBe(24)
		expect(formatTimecode(24, 23.976)).toBe('00:00:01:00')
	})

	it('writes seconds, seconds and frames, clock and timecode', () => {
		expect(formatSeconds(60, 24)).toBe('2.5')
		expect(formatSecondsFrames(60, 24)).toBe('2:12')
		expect(formatTimecode(566, 24)).toBe('00:00:23:14')
		expect(formatClock(62)).toBe('1:02')
	})

	it('reads back what it writes', () => {
		for (const frames of [1, 23, 24, 60, 1499]) {
			expect(parseDuration(formatSecondsFrames(frames, 24), 24)).toBe(frames)
			expect(parseDuration(formatTimecode(frames, 24), 24)).toBe(frames)
		}
	})

	it('adds up timed panels and counts the others', () => {
		expect(totalLength([48, null, 24])).toEqual({ frames: 72, untimed: 1 })
	})
})
