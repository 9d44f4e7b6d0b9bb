/**
 * Brings a database file to the version this program knows. Forward only, in one transaction, after a
 * copy of an existing file; a file from a newer program or of another make is left as it is.
 */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { AppError } from '#core/errors.ts'
import type { Sqlite } from './connect.ts'

const MIGRATIONS_DIR = fileURLToPath(new URL('./migrations/', import.meta.url))
/** "DLYS": marks the file as ours. */
export const APPLICATION_ID = 0x444c5953

export interface Migration {
	version: number
	name: string
	sql: string
}

/** Every migration in order, from `000N_name.sql`. */
export function readMigrations(directory = MIGRATIONS_DIR): Migration[] {
	return readdirSync(directory)
		.filter((name) => /^\d{4}_.+\.sql$/.test(name))
		.sort()
		.map((name) => ({
			version: Number(name.slice(0, 4)),
			name,
			sql: readFileSync(join(directory, name), 'utf8'),
		}))
}

export interface MigrateOptions {
	file: string
	backupDir: string | null
	now: number
	migrations?: Migration[]
}

/** @throws AppError('storage_failed') with a sentence for a newer or a foreign database; nothing is touched then. */
export function migrate(sqlite: Sqlite, options: MigrateOptions): { from: number; to: number } {
	const migrations = options.migrations ?? readMigrations()
	const newest = migrations.at(-1)?.version ?? 0
	const from = readVersion(sqlite)
	refuseForeign(sqlite, { from, newest, file: options.file })
	const pending = migrations.filter((migration) => migration.version > from)
	if (pending.length === 0) return { from, to: from }
	if (from > 0) backUp(sqlite, { ...options, from })
	const run = sqlite.transaction(() => {
		for (const migration of pending) sqlite.exec(migration.sql)
		sqlite.pragma(`user_version = ${newest}`)
		sqlite.pragma(`application_id = ${APPLICATION_ID}`)
	})
	run.immediate()
	return { from, to: newest }
}

function readVersion(sqlite: Sqlite): number {
	const version = sqlite.pragma('user_version', { simple: true })
	return typeof version === 'number' ? version : 0
}

/** Refuses a database that this program must not write to. */
export function refuseForeign(
	sqlite: Sqlite,
	{ from, newest, file }: { from: number; newest: number; file: string },
): void {
	const tables = sqlite.prepare('SELECT count(*) AS n FROM sqlite_master').pluck().get()
	const isOurs = sqlite.pragma('application_id', { simple: true }) === APPLICATION_ID
	if (tables !== 0 && !isOurs)
		throw new AppError('storage_failed', {
			userMessage: `${file} is a database of another program. Nothing in it was touched; set DATA_DIR to another folder.`,
		})
	if (from > newest)
		throw new AppError('storage_failed', {
			userMessage: `The database ${file} was made by a newer version of Dailies (${from}; this one knows ${newest}). Nothing in it was touched; update Dailies and start again.`,
		})
}

function backUp(sqlite: Sqlite, options: MigrateOptions & { from: number }): void {
	if (!options.backupDir) return
	mkdirSync(options.backupDir, { recursive: true })
	const stamp = new Date(options.now).toISOString().replace(/[:.]/g, '-')
	const copy = join(options.backupDir, `before-version-${options.from}-${stamp}.db`)
	sqlite.prepare('VACUUM INTO ?').run(copy)
}
