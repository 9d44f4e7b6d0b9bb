import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { laySequence } from './sequence.ts'
import { type PlayedClip, shownFrame } from './shown-frame.ts'

function played(...clips: [number, PlayedClip['outBy']][]): PlayedClip[] {
	const laid = laySequence(
		clips.map(([durationFrames], i) => ({ id: `shape:${i}`, durationFrames })),
		24,
	)
	return laid.clips.map((clip, i) => ({ ...clip, outBy: clips[i]?.[1] ?? null }))
}

describe('[TI5] the frame on screen', () => {
	it('is the panel whose time it is, from its first frame to its last', () => {
		const clips = played([24, null], [12, 'cut'], [12, null])
		expect(shownFrame(clips, 23, 24)).toMatchObject({
			clip: { panelId: 'shape:0' },
			frameInClip: 23,
			over: null,
			black: 0,
		})
		expect(shownFrame(clips, 24, 24)).toMatchObject({
			clip: { panelId: 'shape:1' },
			frameInClip: 0,
		})
		expect(shownFrame(clips, 999, 24)).toMatchObject({
			clip: { panelId: 'shape:2' },
			frameInClip: 11,
		})
		expect(shownFrame([], 0, 24)).toBeNull()
	})

	it('lies half a dissolve before and half after the cut, rising without a jump', () => {
		const clips = played([48, 'dissolve'], [48, null])
		const amounts = Array.from({ length: 96 }, (_, i) => shownFrame(clips, i, 24)?.over ?? null)
		const during = amounts.flatMap((over, frame) => (over ? [{ frame, amount: over.amount }] : []))
		expect(during.map(({ frame }) => frame)).toEqual([...Array(12).keys()].map((i) => 42 + i))
		expect(during.map(({ amount }) => amount)).toEqual(
			[...Array(12).keys()].map((i) => (i + 0.5) / 12),
		)
		expect(shownFrame(clips, 50, 24)).toMatchObject({
			clip: { panelId: 'shape:0' },
			over: { clip: { panelId: 'shape:1' }, frameInClip: 2, by: 'dissolve' },
		})
	})

	it('goes to black on its own side of the cut, and comes from black on the other', () => {
		const out = played([48, 'fade_out'], [48, null])
		expect(shownFrame(out, 35, 24)?.black).toBe(0)
		expect(shownFrame(out, 47, 24)?.black).toBe(1)
		expect(shownFrame(out, 48, 24)?.black).toBe(0)
		const back = played([48, 'fade_in'], [48, null])
		expect(shownFrame(back, 47, 24)?.black).toBe(0)
		expect(shownFrame(back, 48, 24)?.black).toBe(1)
		expect(shownFrame(back, 60, 24)?.black).toBe(0)
	})

	it('never shows more than all or less than nothing, however short the panels', () => {
		const way = fc.constantFrom<PlayedClip['outBy']>(
			null,
			'dissolve',
			'wipe',
			'fade_in',
			'fade_out',
		)
		const clips = fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), way), { minLength: 1 })
		fc.assert(
			fc.property(clips, fc.nat(400), fc.constantFrom(12, 23.976, 24, 60), (all, frame, rate) => {
				const shown = shownFrame(played(...all), frame, rate)
				expect(shown?.black).toBeGreaterThanOrEqual(0)
				expect(shown?.black).toBeLessThanOrEqual(1)
				if (!shown?.over) return
				expect(shown.over.amount).toBeGreaterThan(0)
				expect(shown.over.amount).toBeLessThan(1)
			}),
		)
	})
})
