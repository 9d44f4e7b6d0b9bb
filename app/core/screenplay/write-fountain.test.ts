import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeScript, normaliseLineEnds } from './decode.ts'
import { readFountain } from './fountain-script.ts'
import type { ScriptBlock } from './script.ts'
import { type WritableBlock, writeFountain } from './write-fountain.ts'

const GOLDEN = new URL('../../../tests/golden/fountain/', import.meta.url)
const seed = Number(process.env.FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31))

function blocksOf(source: string): ScriptBlock[] {
	const script = readFountain(source)
	return [...script.preamble, ...script.scenes.flatMap((scene) => scene.blocks)]
}

/** What must survive: type, words, column, facts. */
function bare(blocks: readonly WritableBlock[]) {
	return blocks.map(({ type, text, dual, meta }) => ({ type, text, dual, meta }))
}

/** Types in order; songs in a row are one song. */
function kindsOf(blocks: readonly WritableBlock[]): string[] {
	const kinds = blocks.map(({ type }) => type)
	return kinds.filter((kind, at) => kind !== 'lyrics' || kinds[at - 1] !== 'lyrics')
}

function readBack(blocks: readonly WritableBlock[]) {
	return bare(blocksOf(writeFountain(blocks)))
}

function block(type: WritableBlock['type'], text: string, more: Partial<WritableBlock> = {}) {
	return { type, text, dual: null, meta: {}, ...more }
}

describe('writing Fountain', () => {
	const files = readdirSync(GOLDEN).filter((name) => name.endsWith('.fountain'))
	it.each(files)('[SP42] what %s holds is written and read back as it was', (name) => {
		const decoded = decodeScript(readFileSync(new URL(name, GOLDEN)))
		const first = blocksOf(normaliseLineEnds(decoded.ok ? decoded.text : ''))
		const written = writeFountain(first)

		expect(bare(blocksOf(written))).toEqual(bare(first))
		expect(writeFountain(blocksOf(written))).toBe(written)
	})

	it('[SP2] looks at each block a fixed number of times, whatever it opens', () => {
		/** How often the blocks were read, when there are this many. */
		const readsFor = (count: number) => {
			let reads = 0
			const counted = (own: WritableBlock): WritableBlock => ({
				...own,
				get text() {
					reads += 1
					return own.text
				},
				get type() {
					reads += 1
					return own.type
				},
			})
			const many = (own: WritableBlock) => Array.from({ length: count }, () => counted(own))
			writeFountain([
				...many(block('action', 'a /* nobody closes')),
				...[block('character', 'IDA'), ...many(block('note', 'x'))],
			])
			return reads
		}
		expect(readsFor(400) / readsFor(100)).toBeLessThan(4.5)
	})

	it('[SP43] forces a type only where the page would read another one', () => {
		const blocks = [
			block('sceneHeading', 'INT. WHEELHOUSE - NIGHT', { meta: { sceneNumber: '1-ZX3ZM' } }),
			block('action', 'Rain on glass.'),
			block('action', 'CUT TO:'),
			block('action', '> the mark stays <'),
			block('sceneHeading', 'SNIPER SCOPE'),
			block('character', 'McDUCK'),
			block('dialogue', 'Now.\n\nNow, I said.'),
			block('character', 'IDA', { dual: 'left' }),
			block('dialogue', 'No.', { dual: 'left' }),
			block('character', 'TOMAS', { dual: 'right' }),
			block('dialogue', 'Yes.', { dual: 'right' }),
			block('transition', 'FADE OUT.'),
			block('pageBreak', ''),
			block('centered', 'THE END'),
		]

		expect(writeFountain(blocks)).toBe(
			[
				'INT. WHEELHOUSE - NIGHT #1-ZX3ZM#\n',
				'Rain on glass.\n',
				'!CUT TO:\n',
				'!> the mark stays <\n',
				'.SNIPER SCOPE\n',
				'@McDUCK\nNow.\n  \nNow, I said.\n',
				'IDA\nNo.\n',
				'TOMAS ^\nYes.\n',
				'> FADE OUT.\n',
				'===\n',
				'> THE END <\n',
			].join('\n'),
		)
		expect(readBack(blocks).map(({ type }) => type)).toEqual(blocks.map(({ type }) => type))
	})

	it('[SP44] a title page needs a known key first; words that look like one are no title page', () => {
		const page = [
			block('titlePage', 'Sea Salt', { meta: { key: 'House' } }),
			block('titlePage', 'NIGHT FERRY\na film', { meta: { key: 'Title' } }),
		]
		expect(writeFountain(page)).toBe('Title:\n\tNIGHT FERRY\n\ta film\nHouse: Sea Salt\n')
		expect(readBack([block('action', 'Date: unknown.')])[0]).toMatchObject({
			type: 'action',
			text: 'Date: unknown.',
		})
	})

	const word = fc.constantFrom(
		...['Rain on glass.', 'INT. A - DAY', 'IDA', 'CUT TO:', '(beat)', '~la', '> x <', '===', '# A'],
		...[
			'= B',
			'!no',
			'@x',
			'.x',
			'[[ open',
			'a ]]',
			'/* open',
			'Title: x',
			'李明',
			'#1#',
			'**bold**',
		],
		...[
			'   indented',
			'EXT. PIER',
			'a\nb',
			'A\nB',
			'IDA ^',
			'внутри',
			'12 INT. X - DAY',
			'..',
			'*',
		],
	)
	it(`[SP45] any pages are stable from their first writing on (seed ${seed})`, () => {
		const separator = fc.constantFrom('\n', '\n', '\n\n', '\n  \n', ' ')
		const pages = fc.array(fc.tuple(word, separator), { maxLength: 14 })
		fc.assert(
			fc.property(pages, (pieces) => {
				const source = pieces.flat().join('')
				const once = writeFountain(blocksOf(source))
				expect(writeFountain(blocksOf(once))).toBe(once)
				expect(kindsOf(blocksOf(once))).toEqual(kindsOf(blocksOf(source)))
			}),
			{ seed, numRuns: 3000 },
		)
	})

	it(`[SP43] a one-line block of action, heading, transition or section keeps its type whatever its words (seed ${seed})`, () => {
		const kinds = fc.constantFrom(
			...(['action', 'sceneHeading', 'transition', 'section', 'synopsis', 'centered'] as const),
		)
		const line = fc
			.oneof(word, fc.string({ unit: 'grapheme', maxLength: 12 }))
			.map((text) => text.replace(/[\r\n\u0085\u2028\u2029]/gu, ' ').trim())
			.filter((text) => /[\p{L}\p{N}]/u.test(text))
		fc.assert(
			fc.property(fc.array(fc.tuple(kinds, line), { maxLength: 8 }), (lines) => {
				const blocks = lines.map(([kind, text]) => block(kind, text))
				expect(readBack(blocks).map((each) => each.type)).toEqual(lines.map(([kind]) => kind))
			}),
			{ seed, numRuns: 3000 },
		)
	})
})
