import { describe, expect, it } from 'vitest'
import { decodePaste, decodeScript } from './decode.ts'
import { parseScript } from './parse-script.ts'
import { cutLongText, MAX_BLOCK_TEXT } from './script.ts'

const bytes = (...values: (number | string)[]) =>
	Uint8Array.from(
		values.flatMap((value) =>
			typeof value === 'string' ? [...value].map((letter) => letter.charCodeAt(0)) : [value],
		),
	)

describe('what is no script', () => {
	it.each([
		['a PDF', bytes('%PDF-1.7')],
		['a Word document', bytes('PK', 3, 4, 'xxxx', 'word/document.xml')],
		['an Excel sheet', bytes('PK', 3, 4, 'xxxx', 'xl/workbook.xml')],
		['a ZIP archive', bytes('PK', 3, 4, 'photos/1.jpg')],
		['a picture', bytes(0x89, 'PNG')],
		['a rich text file', bytes('{\\rtf1 INT. BOAT')],
		['an old Word or Excel file', bytes(0xd0, 0xcf, 0x11, 0xe0)],
		['an XML file', bytes('<?xml version="1.0"?><score-partwise>')],
		['a web page', bytes('<!DOCTYPE html><p>INT. BOAT')],
		['data and not text', bytes('INT. BOAT', 0, 1)],
	])('[SP16] is named: %s', (looksLike, file) => {
		expect(decodeScript(file)).toEqual({ ok: false, looksLike })
	})

	it.each([
		[
			'prose',
			'It was late when she came home. The lamp was out.\n\nNobody had waited for her, and nobody would.',
		],
		[
			'a chapter',
			`CHAPTER ONE\nIt was late when she came home.\n\n${'Nobody had waited for her. '.repeat(40)}`,
		],
		[
			'one shouted line in a novel',
			`${'Nobody had waited for her.\n\n'.repeat(30)}STOP\nhe shouted.\n\n${'On it went.\n\n'.repeat(30)}`,
		],
		['a budget', 'BUDGET\nCamera 1,200\nLights 900\n\nTOTAL\n2,100'],
		['a budget in columns', 'Item\tCost\nCamera\t1,200\nLights\t900\nCatering\t400'],
		[
			'a budget with headings of its own',
			'CREW\nDirector  $4,000\nGaffer  $1,200\n\nCAST\nIda  $900\nTomas  $900',
		],
		['a price list with pipes', '| Item | Price |\n|---|---|\n| Lens | $40 |\n| Lamp | $12 |'],
		['code', '.net is a framework.\n\nfunction main() {\n  return 1\n}'],
	])('[SP20] is refused: %s', (_name, text) => {
		expect(parseScript(text)).toEqual({ ok: false, reason: 'no_script' })
	})

	it('[SP20] is refused when there are no words', () => {
		expect(parseScript(' \n\n')).toEqual({ ok: false, reason: 'empty' })
	})
})

describe('what is a script', () => {
	it.each([
		['one heading', 'INT. BOAT - DAY'],
		['one heading and a line', 'INT. BOAT - DAY\n\nRain.'],
		['a forced heading', '.咖啡馆'],
		['a cue with a line', 'IDA\nHello.'],
		[
			'a page of dialogue',
			'IDA\nThat is not the buoy.\n\nTOMAS\nBridge, we are drifting off the leads.',
		],
	])('[SP19] counts as one: %s', (_name, text) => {
		expect(parseScript(text)).toMatchObject({ ok: true, script: { format: 'fountain' } })
	})

	it('[SP13] keeps words without a heading in one scene and says so', () => {
		const parsed = parseScript('Title: Slack Water\n\nIDA\nHello.')

		expect(parsed).toMatchObject({
			script: {
				title: 'Slack Water',
				scenes: [{ heading: 'Untitled scene' }],
				warnings: ['No scene heading was found, so all of it is one scene.'],
			},
		})
	})

	it('[SP15] reads windows-1252 with its curly quotes, and replaces what cannot travel in a paste', () => {
		const file = decodeScript(bytes('IDA', 10, 0x93, 'Caf', 0xe9, 0x94, 0x85))

		expect(file).toMatchObject({ ok: true, encoding: 'windows-1252', text: 'IDA\n“Café”…' })
		expect(decodePaste('\ufeffa\0b\ud800c')).toMatchObject({ ok: true, text: 'ab\ufffdc' })
	})

	it('[SP14] cuts a text too long for one block without losing a letter', () => {
		const text = `${'words and '.repeat(9000)}${'😀'.repeat(60_000)}`
		const pieces = cutLongText(text)

		expect(pieces.join('')).toBe(text)
		expect(
			pieces.every((piece) => piece.length <= MAX_BLOCK_TEXT && !/^[\udc00-\udfff]/.test(piece)),
		).toBe(true)
	})
})
