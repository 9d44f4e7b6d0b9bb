/**
 * CSV as spreadsheets read and write it (RFC 4180), with two rules of safety: a cell that a spreadsheet
 * would take for a formula is written with an apostrophe before it, and that apostrophe is taken off
 * again on the way in.
 */

/** Tells a spreadsheet that the file is UTF-8. */
const BOM = '\uFEFF'
const FORMULA = /^[=+\-@\t\r]/
const PLAIN_NUMBER = /^-?\d+([.,]\d+)?$/

/** Rows of cells as a file. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
	return BOM + rows.map((row) => `${row.map(writeCell).join(',')}\r\n`).join('')
}

function writeCell(text: string): string {
	const safe = FORMULA.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text
	return /[",\t\r\n;]/.test(safe) || /^\s|\s$/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe
}

export interface CsvLine {
	/** Line of the file on which the row begins, from 1. */
	line: number
	cells: string[]
}

/** Reads a file; commas, semicolons and tabs are all used by spreadsheets, the first line decides. */
export function readCsv(text: string): CsvLine[] {
	const body = text.startsWith(BOM) ? text.slice(1) : text
	return cellsOf(body, separatorOf(body))
		.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
		.map(({ line, cells }) => ({ line, cells: cells.map(withoutGuard) }))
}

/** Every row of a text with quoted cells, empty ones too. */
export function cellsOf(body: string, separator: string): CsvLine[] {
	const lines: CsvLine[] = []
	let current: CsvLine = { line: 1, cells: [] }
	let cell = ''
	let isQuoted = false
	let line = 1
	const endCell = () => {
		current.cells.push(cell)
		cell = ''
	}
	const endRow = () => {
		endCell()
		lines.push(current)
		current = { line: line + 1, cells: [] }
	}
	for (let at = 0; at < body.length; at++) {
		const letter = body[at]
		if (isQuoted) {
			if (letter === '"' && body[at + 1] === '"') {
				cell += '"'
				at++
			} else if (letter === '"') isQuoted = false
			else cell += letter
			if (letter === '\n') line++
		} else if (letter === '"' && cell === '') isQuoted = true
		else if (letter === separator) endCell()
		else if (letter === '\n') {
			endRow()
			line++
			current.line = line
		} else if (letter !== '\r') cell += letter
	}
	if (cell !== '' || current.cells.length > 0) endRow()
	return lines
}

function separatorOf(text: string): string {
	const first = text.slice(0, text.indexOf('\n') < 0 ? text.length : text.indexOf('\n'))
	const count = (separator: string) => first.split(separator).length
	const [best = ','] = [',', ';', '\t'].sort((a, b) => count(b) - count(a))
	return best
}

function withoutGuard(cell: string): string {
	return cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell
}
