/** The rows as a file for programs: one JSON array of `{ measure, case, system, value, unit }`. */
import { writeFileSync } from 'node:fs'
import type { Row } from './measure.ts'

/** @throws Error for a value that JSON cannot hold: a figure that was not measured is no row. */
export function rowsToJson(rows: readonly Row[]): string {
	for (const row of rows)
		if (!Number.isFinite(row.value)) throw new Error(`${row.measure} “${row.case}” has no value`)
	const lines = rows.map((row) =>
		JSON.stringify({
			...{ measure: row.measure, case: row.case, system: row.system },
			...{ value: row.value, unit: row.unit },
		}),
	)
	return lines.length === 0 ? '[]\n' : `[\n${lines.join(',\n')}\n]\n`
}

export function writeRows(file: string, rows: readonly Row[]): void {
	writeFileSync(file, rowsToJson(rows))
}
