import { expect, it } from 'vitest'
import { agoWords } from './ago-words.ts'

it('says how long ago', () => {
	const at = 1_000
	const minute = 60_000
	const after = (minutes: number) => agoWords(at, at + minutes * minute)
	expect(agoWords(at, at + 20_000)).toBe('just now')
	expect([12, 180, 24 * 60, 48 * 60].map(after)).toEqual([
		...['12 min ago', '3 h ago', 'a day ago', '2 days ago'],
	])
	expect(agoWords(0, 99 * minute)).toBe('just now')
	expect(agoWords(at + minute, at)).toBe('just now')
})
