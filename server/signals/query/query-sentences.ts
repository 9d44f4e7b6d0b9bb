/** DuckDB's errors as sentences for the person who asked. */

export const NOT_INSTALLED =
	'DuckDB is not installed on this server (the optional package @duckdb/node-api). Install it, or export the data and ask elsewhere.'
export const ONLY_SELECT =
	'One question at a time that reads: a single SELECT. Nothing here is ever changed by a query.'

/** `empty` are tables that no row was allowed into. */
export function sentenceOf(
	error: unknown,
	{ empty, timeMs, memoryMb }: { empty: readonly string[]; timeMs: number; memoryMb: number },
): string {
	const message = error instanceof Error ? error.message : String(error)
	const missing = /Table with name (\S+) does not exist/.exec(message)?.[1]
	if (missing !== undefined && empty.includes(missing))
		return `The table ${missing} holds no row that may be used for this purpose yet.`
	if (/^INTERRUPT/i.test(message))
		return `The query took longer than ${Math.round(timeMs / 1000)} seconds and was ended. Ask for less.`
	if (/^Out of Memory/i.test(message))
		return `The query needs more than ${memoryMb} MB of memory. Ask for fewer rows or columns.`
	if (
		/^(Permission|Missing Extension|IO) Error|configuration option|configuration has been locked/i.test(
			message,
		)
	)
		return 'A query reads the tables of this export alone: no other file, no network, no extension, no setting.'
	const line = message.split('\n').find((each) => each.trim() !== '') ?? 'no reason given'
	return `DuckDB does not understand the query: ${line.trim().slice(0, 400)}`
}
