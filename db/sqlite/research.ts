/** Exports, erasures and retention on SQLite. */
import { and, desc, eq, exists, isNull, lt, sql } from 'drizzle-orm'
import type { ResearchStore } from '../research-store.ts'
import type { Sqlite } from './connect.ts'
import type { Orm } from './orm.ts'
import { datasetExport, erasure, exportPerson, retention, signalBlob } from './schema.ts'
import { writing } from './sqlite-error.ts'

/** The research store of one connection. */
export function createResearchStore(sqlite: Sqlite, orm: Orm): ResearchStore {
	return { ...exportQueries(sqlite, orm), ...erasureQueries(orm), ...retentionQueries(orm) }
}

function exportQueries(
	sqlite: Sqlite,
	orm: Orm,
): Pick<ResearchStore, 'putExport' | 'listExports' | 'revokeExports'> {
	const held = (actorPid: string) =>
		exists(
			orm
				.select({ one: sql`1` })
				.from(exportPerson)
				.where(
					and(
						eq(exportPerson.exportId, datasetExport.exportId),
						eq(exportPerson.actorPid, actorPid),
					),
				),
		)
	return {
		async putExport(row, people) {
			const run = sqlite.transaction(() => {
				orm.insert(datasetExport).values(row).onConflictDoNothing().run()
				for (const actorPid of new Set(people))
					orm
						.insert(exportPerson)
						.values({ exportId: row.exportId, actorPid })
						.onConflictDoNothing()
						.run()
			})
			writing(() => run.immediate())
		},
		async listExports(projectId, actorPid) {
			const ofProject = eq(datasetExport.projectId, projectId)
			return orm
				.select()
				.from(datasetExport)
				.where(actorPid === undefined ? ofProject : and(ofProject, held(actorPid)))
				.orderBy(desc(datasetExport.createdMs))
				.all()
		},
		async revokeExports(projectId, actorPid, atMs) {
			const where = and(
				eq(datasetExport.projectId, projectId),
				isNull(datasetExport.revokedMs),
				held(actorPid),
			)
			return writing(() =>
				orm.update(datasetExport).set({ revokedMs: atMs }).where(where).returning().all(),
			)
		},
	}
}

function erasureQueries(orm: Orm): Pick<ResearchStore, 'putErasure' | 'listErasures'> {
	return {
		async putErasure(row) {
			writing(() => orm.insert(erasure).values(row).onConflictDoNothing().run())
		},
		async listErasures(projectId) {
			return orm.select().from(erasure).where(eq(erasure.projectId, projectId)).all()
		},
	}
}

function retentionQueries(
	orm: Orm,
): Pick<ResearchStore, 'getRetention' | 'putRetention' | 'destroyBlobsBefore'> {
	return {
		async getRetention(projectId) {
			return orm.select().from(retention).where(eq(retention.projectId, projectId)).get() ?? null
		},
		async putRetention(row) {
			const { wordsDays, legalHold, setMs } = row
			const set = { wordsDays, legalHold, setMs }
			const target = retention.projectId
			writing(() => orm.insert(retention).values(row).onConflictDoUpdate({ target, set }).run())
		},
		async destroyBlobsBefore(projectId, beforeMs) {
			// Content is named by what it is: an old blob may be what a new row speaks of.
			const namedSince = sql`${signalBlob.cid} NOT IN (
				SELECT named.value FROM signal_event AS event, json_each(event.blob_cids) AS named
				WHERE event.project_id = ${projectId} AND event.ts_ms >= ${beforeMs})`
			const where = and(
				eq(signalBlob.projectId, projectId),
				lt(signalBlob.createdMs, beforeMs),
				namedSince,
			)
			return writing(() => orm.delete(signalBlob).where(where).run()).changes
		},
	}
}
