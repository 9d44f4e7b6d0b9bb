/** What a question in SQL is asked with and answered by. Plain data: it travels between threads. */
import type { ConsentPurpose } from '#core/signals/consent.ts'

export interface QueryRequest {
	sql: string
	purpose: ConsentPurpose
}
export type QueryCell = string | number | boolean | null
export interface QueryAnswer {
	projectId: string
	sql: string
	purpose: ConsentPurpose
	columns: { name: string; type: string }[]
	rows: QueryCell[][]
	/** There were more rows than an answer holds. */
	isCut: boolean
	/** Tables the question named, with the rows that were allowed into each. */
	tables: { name: string; rows: number }[]
}
export interface QueryLimits {
	rows: number
	/** Characters of all cells together. */
	characters: number
	memoryMb: number
	timeMs: number
}
/** For the query's own thread: the export's folder, and each table's files in it. */
export interface QueryJob {
	sql: string
	directory: string
	tables: { name: string; files: string[] }[]
	limits: QueryLimits
}
export type QueryMessage =
	| { kind: 'done'; answer: Pick<QueryAnswer, 'columns' | 'rows' | 'isCut'> }
	| { kind: 'refused'; sentence: string }
