/**
 * A shot list as CSV, out and in. In: rows are found by their id, else by scene and number; what differs
 * becomes a list of changes that people see first; anything that cannot be read refuses the whole file,
 * with the lines.
 */
import { isEqual } from '@tldraw/utils'
import type { OmittedShot } from '../board/number-lock.ts'
import type { ListTerms } from './arrange-rows.ts'
import { type CsvLine, readCsv, writeCsv } from './csv.ts'
import { cellText, cellValue, type ListColumn, parseCell, whyFixed } from './list-column.ts'
import type { ListRow } from './list-row.ts'
import { OMITTED, withOmitted } from './omitted-lines.ts'

const ID = 'ID'
const SCENE = 'Scene'
const HEADING = 'Heading'
/** A film of a thousand shots is below this, and a post may not be larger. */
export const MAX_CSV_LETTERS = 1_500_000
const MAX_FAULTS = 50

/** Columns and frame rate, and the shots that read OMITTED by scene. */
type CsvTerms = ListTerms & { omitted?: Readonly<Record<string, readonly OmittedShot[]>> }

/** An omitted shot is a line of its own in its place (N4); what was said of it is in the trash with it. */
export function csvOfRows(rows: readonly ListRow[], terms: CsvTerms): string {
	const { columns, frameRate, omitted = {} } = terms
	const header = [ID, SCENE, HEADING, ...columns.map(({ label }) => label)]
	const lines = withOmitted(rows, omitted).map((line) =>
		'omitted' in line
			? [
					...[line.omitted.shotId, line.scene.number, line.scene.heading],
					...columns.map(({ id }) =>
						id === 'numberOverride' ? line.omitted.number : id === 'status' ? OMITTED : '',
					),
				]
			: [
					...[line.row.key, line.row.scene.number, line.row.scene.heading],
					...columns.map((column) => cellText(cellValue(line.row, column), column, frameRate)),
				],
	)
	return writeCsv([header, ...lines])
}

/** One value that would change. `before` guards it: what was changed meanwhile is left alone. */
export interface CellChange {
	sceneId: string
	/** The panel, or the first panel of the set-up. */
	panelId: string
	target: 'shot' | 'panel'
	/** Path of the value in its record. */
	path: string
	before: unknown
	after: unknown
}
/** A change as people read it. */
export interface ShownChange {
	change: CellChange
	line: number
	number: string
	label: string
	from: string
	to: string
}
export interface CsvPlan {
	changes: ShownChange[]
	/** What is wrong, by line; then nothing is changed. */
	faults: { line: number; sentence: string }[]
	/** Columns of the file that are no fields, and are left alone. */
	ignored: string[]
	/** Rows of the file in which nothing differs. */
	sameRows: number
}

/** What a file would change in these rows. */
export function planCsv(text: string, rows: readonly ListRow[], terms: CsvTerms): CsvPlan {
	const plan: CsvPlan = { changes: [], faults: [], ignored: [], sameRows: 0 }
	const [header, ...lines] = readCsv(text)
	if (!header) return { ...plan, faults: [{ line: 1, sentence: 'There is nothing in this file.' }] }
	const names = header.cells.map((name) => name.trim())
	const columns = names.map((name) => columnNamed(name, terms.columns))
	plan.ignored = names.filter((name, i) => !columns[i] && name !== '' && !isKey(name))
	const keys = { id: at(names, ID), scene: at(names, SCENE), number: at(names, 'Shot') }
	if (keys.id < 0 && keys.number < 0) {
		const sentence = 'There is neither an ID nor a Shot column, so no row can be found.'
		return { ...plan, faults: [{ line: header.line, sentence }] }
	}
	const find = finderOf(rows, keys)
	const gone = new Set(
		Object.values(terms.omitted ?? {})
			.flat()
			.map(({ shotId }) => shotId),
	)
	const seen = new Map<string, number>()
	const said: Said = new Map()
	for (const line of lines) {
		// Nothing can be said of an omitted shot; its line says that it is one.
		if (gone.has(line.cells[keys.id]?.trim() ?? '')) {
			plan.sameRows += 1
			continue
		}
		const found = find(line)
		if ('sentence' in found) plan.faults.push({ line: line.line, sentence: found.sentence })
		else {
			const earlier = seen.get(found.row.key)
			seen.set(found.row.key, line.line)
			if (earlier !== undefined)
				plan.faults.push({
					line: line.line,
					sentence: `This is the shot of line ${earlier} again.`,
				})
			else planLine(plan, line, { row: found.row, columns, terms, isById: found.isById, said })
		}
		if (plan.faults.length >= MAX_FAULTS) break
	}
	return plan
}

interface LineTerms {
	row: ListRow
	columns: readonly (ListColumn | undefined)[]
	terms: ListTerms
	isById: boolean
	said: Said
}
/** What the file said of a record's property so far: panels of one set-up speak of the same one. */
type Said = Map<string, { line: number; value: unknown }>

function planLine(plan: CsvPlan, line: CsvLine, given: LineTerms): void {
	const { row, columns, terms, isById, said } = given
	let differs = false
	for (const [i, column] of columns.entries()) {
		const typed = line.cells[i]
		if (!column || typed === undefined) continue
		// A row that was found by its number keeps it.
		if (column.id === 'numberOverride' && !isById) continue
		const value = cellValue(row, column)
		const from = cellText(value, column, terms.frameRate)
		if (typed.trim() === from.trim()) continue
		const why = whyFixed(row, column)
		const parsed = parseCell(typed, column, terms.frameRate)
		const wrong = why ?? (parsed.ok ? null : parsed.why)
		if (wrong !== null || !parsed.ok) {
			plan.faults.push({ line: line.line, sentence: `${column.label}: ${wrong}` })
			continue
		}
		const before = storedValue(row, column)
		if (isEqual(before, parsed.value) || column.target === 'none') continue
		const { sceneId } = row.scene
		const owner = column.target === 'shot' ? row.first.shotId : null
		const place = `${sceneId} ${owner ?? row.first.panelId} ${column.id}`
		const earlier = said.get(place)
		if (earlier && isEqual(earlier.value, parsed.value)) continue
		if (earlier) {
			const sentence = `${column.label}: line ${earlier.line} says otherwise of the same shot.`
			plan.faults.push({ line: line.line, sentence })
			continue
		}
		said.set(place, { line: line.line, value: parsed.value })
		differs = true
		const { target, id: path, label } = column
		const change = {
			sceneId,
			panelId: row.first.panelId,
			target,
			path,
			before,
			after: parsed.value,
		}
		const to = cellText(parsed.value, column, terms.frameRate)
		plan.changes.push({ change, line: line.line, number: row.number, label, from, to })
	}
	if (!differs) plan.sameRows += 1
}

/** The value as its record holds it: a shown number may be derived. */
export function storedValue(row: ListRow, column: ListColumn): unknown {
	return column.id === 'numberOverride' ? row.first.shotNumberOverride : cellValue(row, column)
}

function finderOf(rows: readonly ListRow[], keys: { id: number; scene: number; number: number }) {
	const byId = new Map(rows.map((row) => [row.key, row]))
	const byNumber = new Map<string, ListRow[]>()
	for (const row of rows) {
		const those = byNumber.get(fold(row.number))
		if (those) those.push(row)
		else byNumber.set(fold(row.number), [row])
	}
	return (line: CsvLine): { row: ListRow; isById: boolean } | { sentence: string } => {
		const id = line.cells[keys.id]?.trim() ?? ''
		const byThatId = byId.get(id)
		if (byThatId) return { row: byThatId, isById: true }
		if (id !== '') return { sentence: `No shot of this film has the id “${id}”.` }
		const number = line.cells[keys.number]?.trim() ?? ''
		const scene = line.cells[keys.scene]?.trim() ?? ''
		const those = (byNumber.get(fold(number)) ?? []).filter(
			(row) => scene === '' || fold(row.scene.number) === fold(scene),
		)
		const where = scene === '' ? '' : ` in scene ${scene}`
		if (those.length > 1) return { sentence: `More than one shot is “${number}”${where}.` }
		const row = those[0]
		return row ? { row, isById: false } : { sentence: `No shot is “${number}”${where}.` }
	}
}

function columnNamed(name: string, columns: readonly ListColumn[]): ListColumn | undefined {
	return isKey(name) ? undefined : columns.find(({ label }) => fold(label) === fold(name))
}
function isKey(name: string): boolean {
	return [ID, SCENE, HEADING].some((key) => fold(key) === fold(name))
}
function at(names: readonly string[], name: string): number {
	return names.findIndex((each) => fold(each) === fold(name))
}
function fold(text: string): string {
	return text.trim().toLowerCase()
}
