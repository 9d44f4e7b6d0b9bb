/**
 * One question to DuckDB over an export's files. Guards signals.md S110: it reads those files and nothing
 * else; settings are locked, extensions neither fetched nor loaded, memory, rows and time limited.
 */
import { join } from 'node:path'
import { NOT_INSTALLED, ONLY_SELECT, sentenceOf } from './query-sentences.ts'
import type { QueryCell, QueryJob, QueryMessage } from './query-types.ts'

const INTERRUPT_EVERY_MS = 100

type DuckDB = typeof import('@duckdb/node-api')
type Connection = Awaited<ReturnType<import('@duckdb/node-api').DuckDBInstance['connect']>>

/** Null where the optional package is not installed. */
export async function loadDuckDB(): Promise<DuckDB | null> {
	return import('@duckdb/node-api').catch(() => null)
}

/** @param onStart is given what ends the question early. */
export async function askDuckDB(
	duckdb: DuckDB | null,
	job: QueryJob,
	onStart: (interrupt: () => void) => void = () => undefined,
): Promise<QueryMessage> {
	if (!duckdb) return { kind: 'refused', sentence: NOT_INSTALLED }
	const { limits, tables } = job
	const instance = await duckdb.DuckDBInstance.create(':memory:', {
		...{ threads: '1', memory_limit: `${limits.memoryMb}MB`, temp_directory: '' },
		...{ autoinstall_known_extensions: 'false', autoload_known_extensions: 'false' },
		allow_community_extensions: 'false',
	})
	const connection = await instance.connect()
	// Said again and again: DuckDB forgets an interruption that comes between two statements.
	let again: NodeJS.Timeout | undefined
	const interrupt = () => {
		again ??= setInterval(() => connection.interrupt(), INTERRUPT_EVERY_MS)
	}
	const timer = setTimeout(interrupt, limits.timeMs)
	try {
		onStart(interrupt)
		await openTables(connection, job)
		return await select(duckdb, connection, job)
	} catch (error) {
		const empty = tables.filter(({ files }) => files.length === 0).map(({ name }) => name)
		return { kind: 'refused', sentence: sentenceOf(error, { empty, ...limits }) }
	} finally {
		clearTimeout(timer)
		clearInterval(again)
		connection.closeSync()
		instance.closeSync()
	}
}

/** The lock comes last: from then on no statement can open anything. */
async function openTables(connection: Connection, { directory, tables }: QueryJob): Promise<void> {
	for (const { name, files } of tables) {
		if (files.length === 0) continue
		const list = files.map((file) => quoted(join(directory, file))).join(', ')
		await connection.run(`CREATE VIEW "${name}" AS SELECT * FROM read_parquet([${list}])`)
	}
	await connection.run(`SET allowed_directories = [${quoted(`${directory}/`)}]`)
	await connection.run('SET enable_external_access = false')
	await connection.run('SET lock_configuration = true')
}

async function select(
	duckdb: DuckDB,
	connection: Connection,
	{ sql, limits }: QueryJob,
): Promise<QueryMessage> {
	const statements = await connection.extractStatements(sql)
	if (statements.count !== 1) return { kind: 'refused', sentence: ONLY_SELECT }
	const statement = await statements.prepare(0)
	// EXPLAIN ANALYZE would carry out what it explains.
	if (statement.statementType !== duckdb.StatementType.SELECT)
		return { kind: 'refused', sentence: ONLY_SELECT }
	const reader = await statement.streamAndReadUntil(limits.rows + 1)
	const names = reader.deduplicatedColumnNames()
	const columns = names.map((name, at) => ({ name, type: String(reader.columnType(at)) }))
	const rows: QueryCell[][] = []
	let left = limits.characters
	for (const row of reader.getRowsJson()) {
		const cells = row.map((value, at) => cellOf(value, columns[at]?.type ?? ''))
		left -= cells.reduce<number>((sum, cell) => sum + String(cell).length, 0)
		if (rows.length === limits.rows || left < 0)
			return { kind: 'done', answer: { columns, rows, isCut: true } }
		rows.push(cells)
	}
	return { kind: 'done', answer: { columns, rows, isCut: false } }
}

/** Counts come as text, because they may be larger than a number holds; most are not. */
function cellOf(value: unknown, type: string): QueryCell {
	if (value === null || value === undefined) return null
	if (typeof value === 'number' || typeof value === 'boolean') return value
	if (typeof value !== 'string') return JSON.stringify(value)
	const isWhole = /INT$/.test(type) && Number.isSafeInteger(Number(value))
	return isWhole ? Number(value) : value
}

function quoted(text: string): string {
	return `'${text.replaceAll("'", "''")}'`
}
