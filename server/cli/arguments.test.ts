import { describe, expect, test } from 'vitest'
import { parseArguments, UsageError } from './arguments.ts'

describe('the command line', () => {
	test('import takes a file and a project, in any order of the flags', () => {
		const parsed = parseArguments(['import', '--json', 'a.fountain', '--project', 'Night Bus'])

		expect(parsed).toEqual({
			name: 'import',
			input: { project: 'Night Bus', fileName: 'a.fountain' },
			readFile: 'a.fountain',
			json: true,
		})
	})

	test('a rerun names project and provider', () => {
		const words = [
			'signals',
			'regress',
			'--project',
			'Night Bus',
			'--provider',
			'engine',
			'--top',
			'3',
		]

		expect(parseArguments(words)).toMatchObject({
			name: 'signals-regress',
			input: { project: 'Night Bus', provider: 'engine', top: '3' },
		})
		expect(() => parseArguments(words.slice(0, 4))).toThrow('Name whom to ask')
	})

	test('hands every option of a made-up crew on', () => {
		const parsed = parseArguments(['simulate', '--slates', '30', '--explore', '0.1', '--seed', 'a'])

		expect(parsed).toMatchObject({ input: { slates: '30', explore: '0.1', seed: 'a' } })
	})

	test('export writes a script in the form that was named', () => {
		const parsed = parseArguments(['export', '--fdx', 'a.fdx', '--project', 'Night Bus'])

		expect(parsed).toMatchObject({
			name: 'script-export',
			input: { project: 'Night Bus', format: 'fdx', out: 'a.fdx' },
		})
	})

	test('signals export names its folder and defaults to jsonl', () => {
		const parsed = parseArguments(['signals', 'export', '--out', 'x'])

		expect(parsed).toMatchObject({ name: 'signals-export', input: { format: 'jsonl', out: 'x' } })
	})

	test.each([
		[['import'], /script file/],
		[['export', '--fdx', 'a', '--fountain', 'b', '--project', 'c'], /one file/],
		[['import', 'a.fountain'], /--project/],
		[['signals', 'export'], /--out/],
		[['signals', 'export', '--out', 'x', '--format', 'xml'], /xml/],
		[['signals', 'nothing'], /not a command/],
		[['doctor', 'more'], /“more”/],
		[['import', 'a', '--what'], /--what/],
	])('%j is refused with a sentence', (argv, sentence) => {
		expect(() => parseArguments(argv)).toThrow(UsageError)
		expect(() => parseArguments(argv)).toThrow(sentence)
	})

	test('no words, or --help, ask for the help', () => {
		expect(parseArguments([])).toBe('help')
		expect(parseArguments(['import', '--help'])).toBe('help')
	})
})
