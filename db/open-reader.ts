/**
 * A second, read-only connection for long reading in a thread of its own: it cannot write, and under
 * WAL it keeps nobody from writing. The server has checked and migrated the file before.
 */

import SqliteDatabase from 'better-sqlite3'
import { and, eq, isNotNull } from 'drizzle-orm'
import type { AssetStore } from './asset-store.ts'
import type { SignalStore } from './signal-store.ts'
import { createAssetStore } from './sqlite/assets.ts'
import { createOrm } from './sqlite/orm.ts'
import { dataKey, room, roomClient, signalBlob } from './sqlite/schema.ts'
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
	/** Which key seals each of a project's blobs that a person wrote: key id by content id. */
	authoredBlobs(projectId: string): Promise<Map<string, string>>
	close(): void
}

/** @throws AppError('storage_failed' | 'damaged'). */
export function openLogReader(file: string): LogReader {
	try {
		const sqlite = new SqliteDatabase(file, { readonly: true, fileMustExist: true })
		sqlite.pragma('query_only = ON')
		const orm = createOrm(sqlite)
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
			async authoredBlobs(projectId) {
				const rows = orm
					.select({ cid: signalBlob.cid, keyId: signalBlob.keyId })
					.from(signalBlob)
					.innerJoin(dataKey, eq(dataKey.keyId, signalBlob.keyId))
					.where(and(eq(signalBlob.projectId, projectId), isNotNull(dataKey.userId)))
					.all()
				return new Map(rows.map(({ cid, keyId }) => [cid, keyId]))
			},
			close: () => sqlite.close(),
		}
	} catch (error) {
		throw openError(error, file)
	}
}
