import { describe, expect, it } from 'vitest'
import { alternatesOf, isInStory, playingOf, storyPanels, trashedPanels } from './story.ts'

const panel = (
	id: string,
	index: string,
	props: { trashedAt?: number | null; alternateOf?: string | null; alternateRank?: number } = {},
) => ({ id, index, props })
const ids = (panels: readonly { id: string }[]) => panels.map(({ id }) => id)

describe('the story', () => {
	it('[S1] holds what is neither in the trash nor an alternate, in order', () => {
		const all = [
			panel('c', 'a3'),
			panel('a', 'a1'),
			panel('gone', 'a2', { trashedAt: 5 }),
			panel('alt', 'a1', { alternateOf: 'a' }),
		]

		expect(ids(storyPanels(all))).toEqual(['a', 'c'])
	})

	it('[S1] takes a record from before version 2 as in the story', () => {
		expect(isInStory({})).toBe(true)
	})
})

describe('alternates', () => {
	it('[S3] are listed with the panel they stand for, oldest first, from any of them', () => {
		const all = [
			panel('b', 'a1', { alternateRank: 1 }),
			panel('a', 'a1', { alternateOf: 'b', alternateRank: 0 }),
			panel('c', 'a1', { alternateOf: 'b', alternateRank: 2, trashedAt: 3 }),
			panel('other', 'a2'),
		]

		for (const id of ['a', 'b', 'c']) expect(ids(alternatesOf(all, id))).toEqual(['a', 'b', 'c'])
	})

	it('[S3] of a chain or a circle that two people made at once are still one group', () => {
		const chain = [
			panel('a', 'a1', { alternateOf: 'b' }),
			panel('b', 'a1', { alternateOf: 'c' }),
			panel('c', 'a1'),
		]
		const circle = [panel('a', 'a1', { alternateOf: 'b' }), panel('b', 'a1', { alternateOf: 'a' })]

		expect(ids(alternatesOf(chain, 'a'))).toEqual(['a', 'b', 'c'])
		expect(ids(alternatesOf(circle, 'b'))).toEqual(['a', 'b'])
		expect(playingOf(new Map(circle.map((one) => [one.id, one])), 'b')).toBe('a')
	})
})

describe('the trash', () => {
	it('[S2] lists what was thrown away, the last first, and alternates nobody can reach', () => {
		const all = [
			panel('a', 'a1'),
			panel('first', 'a2', { trashedAt: 1 }),
			panel('second', 'a3', { trashedAt: 2 }),
			panel('alt', 'a1', { alternateOf: 'a' }),
			panel('orphan', 'a4', { alternateOf: 'nobody' }),
		]

		expect(ids(trashedPanels(all))).toEqual(['second', 'first', 'orphan'])
	})
})
