/**
 * Opens a connection with the settings that "Saved" depends on. The one rule: synchronous=FULL is set
 * AFTER journal_mode=WAL, on every connection, and read back, since a build may quietly lower it and
 * then a power cut loses acknowledged commits.
 */
import SqliteDatabase from 'better-sqlite3'

export type Sqlite = SqliteDatabase.Database

const FULL = 2
const BUSY_TIMEOUT_MS = 5000
/** The journal is folded into the file this often, 4 KB pages: small steps, and little disk. */
const CHECKPOINT_PAGES = 250
const WAL_LIMIT_BYTES = 1024 * 1024
/** Free pages are given back above this number and share of the file, so many at once. */
const MIN_FREE_PAGES = 64
const FREE_SHARE = 0.1
const MAX_PAGES_AT_ONCE = 1024

/** A raw connection, with nothing changed in the file yet. */
export function openFile(file: string, { timeoutMs = BUSY_TIMEOUT_MS } = {}): Sqlite {
	return new SqliteDatabase(file, { timeout: timeoutMs })
}

/** Sets and asserts the pragmas. @throws Error when the file system refuses one of them. */
export function configure(sqlite: Sqlite): void {
	sqlite.pragma('journal_mode = WAL')
	sqlite.pragma('synchronous = FULL')
	sqlite.pragma('foreign_keys = ON')
	sqlite.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`)
	sqlite.pragma(`journal_size_limit = ${WAL_LIMIT_BYTES}`)
	assertDurable(sqlite)
}

/** Makes a new, still empty file one that can shrink again; an existing file keeps what it is. */
export function prepareNew(sqlite: Sqlite): void {
	if (sqlite.pragma('page_count', { simple: true }) === 0)
		sqlite.pragma('auto_vacuum = INCREMENTAL')
}

/**
 * After a log was trimmed: returns free pages to the disk when they are a good part of the file (the
 * rest is soon written again), and empties the journal. A reader in the way only postpones it.
 */
export function giveBackSpace(sqlite: Sqlite): void {
	const free = Number(sqlite.pragma('freelist_count', { simple: true }))
	const pages = Number(sqlite.pragma('page_count', { simple: true }))
	if (free > MIN_FREE_PAGES && free > pages * FREE_SHARE)
		sqlite.pragma(`incremental_vacuum(${Math.min(free, MAX_PAGES_AT_ONCE)})`)
	// Never waits for a reader: another time will do.
	sqlite.pragma('busy_timeout = 0')
	sqlite.pragma('wal_checkpoint(TRUNCATE)')
	sqlite.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`)
}

/** @throws Error when a commit on this connection would not survive a power cut. */
export function assertDurable(sqlite: Sqlite): void {
	const synchronous = sqlite.pragma('synchronous', { simple: true })
	const journal = sqlite.pragma('journal_mode', { simple: true })
	const isWal = journal === 'wal' || (sqlite.memory && journal === 'memory')
	if (synchronous !== FULL || !isWal)
		throw new Error(
			`The database is not durable here (journal_mode=${journal}, synchronous=${synchronous}).`,
		)
}
