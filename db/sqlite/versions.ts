/** Versions of boards on SQLite: a part is stored with its hash and goes with the last version that names it. */
import { and, asc, desc, eq, sql } from 'drizzle-orm'
import { AppError } from '#core/errors.ts'
import type { StoredVersion, VersionPart, VersionStore } from '../version-store.ts'
import { giveBackSpace, type Sqlite } from './connect.ts'
import { sha256 } from './hash.ts'
import type { Orm } from './orm.ts'
import { boardVersion, boardVersionPanel, versionPart } from './schema.ts'
import { writing } from './sqlite-error.ts'

/** The version store of one connection. */
export function createVersionStore(sqlite: Sqlite, orm: Orm): VersionStore {
	return {
		async missingParts(sceneId, partHashes) {
			return missing(orm, sceneId, partHashes)
		},
		async add(version, parts) {
			writing(() => sqlite.transaction(() => addVersion(orm, version, parts)).immediate())
		},
		async list(sceneId) {
			const panelCount = sql<number>`(SELECT count(*) FROM board_version_panel AS p WHERE p.version_id = board_version.version_id)`
			const rows = orm
				.select({ row: boardVersion, panelCount })
				.from(boardVersion)
				.where(eq(boardVersion.sceneId, sceneId))
				.orderBy(desc(boardVersion.at), desc(boardVersion.versionId))
				.all()
			return rows.map(({ row, panelCount: count }) => ({ ...row, panelCount: count }))
		},
		async get(versionId) {
			const row = orm.select().from(boardVersion).where(eq(boardVersion.versionId, versionId)).get()
			if (!row) return null
			const panels = orm
				.select()
				.from(boardVersionPanel)
				.where(eq(boardVersionPanel.versionId, versionId))
				.orderBy(asc(boardVersionPanel.position))
				.all()
			return { ...row, panels: panels.map(({ versionId: _, ...panel }) => panel) }
		},
		async part(sceneId, partHash) {
			const row = orm.select().from(versionPart).where(isPart(sceneId, partHash)).get()
			if (!row) return null
			if (!sha256(row.body).equals(row.sha256))
				throw new AppError('damaged', { details: { sceneId, partHash } })
			return row.body
		},
		async panelStates(projectId, panelId) {
			const rows = orm
				.select({ version: boardVersion, panel: boardVersionPanel })
				.from(boardVersionPanel)
				.innerJoin(boardVersion, eq(boardVersion.versionId, boardVersionPanel.versionId))
				.where(and(eq(boardVersionPanel.panelId, panelId), eq(boardVersion.projectId, projectId)))
				.orderBy(desc(boardVersion.at), desc(boardVersion.versionId))
				.all()
			return rows.map(({ version, panel: { position, partHash } }) => {
				const { versionId, sceneId, kind, name, at, documentVersion, restHash } = version
				const row = { versionId, sceneId, kind, name, at, documentVersion }
				return { ...row, position, partHash, restHash }
			})
		},
		async remove(sceneId, versionIds) {
			writing(() => {
				sqlite.transaction(() => removeVersions(orm, sceneId, versionIds)).immediate()
				giveBackSpace(sqlite)
			})
		},
		async forgetPerson(userId, projectId) {
			const where = and(eq(boardVersion.madeBy, userId), eq(boardVersion.projectId, projectId))
			writing(() => orm.update(boardVersion).set({ madeBy: null }).where(where).run())
		},
		async sizes(sceneId) {
			const versions = orm
				.select({ count: sql<number>`count(*)` })
				.from(boardVersion)
				.where(eq(boardVersion.sceneId, sceneId))
				.get()
			const parts = orm
				.select({
					count: sql<number>`count(*)`,
					bytes: sql<number>`coalesce(sum(length(${versionPart.body})), 0)`,
				})
				.from(versionPart)
				.where(eq(versionPart.sceneId, sceneId))
				.get()
			return {
				versions: versions?.count ?? 0,
				parts: parts?.count ?? 0,
				bytes: parts?.bytes ?? 0,
			}
		},
	}
}

function isPart(sceneId: string, partHash: string) {
	return and(eq(versionPart.sceneId, sceneId), eq(versionPart.partHash, partHash))
}

function missing(orm: Orm, sceneId: string, partHashes: readonly string[]): string[] {
	// The names travel as one parameter: a board has more panels than SQLite takes parameters.
	const wanted = JSON.stringify(partHashes)
	const stored = orm
		.select({ partHash: versionPart.partHash })
		.from(versionPart)
		.where(
			and(
				eq(versionPart.sceneId, sceneId),
				sql`${versionPart.partHash} IN (SELECT value FROM json_each(${wanted}))`,
			),
		)
		.all()
	const have = new Set(stored.map(({ partHash }) => partHash))
	return [...new Set(partHashes)].filter((partHash) => !have.has(partHash))
}

function addVersion(orm: Orm, version: StoredVersion, parts: readonly VersionPart[]): void {
	const { panels, ...row } = version
	const { sceneId, versionId } = row
	for (const { partHash, body } of parts) {
		const bytes = Buffer.from(body)
		const values = { sceneId, partHash, body: bytes, sha256: sha256(bytes) }
		orm.insert(versionPart).values(values).onConflictDoNothing().run()
	}
	const named = [row.restHash, ...panels.map(({ partHash }) => partHash)]
	if (missing(orm, sceneId, named).length > 0) throw new AppError('bad_request')
	orm.insert(boardVersion).values(row).run()
	for (const panel of panels)
		orm
			.insert(boardVersionPanel)
			.values({ versionId, ...panel })
			.run()
}

function removeVersions(orm: Orm, sceneId: string, versionIds: readonly string[]): void {
	const ids = JSON.stringify(versionIds)
	const isGone = and(
		eq(boardVersion.sceneId, sceneId),
		sql`${boardVersion.versionId} IN (SELECT value FROM json_each(${ids}))`,
	)
	const gone = orm.delete(boardVersion).where(isGone).returning().all()
	for (const { versionId } of gone)
		orm.delete(boardVersionPanel).where(eq(boardVersionPanel.versionId, versionId)).run()
	const isNamed = sql`${versionPart.partHash} IN (
		SELECT rest_hash FROM board_version WHERE scene_id = ${sceneId}
		UNION SELECT p.part_hash FROM board_version_panel AS p
			JOIN board_version AS v ON v.version_id = p.version_id WHERE v.scene_id = ${sceneId})`
	orm
		.delete(versionPart)
		.where(and(eq(versionPart.sceneId, sceneId), sql`NOT (${isNamed})`))
		.run()
}
