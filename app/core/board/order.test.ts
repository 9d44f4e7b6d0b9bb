import { describe, expect, it } from 'vitest'
import { seededRandom } from '../random.ts'
import {
	indexAfter,
	indexesForMove,
	indexForMove,
	type Ordered,
	sortInStoryOrder,
} from './order.ts'

const ids = (items: readonly Ordered[]) => sortInStoryOrder(items).map(({ id }) => id)

describe('story order', () => {
	it('breaks a tie by id, whoever sorts', () => {
		const tied = [
			{ id: 'b', index: 'a1' },
			{ id: 'a', index: 'a1' },
		]

		expect(ids(tied)).toEqual(['a', 'b'])
		expect(ids([...tied].reverse())).toEqual(['a', 'b'])
	})

	it('puts a new item before everything, in between, and at the end', () => {
		const items = [
			{ id: 'a', index: 'a1' },
			{ id: 'b', index: 'a2' },
		]

		expect(ids([...items, { id: 'new', index: indexAfter(items, null) }])).toEqual([
			'new',
			'a',
			'b',
		])
		expect(ids([...items, { id: 'new', index: indexAfter(items, 'a') }])).toEqual(['a', 'new', 'b'])
		expect(ids([...items, { id: 'new', index: indexAfter(items, 'b') }])).toEqual(['a', 'b', 'new'])
		expect(ids([{ id: 'new', index: indexAfter([], null) }])).toEqual(['new'])
	})

	it('finds a place behind items that share one index', () => {
		const items = [
			{ id: 'a', index: 'a1' },
			{ id: 'b', index: 'a1' },
			{ id: 'c', index: 'a2' },
		]

		expect(ids([...items, { id: 'new', index: indexAfter(items, 'a') }])).toEqual([
			'a',
			'b',
			'new',
			'c',
		])
	})

	it('says that nothing moves when an item stands where it should go', () => {
		const items = [
			{ id: 'a', index: 'a1' },
			{ id: 'b', index: 'a2' },
		]

		expect(indexForMove(items, 'b', 'a')).toBeNull()
		expect(indexForMove(items, 'a', null)).toBeNull()
		expect(indexForMove(items, 'a', 'a')).toBeNull()
		expect(indexForMove(items, 'gone', 'a')).toBeNull()
	})

	it('moves like a list through a thousand random moves', () => {
		const random = seededRandom('story-order')
		const pick = (length: number) => Math.floor(random() * length)
		let items: Ordered[] = []
		for (let at = 0; at < 12; at++)
			items.push({ id: `p${at}`, index: indexAfter(items, items.at(-1)?.id ?? null) })
		let expected = ids(items)

		for (let step = 0; step < 1000; step++) {
			const id = expected[pick(expected.length)] ?? ''
			const rest = expected.filter((other) => other !== id)
			const at = pick(rest.length + 1)
			const index = indexForMove(items, id, rest[at - 1] ?? null)
			if (index) items = items.map((item) => (item.id === id ? { id, index } : item))
			expected = [...rest.slice(0, at), id, ...rest.slice(at)]

			expect(ids(items)).toEqual(expected)
		}
	})

	it('moves several items together and keeps their own order', () => {
		const items = ['a1', 'a2', 'a3', 'a4', 'a5'].map((index, at) => ({ id: `p${at}`, index }))
		const move = (afterId: string | null, ...ids: string[]) => {
			const indexes = indexesForMove(items, new Set(ids), afterId)
			return sortInStoryOrder(
				items.map(({ id, index }) => ({ id, index: indexes.get(id) ?? index })),
			).map(({ id }) => id)
		}

		expect(move(null, 'p3', 'p1')).toEqual(['p1', 'p3', 'p0', 'p2', 'p4'])
		expect(move('p4', 'p0', 'p2')).toEqual(['p1', 'p3', 'p4', 'p0', 'p2'])
		expect(move('p2', 'p2', 'p4')).toEqual(['p0', 'p1', 'p2', 'p4', 'p3'])
		expect(indexesForMove(items, new Set(['p1']), 'p0').size).toBe(0)
	})
})
