import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changedWords } from './changed-words.ts'

const seed = Number(process.env.FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31))

describe('changed words', () => {
	it('[SP70] are told apart from the words around them', () => {
		expect(
			changedWords('The kettle screams. Neither moves.', 'The kettle screams. Nobody moves.'),
		).toEqual({ head: 'The kettle screams. ', gone: 'Neither', come: 'Nobody', tail: ' moves.' })
		expect(changedWords('Rain.', '')).toEqual({ head: '', gone: 'Rain.', come: '', tail: '' })
		expect(changedWords('a a', 'a a a')).toMatchObject({ head: 'a a', gone: '', come: ' a' })
	})

	it(`[SP70] lose no letter of either line (seed ${seed})`, () => {
		const line = fc.array(fc.constantFrom('a', 'b', ' ', '\n', 'cd')).map((all) => all.join(''))
		fc.assert(
			fc.property(line, line, (before, after) => {
				const { head, gone, come, tail } = changedWords(before, after)
				expect([head + gone + tail, head + come + tail]).toEqual([before, after])
			}),
			{ seed },
		)
	})
})
