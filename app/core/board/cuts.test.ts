import { describe, expect, it } from 'vitest'
import { type CutClipRecord, type CutRecord, cutClipId, FULL_CUT_ID } from './cut-record.ts'
import { cutsInOrder, overBy, panelsOfCut } from './cuts.ts'

const story = [
	{ id: 'shape:a', durationFrames: 48 },
	{ id: 'shape:b', durationFrames: null },
	{ id: 'shape:c', durationFrames: 24 },
]
function clip(
	cutId: CutClipRecord['cutId'],
	panelId: string,
	index: string,
	frames: number | null,
) {
	const record: CutClipRecord = {
		id: cutClipId(cutId, panelId),
		typeName: 'cut_clip',
		...{ cutId, panelId, index, durationFrames: frames, meta: {} },
	}
	return record
}

describe('[TI3] [TI4] cuts', () => {
	it('order the same panels anew, with lengths of their own or the full version’s', () => {
		const clips = [
			clip('cut:x', 'shape:c', 'a1', null),
			clip('cut:x', 'shape:a', 'a2', 12),
			clip('cut:y', 'shape:b', 'a1', null),
		]
		expect(panelsOfCut(story, clips, 'cut:x')).toEqual({
			shown: [
				{ id: 'shape:c', durationFrames: 24 },
				{ id: 'shape:a', durationFrames: 12 },
			],
			leftOut: [story[1]],
		})
	})

	it('pass over panels that are no longer in the story', () => {
		const clips = [clip('cut:x', 'shape:gone', 'a1', 12)]
		expect(panelsOfCut(story, clips, 'cut:x')).toEqual({ shown: [], leftOut: story })
	})

	it('know a panel once, whoever puts it in', () => {
		expect(cutClipId('cut:x', 'shape:a')).toBe('cut_clip:x-a')
		expect(cutClipId('cut:x', 'shape:a')).not.toBe(cutClipId('cut:y', 'shape:a'))
	})

	it('stand in their order, the full version not among them', () => {
		const cut = (id: CutRecord['id'], index: string): CutRecord => ({
			id,
			typeName: 'cut',
			...{ index, name: '', targetFrames: null, meta: {} },
		})
		const all = [cut('cut:b', 'a2'), cut(FULL_CUT_ID, 'a0'), cut('cut:a', 'a1')]
		expect(cutsInOrder(all).map(({ id }) => id)).toEqual(['cut:a', 'cut:b'])
	})

	it('are over or under their target, or have none', () => {
		expect(overBy(828, 768)).toBe(60)
		expect(overBy(700, 768)).toBe(-68)
		expect(overBy(700, null)).toBeNull()
	})
})
