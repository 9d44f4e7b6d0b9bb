/** A table as a CSV file: what a page shows and what a command prints are written alike. */
export type Cell = string | number | null
export interface PlainTable {
	header: string[]
	rows: Cell[][]
}

/** RFC 4180. A text that a spreadsheet would run as a formula gets an apostrophe in front. */
export function csvOf({ header, rows }: PlainTable): string {
	return [header, ...rows].map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')
}

function csvCell(cell: Cell): string {
	if (cell === null) return ''
	if (typeof cell === 'number') return String(cell)
	const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
