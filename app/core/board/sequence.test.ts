import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clipAt, endOf, laySequence, placeAt, rangeOf, snapFrame } from './sequence.ts'

const panels = (...durations: (number | null)[]) =>
	durations.map((durationFrames, i) => ({ id: `shape:${i}`, durationFrames }))
const anyPanels = fc
	.array(fc.option(fc.integer({ min: 1, max: 5000 }), { freq: 4 }))
	.map((durations) => panels(...durations))

describe('[TI1] [TI2] panels laid end to end', () => {
	it('fill their length exactly: the sum of the clips is the length, at every rate', () => {
		fc.assert(
			fc.property(anyPanels, fc.constantFrom(23.976, 24, 25, 29.97, 30), (all, rate) => {
				const { clips, frames, timedFrames, untimed } = laySequence(all, rate)
				let at = 0
				for (const clip of clips) {
					expect(clip.startFrame).toBe(at)
					expect(Number.isInteger(clip.durationFrames) && clip.durationFrames > 0).toBe(true)
					at = endOf(clip)
				}
				expect(at).toBe(frames)
				const typed = all.flatMap(({ durationFrames }) => durationFrames ?? [])
				expect(timedFrames).toBe(typed.reduce((sum, each) => sum + each, 0))
				expect(untimed).toBe(all.length - typed.length)
			}),
		)
	})

	it('find the clip of every frame as a search from the start would', () => {
		fc.assert(
			fc.property(anyPanels, fc.nat(20_000), (all, frame) => {
				const { clips } = laySequence(all, 24)
				const found = clips.findLastIndex(({ startFrame }) => startFrame <= frame)
				expect(placeAt(clips, frame)).toBe(found)
			}),
		)
	})

	it('hold an untimed panel for a moment that is no part of the length', () => {
		const { clips, frames, timedFrames } = laySequence(panels(24, null, 12), 24)
		expect(clips.map(({ startFrame }) => startFrame)).toEqual([0, 24, 72])
		expect([frames, timedFrames]).toEqual([84, 36])
		expect(clipAt(clips, 24)?.isGuess).toBe(true)
		expect(clipAt([], 3)).toBeNull()
	})

	it('take up one range from the first chosen to the last', () => {
		const { clips } = laySequence(panels(24, 10, 12), 24)
		expect(rangeOf(clips, new Set(['shape:1', 'shape:2']))).toEqual({ from: 24, to: 46 })
		expect(rangeOf(clips, new Set(['shape:9']))).toBeNull()
	})

	it('snap to the nearest target in reach, and to none out of it', () => {
		expect(snapFrame(50, [10, 48, 53], 4)).toBe(48)
		expect(snapFrame(50, [10, 60], 4)).toBe(50)
		expect(snapFrame(50, [], 4)).toBe(50)
	})
})
