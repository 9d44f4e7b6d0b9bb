import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeScript, normaliseLineEnds } from './decode.ts'
import { type FountainToken, tokenizeFountain } from './fountain.ts'
import { parseScript } from './parse-script.ts'

const GOLDEN = new URL('../../../tests/golden/fountain/', import.meta.url)

/** What a golden file says of a block: type, words, facts. */
function readGolden(name: string): unknown {
	const decoded = decodeScript(readFileSync(new URL(name, GOLDEN)))
	if (!decoded.ok) return decoded
	const source = normaliseLineEnds(decoded.text)
	const parsed = parseScript(source)
	if (!parsed.ok) return parsed
	const { script } = parsed
	const line = (block: (typeof script.preamble)[number]) => [
		block.dual ? `${block.type} ${block.dual}` : block.type,
		block.text,
		...(Object.keys(block.meta).length > 0 ? [block.meta] : []),
	]
	return {
		encoding: decoded.encoding,
		format: script.format,
		title: script.title,
		preamble: script.preamble.map(line),
		scenes: script.scenes.map(({ number, heading, blocks }) => ({
			number,
			heading,
			blocks: blocks.map(line),
		})),
		warnings: script.warnings,
	}
}

function covers(source: string, tokens: readonly FountainToken[]): void {
	expect(tokens.map((token) => source.slice(token.start, token.end)).join('')).toBe(source)
	for (const [at, token] of tokens.entries()) {
		expect(token.start).toBe(tokens[at - 1]?.end ?? 0)
		expect(token.end).toBeGreaterThan(token.start)
	}
}

describe('Fountain', () => {
	const inputs = readdirSync(GOLDEN).filter((name) => /\.(fountain|txt)$/u.test(name))
	it.each(inputs)('[SP3] reads %s as its golden file says', (name) => {
		const file = new URL(`${name}.json`, GOLDEN)
		const found = JSON.stringify(readGolden(name), null, '\t')
		if (process.env.UPDATE_GOLDEN) writeFileSync(file, `${found}\n`)
		expect(`${found}\n`).toBe(readFileSync(file, 'utf8'))
	})

	it.each(inputs.filter((name) => name.endsWith('.fountain')))(
		'[SP1] the tokens of %s are its whole source, in order',
		(name) => {
			const decoded = decodeScript(readFileSync(new URL(name, GOLDEN)))
			const source = decoded.ok ? decoded.text : ''
			covers(source, tokenizeFountain(source).tokens)
		},
	)

	const seed = Number(process.env.FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31))
	it(`[SP1] any text is covered in order and never throws (seed ${seed})`, () => {
		const piece = fc.constantFrom(
			'\n',
			'\r\n',
			'\r',
			'\n\n',
			'  \n',
			'/*',
			'*/',
			'[[',
			']]',
			'INT. A - DAY',
			'IDA',
			'TOMAS ^',
			'@x',
			'.x',
			'(beat)',
			'~la',
			'> x <',
			'>',
			'===',
			'# A',
			'= B',
			'!',
			'CUT TO:',
			'Title: x',
			'   y',
			'李明',
			'#1#',
			'**',
			' ',
		)
		const text = fc
			.array(fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 6 })))
			.map((parts) => parts.join(''))
		fc.assert(
			fc.property(text, (source) => {
				const { tokens, work } = tokenizeFountain(source)
				covers(source, tokens)
				expect(work).toBeLessThanOrEqual(12 * source.length + 12)
			}),
			{ seed, numRuns: 3000 },
		)
	})

	const LINES = 50_000
	it.each([
		['open notes', '[[ open\n'.repeat(LINES)],
		['open notes between empty lines, one closed far away', `${'[[ open\n\n'.repeat(LINES)}]]`],
		['open cuts', '/* open\n'.repeat(LINES)],
		['notes only', '[[x]]\n'.repeat(LINES)],
		['notes on one line', '[[x]]'.repeat(LINES)],
		['cues over notes', `${'IDA\n[[x]]\n'.repeat(LINES / 2)}`],
		['one paragraph', 'words words\n'.repeat(LINES)],
		['one speech', `IDA\n${'words\n  \n'.repeat(LINES)}`],
		['dual speeches', 'IDA ^\nNow.\n\n'.repeat(LINES)],
		['one long line of hashes', `INT. A ${'#'.repeat(LINES * 10)}`],
		['one long line of brackets', `IDA ${'('.repeat(LINES * 10)}\nx`],
		['one long line of stars', `${'*'.repeat(LINES * 10)}`],
		['one long line of spaces', `INT. A${' '.repeat(LINES * 10)}x`],
		['empty lines', '\n'.repeat(LINES * 4)],
	])('[SP2] looks at each letter a fixed number of times: %s', (_name, source) => {
		const { tokens, work } = tokenizeFountain(source)

		expect(work).toBeLessThanOrEqual(12 * source.length)
		expect(tokens.at(-1)?.end).toBe(source.length)
	})
})
