/** Exports, erasures, retention, checks and what is to be looked at again, on SQLite. */
import { and, desc, eq, exists, isNull, lt, not, sql } from 'drizzle-orm'
import type { ContentAge, ResearchStore } from '../research-store.ts'
import { appendEvents } from './append-events.ts'
import type { Sqlite } from './connect.ts'
import type { Orm } from './orm.ts'
import {
	dataKey,
	datasetExport,
	erasure,
	exportPerson,
	logCheck,
	retention,
	signalBlob,
	survivalWatch,
} from './schema.ts'
import { writing } from './sqlite-error.ts'

/** The research store of one connection. */
export function createResearchStore(sqlite: Sqlite, orm: Orm, now: () => number): ResearchStore {
	return {
		...exportQueries(sqlite, orm),
		...erasureQueries(orm),
		...retentionQueries(sqlite, orm, now),
		...checkQueries(orm),
		...survivalQueries(sqlite, orm),
	}
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
	sqlite: Sqlite,
	orm: Orm,
	now: () => number,
): Pick<ResearchStore, 'getRetention' | 'putRetention' | 'destroyByAge'> {
	return {
		async getRetention(projectId) {
			return orm.select().from(retention).where(eq(retention.projectId, projectId)).get() ?? null
		},
		async putRetention(row) {
			const { wordsDays, contextsDays, legalHold, setMs } = row
			const set = { wordsDays, contextsDays, legalHold, setMs }
			const target = retention.projectId
			writing(() => orm.insert(retention).values(row).onConflictDoUpdate({ target, set }).run())
		},
		async destroyByAge(projectId, age, rowOf) {
			const run = sqlite.transaction(() => {
				const words = destroyBlobs(orm, projectId, { beforeMs: age.wordsBeforeMs, of: 'people' })
				const beforeMs = age.contextsBeforeMs
				const contexts = destroyBlobs(orm, projectId, { beforeMs, of: 'program' })
				const destroyed = { words, contexts, keyIds: destroyUnusedKeys(orm, projectId, age) }
				if (words + contexts + destroyed.keyIds.length > 0) {
					const events = [rowOf(destroyed)]
					appendEvents({ sqlite, orm }, { projectId, events, blobs: [], recvMs: now() })
				}
				return destroyed
			})
			return writing(() => run.immediate())
		},
	}
}

function destroyBlobs(
	orm: Orm,
	projectId: string,
	{ beforeMs, of }: { beforeMs: number | null; of: 'people' | 'program' },
): number {
	if (beforeMs === null) return 0
	// Content is named by what it is: an old blob may be what a new row speaks of.
	const namedSince = sql`${signalBlob.cid} NOT IN (
		SELECT named.value FROM signal_event AS event, json_each(event.blob_cids) AS named
		WHERE event.project_id = ${projectId} AND event.ts_ms >= ${beforeMs})`
	const isOfPeople = sql`${signalBlob.keyId} IN (
		SELECT key_id FROM data_key WHERE project_id = ${projectId} AND user_id IS NOT NULL)`
	const where = and(
		eq(signalBlob.projectId, projectId),
		lt(signalBlob.createdMs, beforeMs),
		of === 'people' ? isOfPeople : not(isOfPeople),
		namedSince,
	)
	return orm.delete(signalBlob).where(where).run().changes
}

function destroyUnusedKeys(
	orm: Orm,
	projectId: string,
	{ replacedBeforeMs, atMs }: Pick<ContentAge, 'replacedBeforeMs' | 'atMs'>,
): string[] {
	const where = and(
		eq(dataKey.projectId, projectId),
		isNull(dataKey.destroyedMs),
		sql`EXISTS (SELECT 1 FROM data_key AS newer
			WHERE newer.project_id = ${projectId} AND newer.user_id IS ${dataKey.userId}
			AND newer.created_ms > ${dataKey.createdMs} AND newer.created_ms < ${replacedBeforeMs})`,
		sql`NOT EXISTS (SELECT 1 FROM signal_blob AS sealed WHERE sealed.key_id = ${dataKey.keyId})`,
	)
	const set = { wrapped: null, destroyedMs: atMs }
	const { keyId } = dataKey
	const gone = orm.update(dataKey).set(set).where(where).returning({ keyId }).all()
	return gone.map((row) => row.keyId)
}

function checkQueries(orm: Orm): Pick<ResearchStore, 'putLogCheck' | 'getLogCheck'> {
	return {
		async putLogCheck(row) {
			const { atMs, result } = row
			const conflict = { target: logCheck.projectId, set: { atMs, result } }
			writing(() => orm.insert(logCheck).values(row).onConflictDoUpdate(conflict).run())
		},
		async getLogCheck(projectId) {
			return orm.select().from(logCheck).where(eq(logCheck.projectId, projectId)).get() ?? null
		},
	}
}

function survivalQueries(
	sqlite: Sqlite,
	orm: Orm,
): Pick<
	ResearchStore,
	'putSurvivalWatches' | 'listSurvivalWatches' | 'updateSurvivalWatches' | 'removeSurvivalWatch'
> {
	const of = (id: string) => eq(survivalWatch.decisionEventId, id)
	return {
		async putSurvivalWatches(rows) {
			const run = sqlite.transaction(() => {
				for (const row of rows) orm.insert(survivalWatch).values(row).onConflictDoNothing().run()
			})
			if (rows.length > 0) writing(() => run.immediate())
		},
		async listSurvivalWatches() {
			return orm.select().from(survivalWatch).orderBy(survivalWatch.decidedMs).all()
		},
		async updateSurvivalWatches(changes) {
			const run = sqlite.transaction(() => {
				for (const { decisionEventId: id, activeMs, measured } of changes)
					orm.update(survivalWatch).set({ activeMs, measured }).where(of(id)).run()
			})
			if (changes.length > 0) writing(() => run.immediate())
		},
		async removeSurvivalWatch(id) {
			writing(() => orm.delete(survivalWatch).where(of(id)).run())
		},
	}
}
