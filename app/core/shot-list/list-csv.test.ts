import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { customDefinitions } from '../board/custom-field.ts'
import { arrangeRows } from './arrange-rows.ts'
import { readCsv, writeCsv } from './csv.ts'
import { cellText, listColumns, parseCell } from './list-column.ts'
import { csvOfRows, planCsv } from './list-csv.ts'
import { type ListedPanel, rowsOfScene } from './list-row.ts'

const scene = { sceneId: 's4', number: '4', heading: 'INT. WHEELHOUSE – NIGHT' }
function panel(position: number, given: Partial<ListedPanel> = {}): ListedPanel {
	return {
		panelId: `shape:${position}`,
		sceneId: 's4',
		position,
		number: position === 0 ? '4-1' : `4A-${position}`,
		shotId: `shot:${position}`,
		shotNumberOverride: null,
		action: '',
		dialogue: '',
		notes: '',
		durationFrames: null,
		pictureHash: '',
		shotFields: {},
		isFromSuggestion: false,
		...given,
	}
}
const panels = [
	panel(0, {
		shotFields: { size: 'WS', lensMm: 24, movement: 'static' },
		action: 'Rain on glass.',
	}),
	panel(1, {
		shotFields: { size: 'CU', subjects: ['IDA', 'TOMAS'], 'meta.field:unit': 'B' },
		action: '=HYPERLINK("http://x")\nSecond line; still here',
		dialogue: 'IDA: “That’s not the buoy.”',
		durationFrames: 60,
	}),
	panel(2, { shotId: 'shot:1', durationFrames: 24 }),
]
const custom = customDefinitions([
	{ id: 'custom_field:unit', index: 'a1', name: 'Unit', type: 'choice', choices: ['A', 'B'] },
])
const terms = { columns: listColumns(custom), frameRate: 24 }
const rows = rowsOfScene(scene, panels, { kind: 'shot', scheme: 'slate' })
const columnOf = (id: string) => {
	const column = terms.columns.find((each) => each.id === id)
	if (!column) throw new Error(id)
	return column
}
/** A file with some columns of the list, as a person would send it back. */
const file = (...lines: string[]) => lines.join('\r\n')

describe('csvOfRows', () => {
	it('writes the list as it was written when this was frozen', () => {
		const golden = readFileSync(
			new URL('../../../tests/golden/shot-list/scene-4.csv', import.meta.url),
		)
		const named = [
			'numberOverride',
			'panels',
			'size',
			'movement',
			'lensMm',
			'props.action',
			'props.dialogue',
			'props.durationFrames',
			'subjects',
			'meta.field:unit',
		]
		const columns = terms.columns.filter(({ id }) => named.includes(id))
		expect(csvOfRows(rows, { ...terms, columns })).toBe(golden.toString('utf8'))
	})

	it('never gives a spreadsheet a formula, and takes its guard off again', () => {
		const text = writeCsv([['=1+1', '+x', '@a', '-4', '\tx']])
		expect(text).toBe("\uFEFF'=1+1,'+x,'@a,-4,\"'\tx\"\r\n")
		expect(readCsv(text)[0]?.cells).toEqual(['=1+1', '+x', '@a', '-4', '\tx'])
	})

	it('reads what it wrote: nothing would change', () => {
		const plan = planCsv(csvOfRows(rows, terms), rows, terms)
		expect(plan).toEqual({ changes: [], faults: [], ignored: [], sameRows: 2 })
	})
})

describe('planCsv', () => {
	it('finds rows by id or by number, and lists what would change with its lines', () => {
		const plan = planCsv(
			file(
				'ID;Scene;Shot;Size;Lens mm;Colours',
				'shot:0;4;4;EWS;24;red',
				';4;4A;medium close-up;"85";',
			),
			rows,
			terms,
		)
		expect(plan.faults).toEqual([])
		expect(plan.ignored).toEqual(['Colours'])
		expect(
			plan.changes.map(({ line, number, label, from, to }) => [line, number, label, from, to]),
		).toEqual([
			[2, '4', 'Size', 'WS', 'EWS'],
			[3, '4A', 'Size', 'CU', 'MCU'],
			[3, '4A', 'Lens mm', '', '85'],
		])
		expect(plan.changes[1]?.change).toEqual({
			sceneId: 's4',
			panelId: 'shape:1',
			target: 'shot',
			path: 'size',
			before: 'CU',
			after: 'MCU',
		})
	})

	it('refuses what it cannot read, by line', () => {
		const plan = planCsv(
			file('ID,Shot,Size,Seconds,Lens mm', 'shot:9,,,,', ',4,HUGE,2.5,', ',4A,,2.5,9999', ',4A,,,'),
			rows,
			terms,
		)
		expect(plan.faults.map(({ line }) => line)).toEqual([2, 3, 4, 4, 5])
		expect(plan.faults[0]?.sentence).toContain('shot:9')
		expect(plan.faults[1]?.sentence).toMatch(/^Size: “HUGE” is not one of: Extreme wide/)
		expect(plan.faults[2]?.sentence).toMatch(/several panels/)
		expect(plan.faults[4]?.sentence).toBe('This is the shot of line 4 again.')
	})

	it('refuses two panels of one set-up that say different things of it', () => {
		const inPanels = rowsOfScene(scene, panels, { kind: 'panel', scheme: 'slate' })
		const plan = planCsv(file('ID,Size', 'shape:1,MS', 'shape:2,ECU'), inPanels, terms)
		expect(plan.changes).toHaveLength(1)
		expect(plan.faults).toEqual([
			{ line: 3, sentence: 'Size: line 2 says otherwise of the same shot.' },
		])
	})

	it('counts lines through quoted line breaks', () => {
		const plan = planCsv(
			file('ID,What we see', 'shot:0,"one\ntwo\nthree"', 'shot:8,x'),
			rows,
			terms,
		)
		expect(plan.faults[0]?.line).toBe(5)
		expect(plan.changes[0]?.to).toBe('one\ntwo\nthree')
	})

	it('says so when rows cannot be found at all', () => {
		expect(planCsv('Size\r\nCU\r\n', rows, terms).faults[0]?.sentence).toMatch(/neither an ID/)
		expect(planCsv('', rows, terms).faults[0]?.sentence).toBe('There is nothing in this file.')
	})
})

describe('cells', () => {
	it.each([
		['lensMm', '35mm', 35],
		['lensMm', '35,5', 35.5],
		['lensMm', '', null],
		['keyToFill', '4 : 1', 4],
		['size', 'close up', 'CU'],
		['movement', 'push', 'dolly_in'],
		['subjects', 'IDA; TOMAS, IDA', ['IDA', 'TOMAS']],
		['props.durationFrames', '2:12', 60],
		['numberOverride', ' 12A ', '12A'],
		['numberOverride', '', null],
	])('%s reads %j', (id, typed, value) => {
		expect(parseCell(typed, columnOf(id), 24)).toEqual({ ok: true, value })
	})

	it.each([
		['lensMm', 'wide'],
		['lensMm', '3'],
		['size', 'C'],
		['props.durationFrames', 'soon'],
		['panels', '3'],
	])('%s refuses %j with a sentence', (id, typed) => {
		expect(parseCell(typed, columnOf(id), 24)).toMatchObject({
			ok: false,
			why: expect.stringMatching(/\.$/),
		})
	})

	it('adds the lengths of a set-up’s panels', () => {
		const column = columnOf('props.durationFrames')
		const text = csvOfRows(rows, { ...terms, columns: [column] })
		expect(readCsv(text)[2]?.cells[3]).toBe('3.5')
		expect(cellText(null, column, 24)).toBe('')
	})
})

describe('arrangeRows', () => {
	const whole = { query: '', sceneId: null, filters: {}, groupBy: 'scene', sort: null }
	it('groups by scene, filters by words and choices, and sorts what is not said last', () => {
		expect(arrangeRows(rows, whole, terms)).toMatchObject([
			{
				heading: { number: '4', text: 'INT. WHEELHOUSE – NIGHT' },
				rows: [{ key: 'shot:0' }, { key: 'shot:1' }],
			},
		])
		const found = arrangeRows(rows, { ...whole, query: 'wheelhouse BUOY' }, terms)
		expect(found.flatMap((group) => group.rows.map(({ key }) => key))).toEqual(['shot:1'])
		const close = arrangeRows(rows, { ...whole, filters: { size: ['CU'] } }, terms)
		expect(close.flatMap((group) => group.rows.map(({ key }) => key))).toEqual(['shot:1'])
		for (const isDescending of [true, false]) {
			const sort = { columnId: 'lensMm', isDescending }
			const sorted = arrangeRows(rows, { ...whole, groupBy: 'none', sort }, terms)
			expect(sorted[0]?.rows.map(({ key }) => key)).toEqual(['shot:0', 'shot:1'])
		}
	})
})

it('[N4] an omitted shot is a line in its place, which a file may bring back unchanged', () => {
	const columns = listColumns(customDefinitions([]))
	const rows = rowsOfScene(scene, panels, { kind: 'shot', scheme: 'slate' })
	const gone = (shotId: string, number: string, afterId: string | null) => {
		return { shotId, number, afterId }
	}
	const omitted = {
		s4: [
			gone('shot:a', 'A4', null),
			gone('shot:b', 'A4A', 'shape:0'),
			gone('shot:z', '4Z', 'shape:2'),
		],
	}
	const terms = { columns, frameRate: 24, omitted }
	const csv = csvOfRows(rows, terms)
	const [header, ...lines] = readCsv(csv)
	const number = header?.cells.indexOf('Shot') ?? -1
	const status = header?.cells.indexOf('Status') ?? -1
	expect(lines.map(({ cells }) => [cells[number], cells[status]])).toEqual([
		['A4', 'OMITTED'],
		['4', ''],
		['A4A', 'OMITTED'],
		['4A', ''],
		['4Z', 'OMITTED'],
	])
	expect(planCsv(csv, rows, terms)).toMatchObject({ changes: [], faults: [] })
})
