/** Which rows of a shot list are shown, in which order and under which headings. */
import type { ListColumn } from './list-column.ts'
import { cellText, cellValue } from './list-column.ts'
import type { ListRow } from './list-row.ts'

export interface Arrangement {
	/** Words that must all stand somewhere in a row. */
	query: string
	/** Only this scene; null = the film. */
	sceneId: string | null
	/** Column id -> texts that pass; '' = nothing said. */
	filters: Readonly<Record<string, readonly string[]>>
	/** `scene`, `none` or a column's id. */
	groupBy: string
	/** null = story order. */
	sort: { columnId: string; isDescending: boolean } | null
}
export interface RowGroup {
	key: string
	/** Null for one group that needs no heading. */
	heading: { number: string; text: string } | null
	rows: readonly ListRow[]
}
export interface ListTerms {
	columns: readonly ListColumn[]
	frameRate: number
}

/** The rows that pass, grouped and sorted. Groups stand in the order in which the story meets them. */
export function arrangeRows(
	rows: readonly ListRow[],
	arrangement: Arrangement,
	terms: ListTerms,
): RowGroup[] {
	const passing = rows.filter((row) => passes(row, arrangement, terms))
	const groups = new Map<string, { heading: RowGroup['heading']; rows: ListRow[] }>()
	for (const row of passing) {
		const { key, heading } = groupOf(row, arrangement.groupBy, terms)
		const group = groups.get(key)
		if (group) group.rows.push(row)
		else groups.set(key, { heading, rows: [row] })
	}
	return [...groups].map(([key, group]) => {
		return { key, heading: group.heading, rows: sorted(group.rows, arrangement, terms) }
	})
}

function passes(row: ListRow, { query, sceneId, filters }: Arrangement, terms: ListTerms): boolean {
	if (sceneId !== null && row.scene.sceneId !== sceneId) return false
	const texts = (column: ListColumn) => cellText(cellValue(row, column), column, terms.frameRate)
	for (const column of terms.columns) {
		const wanted = filters[column.id]
		if (wanted && wanted.length > 0 && !wanted.includes(texts(column))) return false
	}
	const words = query.toLowerCase().split(/\s+/).filter(Boolean)
	if (words.length === 0) return true
	const all = [row.scene.heading, ...terms.columns.map(texts)].join('\n').toLowerCase()
	return words.every((word) => all.includes(word))
}

function groupOf(row: ListRow, groupBy: string, { columns, frameRate }: ListTerms) {
	if (groupBy === 'none') return { key: 'all', heading: null }
	const column = columns.find(({ id }) => id === groupBy)
	if (!column) {
		const { sceneId, number, heading } = row.scene
		return { key: sceneId, heading: { number, text: heading || 'No heading yet' } }
	}
	const text = cellText(cellValue(row, column), column, frameRate)
	return { key: text, heading: { number: '', text: text || `${column.label}: not said` } }
}

function sorted(rows: ListRow[], { sort }: Arrangement, { columns }: ListTerms): ListRow[] {
	const column = columns.find(({ id }) => id === sort?.columnId)
	if (!sort || !column || column.id === 'numberOverride')
		return sort?.isDescending ? [...rows].reverse() : rows
	const way = sort.isDescending ? -1 : 1
	const keyed = rows.map((row) => ({ row, value: cellValue(row, column) }))
	return keyed
		.sort((a, b) => {
			// What is not said stands last, whichever way.
			const gaps = Number(isEmpty(a.value)) - Number(isEmpty(b.value))
			return gaps !== 0 ? gaps : way * compare(a.value, b.value, column)
		})
		.map(({ row }) => row)
}

function isEmpty(value: unknown): boolean {
	return value === null || value === '' || (Array.isArray(value) && value.length === 0)
}

function compare(a: unknown, b: unknown, { of }: ListColumn): number {
	if (of.kind === 'choice') {
		const place = (value: unknown) => of.words.findIndex(([code]) => code === value)
		return place(a) - place(b)
	}
	if (typeof a === 'number' && typeof b === 'number') return a - b
	return String(a).localeCompare(String(b), 'en', { numeric: true })
}
