import { describe, expect, it } from 'vitest'
import { rowsToJson } from './json.ts'
import type { Row } from './measure.ts'
import { median, quantile } from './median.ts'
import { parseCpuSeconds, parseRssBytes } from './process-usage.ts'
import { judge, medianRows } from './rows.ts'
import { renderTable } from './table.ts'

const row = (given: Partial<Row>): Row => ({
	measure: 'stroke',
	case: 'pen',
	system: 'dailies',
	value: 1,
	unit: 'B',
	...given,
})

describe('rows', () => {
	it('are the medians of the repetitions, one per case and system', () => {
		const rows = [3, 1, 2].flatMap((value) => [
			row({ value }),
			row({ value: value * 10, system: 'hocuspocus' }),
		])
		expect(medianRows(rows).map(({ system, value }) => [system, value])).toEqual([
			['dailies', 2],
			['hocuspocus', 20],
		])
	})

	it('rank by the nearest value that was really measured', () => {
		expect(median([4, 1, 3, 2])).toBe(2)
		expect(
			quantile(
				Array.from({ length: 100 }, (_, at) => at + 1),
				0.95,
			),
		).toBe(95)
		expect(quantile([], 0.5)).toBeNaN()
	})

	it('are written with these five fields and nothing else', () => {
		expect(JSON.parse(rowsToJson([row({})]))).toEqual([
			{ measure: 'stroke', case: 'pen', system: 'dailies', value: 1, unit: 'B' },
		])
		expect(rowsToJson([])).toBe('[]\n')
	})

	it('refuse a value that was not measured', () => {
		expect(() => rowsToJson([row({ value: Number.NaN })])).toThrow('has no value')
	})
})

describe('a target', () => {
	const rows = [
		row({ value: 20 }),
		row({ system: 'tldraw-sync', value: 60 }),
		row({ system: 'hocuspocus', value: 15 }),
	]

	it('is a bound, a share of one peer, or a share of the best of them', () => {
		expect(judge(rows, { case: 'pen', most: 19 })).toEqual({ most: 19, isMet: false })
		const third = { peer: 'tldraw-sync' as const, share: 1 / 3 }
		expect(judge(rows, { case: 'pen', mostOfPeer: third })).toEqual({ most: 20, isMet: true })
		expect(judge(rows, { case: 'pen', mostOfPeer: { share: 1 } })).toEqual({
			most: 15,
			isMet: false,
		})
	})

	it('is open without a peer to set it', () => {
		const alone = judge([row({})], { case: 'pen', mostOfPeer: { share: 1 } })
		expect(alone).toEqual({ most: undefined, isMet: undefined })
	})
})

describe('the table', () => {
	it('shows value, target, verdict and each peer with its ratio to ours', () => {
		const measure = { name: 'stroke', title: 'bytes', targets: [{ case: 'pen', most: 2 }] }
		const table = renderTable(measure, [
			row({ value: 1.6543 }),
			row({ value: 12_345.6, system: 'hocuspocus' }),
		])
		expect(table).toBe(
			[
				'stroke: bytes',
				'',
				'case  unit  dailies  target       hocuspocus   ratio',
				'pen   B        1.65     ≤ 2  met      12,346  7,463×',
				'',
			].join('\n'),
		)
	})
})

describe('what a process costs', () => {
	it('is read past a name with spaces and brackets', () => {
		const fields = ['S', ...Array.from({ length: 40 }, (_, at) => String(at))]
		expect(parseCpuSeconds(`42 (a (b) c) ${fields.join(' ')}`)).toBeCloseTo((10 + 11) / 100)
		expect(parseRssBytes('VmPeak:\t 9 kB\nVmRSS:\t   2048 kB\n')).toBe(2_097_152)
	})
})
