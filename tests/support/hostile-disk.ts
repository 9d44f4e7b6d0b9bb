/**
 * Takes hold of the server's own SQLite connections, so that a test can make the disk full or
 * read-only under a running server with SQLite's own means: `max_page_count` gives a real SQLITE_FULL,
 * `query_only` a real SQLITE_READONLY.
 */
import SqliteDatabase from 'better-sqlite3'
import { vi } from 'vitest'

export interface HeldDisk {
	/** No page more than there is now. */
	fill(): void
	/** As much room as anybody wants. */
	makeRoom(): void
	setReadOnly(isReadOnly: boolean): void
	release(): void
}

/** Call before the server opens its database. */
export function holdDisk(): HeldDisk {
	const connections = new Set<SqliteDatabase.Database>()
	const { pragma } = SqliteDatabase.prototype
	const spy = vi.spyOn(SqliteDatabase.prototype, 'pragma').mockImplementation(function (
		this: SqliteDatabase.Database,
		...args
	) {
		connections.add(this)
		return pragma.apply(this, args)
	})
	const all = (run: (sqlite: SqliteDatabase.Database) => void) => {
		for (const sqlite of connections) if (sqlite.open && !sqlite.readonly) run(sqlite)
	}
	return {
		fill: () =>
			all((sqlite) => {
				const pages = pragma.call(sqlite, 'page_count', { simple: true })
				pragma.call(sqlite, `max_page_count = ${pages}`)
			}),
		makeRoom: () => all((sqlite) => pragma.call(sqlite, 'max_page_count = 1000000')),
		setReadOnly: (isReadOnly) =>
			all((sqlite) => pragma.call(sqlite, `query_only = ${isReadOnly ? 1 : 0}`)),
		release: () => spy.mockRestore(),
	}
}
