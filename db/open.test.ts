import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { getTableConfig } from 'drizzle-orm/sqlite-core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from './open.ts'
import { assertDurable, configure, openFile } from './sqlite/connect.ts'
import { migrate, readMigrations } from './sqlite/migrate.ts'
import * as schema from './sqlite/schema.ts'

let dir: string
let file: string
beforeEach(() => {
	dir = mkdtempSync(join(tmpdir(), 'dailies-db-'))
	file = join(dir, 'dailies.db')
})
afterEach(() => {
	chmodSync(dir, 0o700)
	rmSync(dir, { recursive: true, force: true })
})

describe('opening a database', () => {
	it('[R1] commits with synchronous=FULL in WAL mode on every connection, also when reopened', () => {
		for (let i = 0; i < 2; i++) {
			const sqlite = openFile(file)
			configure(sqlite)
			expect(sqlite.pragma('journal_mode', { simple: true })).toBe('wal')
			expect(sqlite.pragma('synchronous', { simple: true })).toBe(2)
			sqlite.pragma('synchronous = NORMAL')
			expect(() => assertDurable(sqlite)).toThrow(/not durable/)
			sqlite.close()
		}
	})

	it('opens twice in a row with the data of the first time', async () => {
		const first = openDatabase({ file })
		await first.projects.create({
			projectId: 'p',
			title: 'Rain',
			createdAt: 1,
			createdBy: null,
			isDemo: true,
		})
		await first.close()
		const second = openDatabase({ file })
		expect(await second.projects.hasDemo()).toBe(true)
		await second.close()
	})

	it('refuses a database of a newer version and leaves it byte for byte', async () => {
		await openDatabase({ file }).close()
		const raw = new SqliteDatabase(file)
		raw.pragma('user_version = 999')
		raw.pragma('journal_mode = DELETE')
		raw.close()
		const before = readFileSync(file)

		expect(() => openDatabase({ file })).toThrow(/newer version of Dailies/)
		expect(readFileSync(file).equals(before)).toBe(true)
	})

	it('refuses a file that is no database and does not overwrite it', () => {
		writeFileSync(file, 'my only script, in a file of the wrong name '.repeat(200))
		expect(() => openDatabase({ file })).toThrow(/damaged and was not opened/)
		expect(readFileSync(file, 'utf8')).toContain('my only script')
	})

	it('refuses a database of another program', () => {
		const raw = new SqliteDatabase(file)
		raw.exec('CREATE TABLE recipes (name TEXT)')
		raw.close()
		expect(() => openDatabase({ file })).toThrow(/another program/)
	})

	it('refuses a damaged database', async () => {
		const db = openDatabase({ file })
		for (let i = 0; i < 200; i++)
			await db.projects.create({
				projectId: `p${i}`,
				title: 'x'.repeat(500),
				createdAt: 1,
				createdBy: null,
				isDemo: false,
			})
		await db.close()
		const bytes = readFileSync(file)
		bytes.fill(0xff, 4096 * 3, 4096 * 20)
		writeFileSync(file, bytes)
		expect(() => openDatabase({ file })).toThrow(/damaged/)
	})

	it('says so when the folder cannot be written', () => {
		if (process.getuid?.() === 0) return
		chmodSync(dir, 0o500)
		expect(() => openDatabase({ file })).toThrow(/cannot be written/)
	})

	it('gives every migration a number of its own', () => {
		const numbers = readMigrations().map(({ version }) => version)
		expect(numbers).toEqual([...new Set(numbers)])
	})

	it('copies an existing database before it migrates it', () => {
		const migrations = readMigrations()
		const sqlite = openFile(file)
		const options = { file, backupDir: join(dir, 'backups'), now: 0, migrations }
		migrate(sqlite, options)
		expect(() => readdirSync(options.backupDir)).toThrow()

		const version = (migrations.at(-1)?.version ?? 0) + 1
		const next = { version, name: 'next', sql: 'CREATE TABLE later (id TEXT) STRICT' }
		const result = migrate(sqlite, { ...options, migrations: [...migrations, next] })
		expect(result).toEqual({ from: version - 1, to: version })
		expect(readdirSync(options.backupDir)).toEqual([
			`before-version-${version - 1}-1970-01-01T00-00-00-000Z.db`,
		])
		sqlite.close()
	})

	it('leaves the old version whole when a migration fails', () => {
		const migrations = readMigrations()
		const sqlite = openFile(file)
		const options = { file, backupDir: null, now: 0, migrations }
		migrate(sqlite, options)
		const bad = { version: 900, name: 'bad', sql: 'CREATE TABLE half (id TEXT); SELECT nonsense' }
		expect(() => migrate(sqlite, { ...options, migrations: [...migrations, bad] })).toThrow()
		expect(sqlite.prepare("SELECT 1 FROM sqlite_master WHERE name = 'half'").get()).toBeUndefined()
		sqlite.close()
	})
})

describe('the schema', () => {
	const sqlite = () => {
		const database = openFile(':memory:')
		migrate(database, { file: ':memory:', backupDir: null, now: 0 })
		return database
	}

	it('mirrors the migrated tables column for column', () => {
		const database = sqlite()
		const names = database
			.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
			.pluck()
			.all()
		const tables = Object.values(schema).map((table) => getTableConfig(table))
		expect(tables.map((table) => table.name).sort()).toEqual(names.sort())
		for (const table of tables) {
			const actual = database.pragma(`table_info(${table.name})`)
			const columns = Array.isArray(actual) ? actual : []
			expect(
				table.columns.map((column) => [
					column.name,
					column.getSQLType().toUpperCase(),
					column.notNull,
				]),
			).toEqual(
				columns.map((column) => [
					column.name,
					column.type,
					column.notnull === 1 || (column.pk > 0 && table.primaryKeys.length === 0),
				]),
			)
		}
	})

	it('makes every table STRICT', () => {
		const loose = sqlite().prepare(
			"SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'",
		)
		expect(loose.pluck().all()).toEqual([])
	})

	it('refuses to change or remove a row of the log', async () => {
		const database = sqlite()
		database
			.prepare(
				`INSERT INTO signal_event VALUES ('p', 1, 'e', 1, 't', NULL, 0, 0, NULL, NULL, NULL, NULL, NULL, '{}', '[]', zeroblob(32), zeroblob(32))`,
			)
			.run()
		expect(() => database.exec('UPDATE signal_event SET ts_ms = 5')).toThrow(/append-only/)
		expect(() => database.exec('DELETE FROM signal_event')).toThrow(/append-only/)
	})
})
