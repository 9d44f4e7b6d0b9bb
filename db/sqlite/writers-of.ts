/** Who ever wrote in a scene's board or in its project's document. */
import { and, eq, inArray } from 'drizzle-orm'
import type { Orm } from './orm.ts'
import { room, roomClient } from './schema.ts'

export function writersOf(orm: Orm, projectId: string, sceneId: string): string[] {
	const rooms = [`board:${sceneId}`, `project:${projectId}`]
	const where = and(eq(room.projectId, projectId), inArray(room.room, rooms))
	const rows = orm
		.selectDistinct({ userId: roomClient.userId })
		.from(roomClient)
		.innerJoin(room, eq(room.room, roomClient.room))
		.where(where)
		.all()
	return rows.map(({ userId }) => userId)
}
