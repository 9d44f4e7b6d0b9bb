import { describe, expect, it } from 'vitest'
import { nameBetween } from './letter-name.ts'
import { isLocked, locksToSet, omittedShots } from './number-lock.ts'
import { type NumberedPanel, type NumberedShot, numberPanels, numberShots } from './numbering.ts'

const slate = { sceneNumber: '4', scheme: 'slate' } as const
type Shots = Map<string, NumberedShot>
/** One panel for each set-up name, in order; `a a b` makes two of `a`. */
const panelsOf = (text: string): NumberedPanel[] =>
	text.split(' ').map((shotId, place) => ({
		...{ id: `${shotId}${place}`, index: `a${String.fromCharCode(65 + place)}`, shotId },
	}))
const shotsOf = (text: string): Shots =>
	new Map([...new Set(text.split(' '))].map((id) => [id, { numberOverride: null }]))

/** The board as it stands after a lock. */
function locked(text: string, scheme: 'slate' | 'storyboarder' | 'dash' = 'slate') {
	const [panels, shots] = [panelsOf(text), shotsOf(text)]
	const locks = locksToSet(panels, shots, { ...slate, scheme })
	return {
		panels: panels.map((one) => ({ ...one, lockedNumber: locks.panels.get(one.id) ?? null })),
		shots: new Map(
			[...shots].map(([id, one]) => [id, { ...one, lockedNumber: locks.shots.get(id) ?? null }]),
		) as Shots,
	}
}
const put = (panels: NumberedPanel[], place: number, shotId: string, id = `new-${shotId}`) => {
	const index = place === 0 ? 'a0' : `${panels[place - 1]?.index}V${id}`
	panels.splice(place, 0, { id, index, shotId })
	return panels
}
const numbered = (
	panels: NumberedPanel[],
	shots: Shots,
	scheme: 'slate' | 'storyboarder' | 'dash',
) => [...numberPanels(panels, shots, { ...slate, scheme }).values()]

describe('a number between two others', () => {
	it.each([
		['3', '4', [], '3A'],
		['3', '4', ['3A'], '3B'],
		['3A', '3B', ['3A', '3B'], '3AA'],
		['3A', '4', ['3A'], '3B'],
		['4', '4A', ['4A'], 'A4A'],
		[null, '4', [], 'A4'],
		['3H', '4', ['3H'], '3J'],
		['4A-1', '4A-2', [], '4A-1A'],
	])('[N3] %s and %s, with %j taken, is %s', (before, after, taken, name) => {
		expect(nameBetween(before, after, new Set(taken))).toBe(name)
	})
})

describe('after a lock', () => {
	it('[N3] numbers stay, what is put in takes a letter, what comes last counts on', () => {
		const { panels, shots } = locked('m a b')
		expect(numbered(panels, shots, 'slate')).toEqual(['4-1', '4A-1', '4B-1'])
		for (const id of ['x', 'y', 'z']) shots.set(id, { numberOverride: null })
		put(panels, 2, 'x')
		put(panels, 3, 'y')
		put(panels, 5, 'z')

		const names = [...numberShots(panels, shots, slate).entries()]

		expect(names).toEqual([
			...[
				['m', '4'],
				['a', '4A'],
				['x', '4AA'],
				['y', '4AB'],
				['b', '4B'],
				['z', '4C'],
			],
		])
	})

	it('[N3] a panel put between two of one set-up takes a letter, in every scheme', () => {
		for (const [scheme, expected] of [
			['slate', ['4-1', '4-1A', '4-2']],
			['dash', ['4-1', '4-1A', '4-2']],
			['storyboarder', ['1A', '1AA', '1B']],
		] as const) {
			const { panels, shots } = locked('m m', scheme)
			put(panels, 1, 'm', 'new')
			expect(numbered(panels, shots, scheme)).toEqual(expected)
		}
	})

	it('[N4] a shot taken out is omitted, and nobody else gets its number', () => {
		const { panels, shots } = locked('m a b')
		panels.splice(1, 1)
		shots.set('x', { numberOverride: null })
		put(panels, 2, 'x')

		expect(omittedShots(panels, shots)).toEqual([{ shotId: 'a', number: '4A', afterId: 'm0' }])
		expect(numbered(panels, shots, 'slate')).toEqual(['4-1', '4B-1', '4C-1'])
		expect(isLocked(panels, shots)).toBe(true)
	})

	it('[N4] an omitted shot stands where its panels would, or by its number when they are gone', () => {
		const { panels, shots } = locked('m a b c')
		const [m, a, b, c] = panels
		if (!m || !a || !b || !c) throw new Error('four panels')
		const omitted = [
			{ shotId: 'a', number: '4A', afterId: 'm0' },
			{ shotId: 'b', number: '4B', afterId: 'm0' },
		]
		expect(omittedShots([m, c], shots, [b, a])).toEqual(omitted)
		expect(omittedShots([m, c], shots)).toEqual(omitted)
		// Moved before the lock was followed: its place in the story, not its number, decides.
		const first = { ...a, index: 'a0' }
		expect(omittedShots([m, b, c], shots, [first])).toEqual([{ ...omitted[0], afterId: null }])
		expect(omittedShots(panels, shots)).toEqual([])
	})

	it('[N3] panels that change places keep their numbers', () => {
		const { panels, shots } = locked('m a b')
		const [first, second, third] = panels
		if (!first || !second || !third) throw new Error('three panels')
		const swapped = [first, { ...second, index: 'aD' }, third]

		expect(numbered(swapped, shots, 'slate')).toEqual(['4-1', '4B-1', '4A-1'])
	})

	it('[N3] a number typed since then stands before the locked one', () => {
		const { panels, shots } = locked('m a')
		shots.set('a', { numberOverride: '4X', lockedNumber: '4A' })

		expect(numbered(panels, shots, 'slate')).toEqual(['4-1', '4X-1'])
	})
})

describe('a shot that returns to an earlier set-up', () => {
	it('[N5] has its letter, and its panels count on', () => {
		const panels = panelsOf('m a b a2')
		const shots = shotsOf('m a b a2')
		shots.set('a2', { numberOverride: null, setUpOf: 'a' })

		expect(numbered(panels, shots, 'slate')).toEqual(['4-1', '4A-1', '4B-1', '4A-2'])
		expect(numberShots(panels, shots, slate).get('a2')).toBe('4A')
	})

	it('[N5] has its own number when that set-up is no more, or two point at each other', () => {
		const panels = panelsOf('m b')
		const shots: Shots = new Map([
			['m', { numberOverride: null, setUpOf: 'b' }],
			['b', { numberOverride: null, setUpOf: 'm' }],
		])
		expect(numbered(panels, shots, 'slate')).toEqual(['4-1', '4A-1'])
		shots.set('b', { numberOverride: null, setUpOf: 'gone' })
		expect(numberShots(panels, shots, slate).get('b')).toBeDefined()
	})
})
