/** Visits, activity and pitch notes on SQLite. */
import { and, desc, eq, gt, inArray, lt, ne } from 'drizzle-orm'
import type { VisitStore } from '../visit-store.ts'
import type { Sqlite } from './connect.ts'
import type { Orm } from './orm.ts'
import { pitchNote, scene, sceneActivity, sceneVisit } from './schema.ts'
import { writing } from './sqlite-error.ts'

/** The visit store of one connection. */
export function createVisitStore(sqlite: Sqlite, orm: Orm): VisitStore {
	return {
		async get(userId, sceneId) {
			const where = and(eq(sceneVisit.userId, userId), eq(sceneVisit.sceneId, sceneId))
			const row = orm.select().from(sceneVisit).where(where).get()
			if (!row) return null
			const { sinceAt, joinedAt, leftAt } = row
			return { sinceAt, joinedAt, leftAt }
		},
		async put(userId, sceneId, visit) {
			const target = [sceneVisit.userId, sceneVisit.sceneId]
			const row = { userId, sceneId, ...visit }
			writing(() =>
				orm.insert(sceneVisit).values(row).onConflictDoUpdate({ target, set: visit }).run(),
			)
		},
		async activity(sceneId, { after, exceptUserId, limit }) {
			const where = and(
				eq(sceneActivity.sceneId, sceneId),
				gt(sceneActivity.at, after),
				ne(sceneActivity.userId, exceptUserId),
			)
			return orm
				.select()
				.from(sceneActivity)
				.where(where)
				.orderBy(desc(sceneActivity.at))
				.limit(limit)
				.all()
		},
		async forgetActivity(sceneId, before) {
			const where = and(eq(sceneActivity.sceneId, sceneId), lt(sceneActivity.at, before))
			writing(() => orm.delete(sceneActivity).where(where).run())
		},
		async pitchNotes(userId, sceneId) {
			const where = and(eq(pitchNote.userId, userId), eq(pitchNote.sceneId, sceneId))
			const { panelId, body } = pitchNote
			return orm.select({ panelId, body }).from(pitchNote).where(where).all()
		},
		async putPitchNote({ userId, panelId, ...set }) {
			const here = and(eq(pitchNote.userId, userId), eq(pitchNote.panelId, panelId))
			const target = [pitchNote.userId, pitchNote.panelId]
			writing(() => {
				if (set.body === '') orm.delete(pitchNote).where(here).run()
				else
					orm
						.insert(pitchNote)
						.values({ userId, panelId, ...set })
						.onConflictDoUpdate({ target, set })
						.run()
			})
		},
		async forgetPerson(userId, projectId) {
			const scenes = orm
				.select({ sceneId: scene.sceneId })
				.from(scene)
				.where(eq(scene.projectId, projectId))
			const forget = () => {
				for (const table of [sceneVisit, sceneActivity, pitchNote])
					orm
						.delete(table)
						.where(and(eq(table.userId, userId), inArray(table.sceneId, scenes)))
						.run()
			}
			writing(() => sqlite.transaction(forget).immediate())
		},
	}
}
