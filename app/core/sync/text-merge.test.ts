import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mergeText, moveCaret, textSpan } from './text-merge.ts'

const apply = (from: string, to: string) => {
	const span = textSpan(from, to)
	return span
		? from.slice(0, span.index) + span.insert + from.slice(span.index + span.remove)
		: from
}
const isWhole = (text: string) =>
	!/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text)
const words = fc.string({
	unit: fc.constantFrom('a', 'b', ' ', 'é', '👋', '👍', '日'),
	maxLength: 30,
})

describe('text', () => {
	it('[T1] one span turns any text into any other, and cuts no surrogate pair', () => {
		fc.assert(
			fc.property(words, words, (from, to) => {
				const span = textSpan(from, to)
				expect(apply(from, to)).toBe(to)
				if (!span) return
				expect(isWhole(span.insert)).toBe(true)
				expect(isWhole(from.slice(span.index, span.index + span.remove))).toBe(true)
			}),
		)
	})

	it('[T1] an emoji replaced by one that shares its first half is replaced whole', () => {
		expect(textSpan('x👋y', 'x👍y')).toEqual({ index: 1, remove: 2, insert: '👍' })
	})

	it('[T2] keeps what either side added and drops what either side removed', () => {
		expect(mergeText('A man waits.', 'A tall man waits.', 'A man waits. Rain.')).toBe(
			'A tall man waits. Rain.',
		)
		expect(mergeText('abcdef', 'bcdef', 'abcde')).toBe('bcde')
		expect(mergeText('__', 'A__', '_b_')).toBe('A_b_')
		expect(mergeText('one two', 'one', 'one two three')).toBe('one three')
		expect(mergeText('', 'mine', 'yours')).toBe('mineyours')
	})

	it('[T2] merges letters added by both sides anywhere without losing one', () => {
		fc.assert(
			fc.property(words, fc.array(fc.nat(30)), fc.array(fc.nat(30)), (base, at, and) => {
				const insert = (places: number[], letter: string) =>
					[...base].map((one, i) => (places.includes(i) ? letter + one : one)).join('')
				const merged = mergeText(base, insert(at, 'X'), insert(and, 'Y'))

				expect(merged.replaceAll('Y', '')).toBe(insert(at, 'X'))
				expect(merged.replaceAll('X', '')).toBe(insert(and, 'Y'))
			}),
		)
	})

	it('[T2] does not stall on two long texts with nothing in common', () => {
		const long = (letter: string) => letter.repeat(30_000)

		expect(mergeText(long('a'), long('b'), `${long('a')}c`)).toHaveLength(30_001)
	})

	it('moves a caret with the words it stands in', () => {
		const insert = { index: 2, remove: 0, insert: 'xyz' }
		const removal = { index: 2, remove: 3, insert: '' }

		expect([0, 2, 3].map((at) => moveCaret(at, insert))).toEqual([0, 2, 6])
		expect([2, 4, 9].map((at) => moveCaret(at, removal))).toEqual([2, 2, 6])
	})
})
