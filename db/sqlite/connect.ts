/**
 * Opens a connection with the settings that "Saved" depends on. The one rule: synchronous=FULL is set
 * AFTER journal_mode=WAL, on every connection, and read back, since a build may quietly lower it and
 * then a power cut loses acknowledged commits.
 */
import SqliteDatabase from 'better-sqlite3'

export type Sqlite = SqliteDatabase.Database

const FULL = 2
const BUSY_TIMEOUT_MS = 5000

/** A raw connection, with nothing changed in the file yet. */
export function openFile(file: string, { timeoutMs = BUSY_TIMEOUT_MS } = {}): Sqlite {
	return new SqliteDatabase(file, { timeout: timeoutMs })
}

/** Sets and asserts the pragmas. @throws Error when the file system refuses one of them. */
export function configure(sqlite: Sqlite): void {
	sqlite.pragma('journal_mode = WAL')
	sqlite.pragma('synchronous = FULL')
	sqlite.pragma('foreign_keys = ON')
	sqlite.pragma('wal_autocheckpoint = 1000')
	assertDurable(sqlite)
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
