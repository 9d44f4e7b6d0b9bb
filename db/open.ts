/**
 * Opens the database behind `Database`; nothing else knows which dialect it is. A file that cannot be
 * trusted (damaged, newer, another program's) is refused with one sentence and left untouched.
 */
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { AppError } from '#core/errors.ts'
import type { Database } from './database.ts'
import { createAssetStore } from './sqlite/assets.ts'
import { createAuthStore } from './sqlite/auth.ts'
import { configure, openFile, prepareNew, type Sqlite } from './sqlite/connect.ts'
import { createDraftStore } from './sqlite/drafts.ts'
import { migrate } from './sqlite/migrate.ts'
import { createModelStore } from './sqlite/models.ts'
import { createOrm } from './sqlite/orm.ts'
import { createProjectStore } from './sqlite/projects.ts'
import { createResearchStore } from './sqlite/research.ts'
import { createRoomStore } from './sqlite/rooms.ts'
import { createSignalStore } from './sqlite/signals.ts'
import { openError, storageError } from './sqlite/sqlite-error.ts'
import { createUpkeepStore } from './sqlite/upkeep.ts'
import { createVersionStore } from './sqlite/versions.ts'
import { createVisitStore } from './sqlite/visits.ts'

export interface OpenOptions {
	/** Path of the SQLite file; ':memory:' for a database that lives as long as the process. */
	file: string
	/** Where a copy goes before an existing database is migrated. */
	backupDir?: string
	now?: () => number
}

/** @throws AppError('storage_failed' | 'damaged') whose sentence says why it was not opened. */
export function openDatabase({ file, backupDir, now = Date.now }: OpenOptions): Database {
	const sqlite = openSqlite({ file, backupDir: backupDir ?? null, now: now() })
	const orm = createOrm(sqlite)
	return {
		rooms: createRoomStore(sqlite, orm, now),
		projects: createProjectStore(orm),
		signals: createSignalStore(sqlite, orm, now),
		research: createResearchStore(sqlite, orm, now),
		auth: createAuthStore(orm),
		assets: createAssetStore(orm),
		upkeep: createUpkeepStore(sqlite, orm),
		versions: createVersionStore(sqlite, orm),
		visits: createVisitStore(sqlite, orm),
		drafts: createDraftStore(orm),
		models: createModelStore(orm),
		backup: (target) => backUp(sqlite, target),
		close: async () => {
			sqlite.close()
		},
	}
}

function openSqlite(options: { file: string; backupDir: string | null; now: number }): Sqlite {
	const { file } = options
	let sqlite: Sqlite | undefined
	try {
		if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true })
		sqlite = openFile(file)
		refuseDamaged(sqlite, file)
		// Before any pragma that writes: a newer or foreign file must stay byte for byte what it was.
		prepareNew(sqlite)
		migrate(sqlite, options)
		configure(sqlite)
		return sqlite
	} catch (error) {
		sqlite?.close()
		throw openError(error, file)
	}
}

function refuseDamaged(sqlite: Sqlite, file: string): void {
	const verdict = sqlite.pragma('quick_check(1)', { simple: true })
	if (verdict === 'ok') return
	throw new AppError('damaged', {
		userMessage: `The database ${file} is damaged and was not opened; nothing was overwritten. Restore the newest file of the backups folder beside it.`,
		details: { verdict },
	})
}

async function backUp(sqlite: Sqlite, target: string): Promise<void> {
	try {
		mkdirSync(dirname(target), { recursive: true })
		await sqlite.backup(target)
	} catch (error) {
		throw storageError(error)
	}
}
