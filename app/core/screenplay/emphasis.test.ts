import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainText, readRuns, readWholeLine, type StyledRun, writeRuns } from './emphasis.ts'

const seed = Number(process.env.FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31))

function run(text: string, style = ''): StyledRun {
	const has = (letter: string) => style.includes(letter)
	return { text, isBold: has('b'), isItalic: has('i'), isUnderlined: has('u') }
}

describe('emphasis', () => {
	it('[SP40] reads Fountain’s marks and leaves alone what has no partner', () => {
		expect(readRuns('From *what seems like* half a **mile** away')).toEqual([
			run('From '),
			run('what seems like', 'i'),
			run(' half a '),
			run('mile', 'b'),
			run(' away'),
		])
		expect(readRuns('***both*** and _under *and italic*_')).toEqual([
			run('both', 'bi'),
			run(' and '),
			run('under ', 'u'),
			run('and italic', 'iu'),
		])
		expect(readRuns('2 * 3 * 4')).toEqual([run('2 * 3 * 4')])
		expect(plainText('he dialed \\*69 and *then*')).toBe('he dialed *69 and then')
		expect(plainText('*no\nend*')).toBe('*no\nend*')
	})

	it('[SP40] a name has its words alone, and the marks of a style that all of it has', () => {
		expect(readWholeLine('**INT.** **LAB\\_2**')).toEqual({ words: 'INT. LAB_2', emphasis: '**' })
		expect(readWholeLine('_**IDA**_')).toEqual({ words: 'IDA', emphasis: '_**' })
		expect(readWholeLine('INT. *BOAT*')).toEqual({ words: 'INT. BOAT', emphasis: '' })
		// Without their backslashes these would be marks.
		expect(readWholeLine('LAB\\_2\\_X')).toEqual({ words: 'LAB\\_2\\_X', emphasis: '' })
	})

	it(`[SP41] what is written is read back, letter by letter and style by style (seed ${seed})`, () => {
		const text = fc.array(fc.constantFrom('a', 'b ', ' c', '*', '_', '\\', '\n', 'd', ' '), {
			maxLength: 6,
		})
		const runs = fc.array(
			fc.record({
				text: text.map((letters) => letters.join('')),
				isBold: fc.boolean(),
				isItalic: fc.boolean(),
				isUnderlined: fc.boolean(),
			}),
			{ maxLength: 6 },
		)
		fc.assert(
			fc.property(runs, (all) => {
				const written = writeRuns(all)
				expect(plainText(written)).toBe(all.map((each) => each.text).join(''))
				expect(writeRuns(readRuns(written))).toBe(written)
			}),
			{ seed, numRuns: 3000 },
		)
	})
})
