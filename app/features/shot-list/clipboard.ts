/** Cells on the clipboard as spreadsheets put them there: rows of cells parted by tabs. */
import { cellsOf } from '#core/shot-list/csv.ts'

export function writeClipboard(rows: readonly (readonly string[])[]): string {
	return rows.map((row) => row.map(writeCell).join('\t')).join('\n')
}

function writeCell(text: string): string {
	return /[\t\n"]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text
}

/** Rows of cells; a last empty line, which spreadsheets add, is none. */
export function readClipboard(text: string): string[][] {
	const rows = cellsOf(text, '\t').map(({ cells }) => cells)
	const last = rows.at(-1)
	if (rows.length > 1 && last?.length === 1 && last[0] === '') rows.pop()
	return rows
}
