import { describe, expect, it } from 'vitest'
import { csvOf } from '#core/signals/csv.ts'
import { fileNameOf } from './file-name.ts'
import { streamLines } from './stream-lines.ts'
import { acceptanceTable, reasonTable } from './tables.ts'

describe('tables of the research page', () => {
	it('leave shares empty where nothing was viewed', () => {
		const row = { viewed: 0, accepted: 0, edited: 0, rejected: 0, dismissed: 0 }
		const none = { key: 'all', label: 'All viewed', ...row, rate: 0, low: 0, high: 1 }

		const { header, rows } = acceptanceTable('Category', [none])

		expect(rows[0]).toHaveLength(header.length)
		expect(rows[0]?.slice(-3)).toEqual([null, null, null])
	})

	it('have a column for each reason that was given, in the order people are offered them', () => {
		const table = reasonTable([
			{ category: 'lighting', counts: { taste: 2 }, without: 1 },
			{ category: 'pacing', counts: { off_tone: 3 }, without: 0 },
		])

		expect(table.header).toEqual(['Category', 'Wrong tone', 'Taste', 'No reason given'])
		expect(table.rows).toEqual([
			['Lighting', 0, 2, 1],
			['Pacing', 3, 0, 0],
		])
	})

	it('are quoted as CSV, and no text in them runs as a formula', () => {
		const rows = [
			['He said "no", twice', -3, null],
			['=1+1', 0.5, 'two\nlines'],
		]

		expect(csvOf({ header: ['a', 'b', 'c'], rows })).toBe(
			'a,b,c\r\n"He said ""no"", twice",-3,\r\n\'=1+1,0.5,"two\nlines"\r\n',
		)
	})

	it('are saved under names any system can store', () => {
		expect(fileNameOf('Été à Noirmoutier: II', 'rules.csv')).toBe('ete-a-noirmoutier-ii-rules.csv')
		expect(fileNameOf('潮', 'rules.csv')).toBe('rules.csv')
	})
})

describe('lines as a stream', () => {
	async function* lines(count: number, read: { n: number }) {
		for (read.n = 0; read.n < count; read.n++) yield `line ${read.n} ${'x'.repeat(1000)}`
	}

	it('arrive complete and in order', async () => {
		const text = await new Response(streamLines(lines(500, { n: 0 }))).text()

		expect(text.trimEnd().split('\n')).toHaveLength(500)
		expect(text.endsWith('\n')).toBe(true)
	})

	it('are read no further than the reader asks, and not on when the reader leaves', async () => {
		const read = { n: 0 }
		const reader = streamLines(lines(10_000, read)).getReader()

		await reader.read()
		await reader.cancel()

		expect(read.n).toBeGreaterThan(0)
		expect(read.n).toBeLessThan(200)
	})

	it('break off when reading fails, so that a short file is never taken for whole', async () => {
		async function* failing() {
			yield 'one'
			throw new Error('the disk went away')
		}

		await expect(new Response(streamLines(failing())).text()).rejects.toThrow('the disk went away')
	})
})
