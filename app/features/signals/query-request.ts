/** What a question in SQL is asked for, as its address and its form say it, and its answer as a table. */
import { z } from 'zod'
import { CONSENT_PURPOSES } from '#core/signals/consent.ts'
import type { PlainTable } from '#core/signals/csv.ts'

/** Rows on the page; the CSV file holds all of an answer. */
export const QUERY_TABLE_ROWS = 200
/** Addresses are not endless. */
const MAX_SQL = 6000
export const FIRST_QUERY =
	'select type, count(*) as rows\nfrom events\ngroup by type\norder by rows desc'

export interface Answer {
	columns: { name: string; type: string }[]
	rows: (string | number | boolean | null)[][]
	isCut: boolean
	tables: { name: string; rows: number }[]
}

export const QuerySearchSchema = z.object({
	sql: z
		.string()
		.trim()
		.min(1, 'Write a query first.')
		.max(MAX_SQL, 'Queries here have 6,000 characters at most.')
		.default(FIRST_QUERY),
	purpose: z.enum(CONSENT_PURPOSES).default('operate'),
})
export type QuerySearch = z.infer<typeof QuerySearchSchema>

export const QueryFormSchema = z.discriminatedUnion('intent', [
	QuerySearchSchema.extend({ intent: z.literal('start') }),
	z.object({ intent: z.literal('cancel'), job: z.string().max(100) }),
])

/** The address that follows a question. */
export function queryAddress({ sql, purpose }: QuerySearch, job: string): string {
	return `?${new URLSearchParams({ sql, purpose, job })}`
}

/** Numbered on the page, so that equal rows are told apart; bare in the file. */
export function queryTable({ columns, rows }: Answer, numbered?: number): PlainTable {
	const names = columns.map(({ name }) => name)
	const cells = rows
		.slice(0, numbered ?? rows.length)
		.map((row) => row.map((cell) => (typeof cell === 'boolean' ? String(cell) : cell)))
	if (numbered === undefined) return { header: names, rows: cells }
	return { header: ['Row', ...names], rows: cells.map((row, at) => [at + 1, ...row]) }
}
