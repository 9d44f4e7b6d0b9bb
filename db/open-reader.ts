/**
 * A second, read-only connection for long reading in a thread of its own: it cannot write, and under
 * WAL it keeps nobody from writing. The server has checked and migrated the file before.
 */

import SqliteDatabase from 'better-sqlite3'
import { eq } from 'drizzle-orm'
import type { AssetStore } from './asset-store.ts'
import type { SignalStore } from './signal-store.ts'
import { createAssetStore } from './sqlite/assets.ts'
import { createOrm } from './sqlite/orm.ts'
import { room, roomClient } from './sqlite/schema.ts'
import { createSignalStore } from './sqlite/signals.ts'
import { openError } from './sqlite/sqlite-error.ts'
import { writersOf } from './sqlite/writers-of.ts'

export interface LogReader {
	/** Its writing methods throw. */
	signals: SignalStore
	assets: AssetStore
	/** Ids of everyone who ever wrote in a scene's board or in its project's document. */
	writersOf(projectId: string, sceneId: string): Promise<string[]>
	/** Ids of everyone who ever wrote in any of a project's rooms. */
	projectWriters(projectId: string): Promise<string[]>
	/** Which key seals a blob of the project; null for one there is none of. */
	keyOfBlob(projectId: string, cid: string): string | null
	close(): void
}

/** @throws AppError('storage_failed' | 'damaged'). */
export function openLogReader(file: string): LogReader {
	try {
		const sqlite = new SqliteDatabase(file, { readonly: true, fileMustExist: true })
		sqlite.pragma('query_only = ON')
		const orm = createOrm(sqlite)
		const keyOf = sqlite.prepare<[string, string], { key_id: string }>(
			'SELECT key_id FROM signal_blob WHERE cid = ? AND project_id = ?',
		)
		return {
			signals: createSignalStore(sqlite, orm, Date.now),
			assets: createAssetStore(orm),
			async writersOf(projectId, sceneId) {
				return writersOf(orm, projectId, sceneId)
			},
			async projectWriters(projectId) {
				const rows = orm
					.selectDistinct({ userId: roomClient.userId })
					.from(roomClient)
					.innerJoin(room, eq(room.room, roomClient.room))
					.where(eq(room.projectId, projectId))
					.all()
				return rows.map(({ userId }) => userId)
			},
			keyOfBlob: (projectId, cid) => keyOf.get(cid, projectId)?.key_id ?? null,
			close: () => sqlite.close(),
		}
	} catch (error) {
		throw openError(error, file)
	}
}
