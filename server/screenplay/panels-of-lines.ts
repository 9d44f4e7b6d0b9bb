/** Which panels show which lines of the script now, kept with each draft that comes in (SP75). */
import type { SceneRecord } from '#core/board/project-records.ts'
import type { Database } from '#db/database.ts'
import type { Rooms } from '../realtime/rooms-api.ts'
import type { DraftBody } from './draft-body.ts'

/** Block id -> the panels in the story that show it now. */
export async function panelsOfLines(
	{ db, rooms }: { db: Pick<Database, 'projects'>; rooms: Rooms },
	scenes: readonly SceneRecord[],
): Promise<DraftBody['panels']> {
	const panels: DraftBody['panels'] = {}
	for (const scene of scenes) {
		if (scene.trashedAt !== null) continue
		const sceneId = scene.id.slice('scene:'.length)
		const rows = await db.projects.listPanels(sceneId)
		if (rows.length === 0) continue
		const numbers = new Map(rows.map((row) => [row.panelId, row.number]))
		const shown = await rooms.read(`board:${sceneId}`, (records) =>
			[...records.all()].flatMap((record) =>
				record.typeName === 'shape' && record.type === 'panel' && numbers.has(record.id)
					? [{ panelId: record.id, ids: record.props.scriptBlockIds }]
					: [],
			),
		)
		for (const { panelId, ids } of shown) {
			for (const id of ids) {
				const own = panels[id] ?? []
				panels[id] = [...own, { sceneId, panelId, number: numbers.get(panelId) ?? '' }]
			}
		}
	}
	return panels
}
