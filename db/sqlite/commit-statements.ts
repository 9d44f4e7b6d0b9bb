/**
 * The statements that every commit runs, prepared once for a connection: building a query costs more
 * than running it, and this is what everybody in every room waits for.
 */
import { eq, sql } from 'drizzle-orm'
import type { Orm } from './orm.ts'
import { room, roomUpdate, sceneActivity } from './schema.ts'

export type CommitStatements = ReturnType<typeof prepareCommit>

/** Prepares them; the tables must be there. */
export function prepareCommit(orm: Orm) {
	const given = sql.placeholder
	const isRoom = eq(room.room, given('room'))
	return {
		findRoom: orm.select().from(room).where(isRoom).prepare(),
		setSeq: orm
			.update(room)
			.set({ seq: sql`${given('seq')}` })
			.where(isRoom)
			.prepare(),
		insertUpdate: orm
			.insert(roomUpdate)
			.values({
				room: given('room'),
				generation: given('generation'),
				seq: given('seq'),
				userId: given('userId'),
				sessionId: given('sessionId'),
				at: given('at'),
				body: given('body'),
				sha256: given('sha256'),
			})
			.prepare(),
		putActivity: orm
			.insert(sceneActivity)
			.values({
				sceneId: given('sceneId'),
				subjectId: given('subjectId'),
				kind: given('kind'),
				userId: given('userId'),
				at: given('at'),
				label: sql`CASE ${given('label')} WHEN '' THEN coalesce((SELECT number FROM panel WHERE scene_id = ${given('sceneId')} AND panel_id = ${given('subjectId')}), '') ELSE ${given('label')} END`,
			})
			.onConflictDoUpdate({
				target: [
					sceneActivity.sceneId,
					sceneActivity.subjectId,
					sceneActivity.kind,
					sceneActivity.userId,
				],
				set: { at: sql`excluded.at`, label: sql`excluded.label` },
			})
			.prepare(),
	}
}
