import { describe, expect, it } from 'vitest'
import { letterName } from './letter-name.ts'
import { type NumberedPanel, numberPanels, numberShots } from './numbering.ts'

const INDEXES = ['a1', 'a2', 'a3', 'a4', 'a5', 'a6']
const panelsOf = (...shots: (string | null)[]): NumberedPanel[] =>
	shots.map((shotId, at) => ({ id: `shape:${at}`, index: INDEXES[at] ?? 'a9', shotId }))
const none = new Map<string, { numberOverride: string | null }>()

describe('numbering', () => {
	it('gives the master the scene number and letters to set-ups as they first appear', () => {
		const panels = panelsOf('shot:m', 'shot:a', 'shot:b', 'shot:a')

		const numbers = numberPanels(panels, none, { sceneNumber: '4', scheme: 'slate' })

		expect([...numbers.values()]).toEqual(['4-1', '4A-1', '4B-1', '4A-2'])
	})

	it('follows story order and not the order in which panels are given', () => {
		const panels = panelsOf('shot:m', 'shot:a', 'shot:b').reverse()

		const numbers = numberPanels(panels, none, { sceneNumber: '4', scheme: 'slate' })

		expect(numbers.get('shape:0')).toBe('4-1')
		expect(numbers.get('shape:2')).toBe('4B-1')
	})

	it('leaves out I and O on slates and goes on with AA after Z', () => {
		expect(letterName(7)).toBe('H')
		expect(letterName(8)).toBe('J')
		expect(letterName(13)).toBe('P')
		expect(letterName(23)).toBe('Z')
		expect(letterName(24)).toBe('AA')
		expect(letterName(47)).toBe('AZ')
		expect(letterName(48)).toBe('BA')
	})

	it('numbers shots and letters panels in the Storyboarder scheme', () => {
		const panels = panelsOf('shot:a', 'shot:a', 'shot:b')

		const numbers = numberPanels(panels, none, { sceneNumber: '4', scheme: 'storyboarder' })

		expect([...numbers.values()]).toEqual(['1A', '1B', '2A'])
	})

	it('counts panels through the scene in the dash scheme', () => {
		const panels = panelsOf('shot:a', 'shot:a', null)

		const numbers = numberPanels(panels, none, { sceneNumber: '1', scheme: 'dash' })

		expect([...numbers.values()]).toEqual(['1-1', '1-2', '1-3'])
	})

	it('keeps a number a person typed and gives it to nobody else', () => {
		const panels = panelsOf('shot:m', 'shot:a', 'shot:b')
		const shots = new Map([['shot:b', { numberOverride: '4A' }]])

		const numbers = numberPanels(panels, shots, { sceneNumber: '4', scheme: 'slate' })

		expect([...numbers.values()]).toEqual(['4-1', '4B-1', '4A-1'])
	})

	it('counts on when two set-ups carry the same typed number', () => {
		const panels = panelsOf('shot:a', 'shot:b')
		const shots = new Map([
			['shot:a', { numberOverride: '9' }],
			['shot:b', { numberOverride: '9' }],
		])

		const numbers = numberPanels(panels, shots, { sceneNumber: '4', scheme: 'slate' })

		expect([...numbers.values()]).toEqual(['9-1', '9-2'])
	})

	it('treats a panel without a shot as a set-up of its own and an empty scene number as 1', () => {
		const numbers = numberPanels(panelsOf(null, null), none, { sceneNumber: '', scheme: 'slate' })

		expect([...numbers.values()]).toEqual(['1-1', '1A-1'])
	})

	it('names the set-ups themselves', () => {
		const names = numberShots(panelsOf('shot:m', 'shot:a'), none, {
			sceneNumber: '12',
			scheme: 'slate',
		})

		expect(names.get('shot:a')).toBe('12A')
	})
})
