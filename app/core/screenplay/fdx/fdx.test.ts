import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readFountain } from '../fountain-script.ts'
import { parseScript } from '../parse-script.ts'
import type { ParsedScript, ScriptBlock } from '../script.ts'
import { type WritableBlock, writeFountain } from '../write-fountain.ts'
import { readFdx } from './read-fdx.ts'
import { writeFdx } from './write-fdx.ts'
import { MAX_XML_DEPTH, readXml } from './xml.ts'

const SOURCE = readFileSync(
	new URL('../../../../tests/golden/fdx/elements.fdx', import.meta.url),
	'utf8',
)
const seed = Number(process.env.FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31))

function read(source: string): ParsedScript {
	const found = readFdx(source)
	if (!found.ok) throw new Error(`line ${found.line}: ${found.what}`)
	return found.script
}

function allOf(script: ParsedScript): ScriptBlock[] {
	return [...script.preamble, ...script.scenes.flatMap((scene) => scene.blocks)]
}

function bare(blocks: readonly WritableBlock[]) {
	return blocks.map(({ type, text, dual, meta }) => ({ type, text, dual, meta }))
}

describe('reading Final Draft', () => {
	it('[SP51] a line is all of its runs; notes and properties stand beside it', () => {
		const script = read(SOURCE)

		expect(script.title).toBe('NIGHT FERRY')
		expect(script.scenes.map(({ number, heading }) => [number, heading])).toEqual([
			['12A', 'EXT. FARM - NIGHT'],
			['', 'INT. KITCHEN - DAY'],
		])
		expect(script.scenes[0]?.blocks.map(({ type, text, dual }) => [type, text, dual])).toEqual([
			['sceneHeading', 'EXT. FARM - NIGHT', null],
			['synopsis', 'Mary sees *it* first.', null],
			['note', 'Which farm?\nThe old one.', null],
			['action', 'Fields. *Dark.* Salt & smoke, 5 \\* 3 < 16.', null],
			['character', 'MARY (V.O.)', null],
			['parenthetical', '(beat)', null],
			['dialogue', 'But Daddy--', null],
			['character', 'DAVE', 'left'],
			['dialogue', 'Now.', 'left'],
			['character', 'MARY', 'right'],
			['parenthetical', '(low)', 'right'],
			['dialogue', 'Not now.', 'right'],
			['action', 'CLOSE ON the lamp', null],
			['lyrics', 'Home, home', null],
			['transition', 'SMASH CUT TO:', null],
			['centered', '_**END OF ACT ONE**_', null],
			['pageBreak', '', null],
		])
		expect(script.scenes[0]?.blocks[0]?.meta).toEqual({
			...{ sceneNumber: '12A', fdxColor: '#00000000FFFF', fdxLength: '2/8' },
			...{ fdxPage: '1', fdxTitle: 'Opening image', arcBeats: 'MARY\nDAVE' },
		})
		expect(script.scenes[0]?.blocks[3]?.meta).toEqual({ revision: 1 })
		expect(script.preamble.map(({ text, meta }) => [meta.key, text])).toEqual([
			['Title', '_NIGHT FERRY_'],
			['Credit', 'Written by'],
			['Author', 'Ana Reis'],
			['Source', 'Based on a tide table'],
			['Draft date', '12 May 2026'],
			['Contact', 'ana@example.org'],
		])
	})

	it('[SP52] every line has its place in the file', () => {
		const heading = read(SOURCE).scenes[1]?.blocks[0]

		expect(SOURCE.slice(heading?.start, heading?.end)).toMatch(/^<Paragraph Starts.*KITCHEN.*>$/u)
	})

	it('[SP55] what came in goes out again, with what we do not know of letter by letter', () => {
		const first = allOf(read(SOURCE))
		const written = writeFdx(first, SOURCE)

		expect(bare(allOf(read(written)))).toEqual(bare(first))
		expect(writeFdx(allOf(read(written)), written)).toBe(written)
		expect(written).toContain('<TagCategory Id="1" Name="Props &amp; cars"/>')
		expect(written).toContain('<Character>MARY</Character><Character>DAVE</Character>')
		expect(written).toMatch(/<Revision Color="#00000000FFFF".* ID="1" .*Name="Blue Rev\."/u)
	})

	it('[SP56] Fountain to Final Draft and back is the same script', () => {
		const fountain = readFileSync(
			new URL('../../../../tests/golden/fountain/elements.fountain', import.meta.url),
			'utf8',
		)
		const first = writeFountain(allOf(readFountain(fountain)))
		const back = writeFountain(allOf(read(writeFdx(allOf(readFountain(first)), null))))

		// How a type was forced and where emphasis stood around a whole line are Fountain's own matter.
		const plain = (source: string) =>
			bare(allOf(readFountain(source))).map(({ type, text, dual }) => [type, text, dual])
		expect(plain(back)).toEqual(plain(first))
	})

	it(`[SP55] any blocks are stable from their first reading on (seed ${seed})`, () => {
		const type = fc.constantFrom(
			...(['sceneHeading', 'action', 'character', 'parenthetical', 'dialogue', 'lyrics'] as const),
			...(['transition', 'centered', 'note', 'section', 'synopsis', 'pageBreak'] as const),
		)
		const some = fc.record({
			type,
			text: fc.string({ unit: 'binary', maxLength: 12 }),
			dual: fc.constantFrom(null, null, 'left' as const, 'right' as const),
			meta: fc.constantFrom<ScriptBlock['meta']>(
				...[{}, {}, { inline: true }, { boneyard: true }, { revision: 3 }, { fdxType: 'Shot' }],
			),
		})
		fc.assert(
			fc.property(fc.array(some, { maxLength: 12 }), (blocks) => {
				const once = allOf(read(writeFdx(allOf(read(writeFdx(blocks, null))), null)))
				const twice = allOf(read(writeFdx(once, null)))
				expect(bare(twice)).toEqual(bare(once))
			}),
			{ seed, numRuns: 400 },
		)
	})
})

function fileOf(inner: string): string {
	return `<FinalDraft>\n<Content>\n${inner}\n</Content>\n</FinalDraft>`
}

describe('paragraphs of Final Draft', () => {
	const line = (type: string, runs: string) => `<Paragraph Type="${type}">${runs}</Paragraph>`
	const bold = (words: string) => `<Text Style="Bold">${words}</Text>`

	it('[SP51] a heading, a cue, a transition are their words; how all of it is set stands beside', () => {
		const source = fileOf(
			[
				line('Scene Heading', `${bold('INT. ')}${bold('LAB_2 - DAY')}`),
				line('Character', bold('IDA')),
				line('Dialogue', bold('Now.')),
				line('Transition', '<Text Style="Bold+Underline">CUT TO:</Text>'),
			].join(''),
		)
		const script = read(source)
		const blocks = allOf(script)

		expect(script.scenes[0]?.heading).toBe('INT. LAB_2 - DAY')
		expect(blocks.map(({ text, meta }) => [text, meta.emphasis])).toEqual([
			['INT. LAB_2 - DAY', '**'],
			['IDA', '**'],
			['**Now.**', undefined],
			['CUT TO:', '_**'],
		])
		const written = writeFdx(blocks, null)
		expect(written).toContain('<Text Style="Bold">INT. LAB_2 - DAY</Text>')
		expect(written).toContain('<Text Style="Bold+Underline">CUT TO:</Text>')
		expect(bare(allOf(read(written)))).toEqual(bare(blocks))
		expect(writeFountain(blocks)).toContain('**INT. LAB_2 - DAY**\n\n**IDA**\n**Now.**')
	})

	it('[SP51] a heading without words is none, so what follows is a scene and not lost', () => {
		const script = read(
			fileOf(line('Scene Heading', '<Text> </Text>') + line('Action', '<Text>Rain.</Text>')),
		)
		expect(script.scenes.map(({ blocks }) => blocks.map(({ text }) => text))).toEqual([['Rain.']])
		expect(script.warnings).toHaveLength(1)
	})

	it('[SP51] no style is carried over a line separator', () => {
		const [block] = allOf(read(fileOf(line('Action', bold('Rain.\u2028Wind.')))))
		expect(block?.text).toBe('**Rain.**\n**Wind.**')
	})

	it('[SP50] 130,000 lines, or runs, in one paragraph are read and written', () => {
		const many = 130_000
		const runs = '<Text RevisionID="2">a</Text><Text RevisionID="1" Style="Bold">b</Text>'
		const dual = line(
			'General',
			`<DualDialogue>${line('Dialogue', '<Text>x</Text>').repeat(many)}</DualDialogue>`,
		)
		const blocks = allOf(read(fileOf(dual + line('General', runs.repeat(many / 2)))))

		expect(blocks.filter(({ dual: column }) => column === 'left')).toHaveLength(many)
		expect(blocks.findLast(({ meta }) => meta.revision === 2)).toBeDefined()
		expect(writeFdx(blocks, null)).toContain('<Revision ')
	})

	it('[SP55] revisions have the names their pages have, and only whole ones are written', () => {
		const of = (revision: number): WritableBlock => ({
			...{ type: 'action', text: 'x', dual: null, meta: { revision } },
		})
		const written = writeFdx([of(1), of(11), of(1.5)], null)

		expect(written).toContain('Name="Blue Rev."')
		expect(written).toContain('Name="2nd Blue Rev."')
		expect(written).not.toContain('1.5')
	})
})

describe('hostile and damaged files', () => {
	const script = fileOf
	it.each([
		['entities', `<!DOCTYPE x [<!ENTITY a "aa">]>\n${script('')}`, 1, /document type/u],
		['an entity of its own', script('<Paragraph><Text>&lol;</Text></Paragraph>'), 3, /“&lol;”/u],
		[
			'an entity every object has',
			script('<Paragraph><Text>&constructor;</Text></Paragraph>'),
			3,
			/“&constructor;”/u,
		],
		['a tag closed by another', script('<Paragraph><Text>x</Paragraph>'), 3, /<Text> is closed/u],
		['a file cut off', '<FinalDraft>\n<Content>\n<Paragraph', 3, /not finished/u],
		['a second document', `${script('')}\n<FinalDraft/>`, 6, /second document/u],
		['no script in it', '<FinalDraft><TitlePage/></FinalDraft>', 1, /<Content>/u],
		[
			'endless nesting',
			script('<Paragraph>'.repeat(100_000)),
			3,
			new RegExp(`more than ${MAX_XML_DEPTH} deep`, 'u'),
		],
	])('[SP50] %s: refused with the line', (_name, source, line, what) => {
		expect(parseScript(source)).toMatchObject({
			ok: false,
			reason: 'damaged',
			line,
			what: expect.stringMatching(what),
		})
	})

	it(`[SP50] any letters are read or refused, and never throw (seed ${seed})`, () => {
		const piece = fc.constantFrom(
			...['<', '>', '</', '/>', '<a', '<a>', '</a>', ' b="c"', '&amp;', '&#0;', '&#xD800;', '&'],
			...['<!--', '-->', '<![CDATA[', ']]>', '<?', '?>', '"', "'", '=', '\n', 'words', '<!DOCTYPE'],
		)
		fc.assert(
			fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
				const found = readXml(pieces.join(''))
				if (!found.ok) expect(found.line).toBeGreaterThan(0)
			}),
			{ seed, numRuns: 3000 },
		)
	})
})
