/** The script as a project's room holds it, in the form a new draft is aligned with. */
import { compareStoryOrder, sortInStoryOrder } from '#core/board/order.ts'
import type { SceneRecord, ScriptBlockRecord } from '#core/board/project-records.ts'
import type { OldScript } from '#core/screenplay/align.ts'
import type { RecordReader } from '../realtime/rooms-api.ts'

export interface ProjectScript {
	/** In story order, those in the trash included. */
	scenes: SceneRecord[]
	blocks: Map<string, ScriptBlockRecord>
	/** Ids of scenes in the trash. */
	inTrash: Set<string>
	/** Scenes in the trash come last, so that they are matched only when no other fits. */
	old: OldScript
}

/** Reads scenes and script blocks; copies, so that it may be kept after the room moved on. */
export function readProjectScript(records: RecordReader): ProjectScript {
	const scenes: SceneRecord[] = []
	const blocks = new Map<string, ScriptBlockRecord>()
	for (const record of records.all()) {
		if (record.typeName === 'scene') scenes.push(record)
		if (record.typeName === 'script_block') blocks.set(record.id, record)
	}
	const byScene = new Map<string | null, ScriptBlockRecord[]>()
	for (const block of blocks.values()) {
		const own = byScene.get(block.sceneId)
		if (own) own.push(block)
		else byScene.set(block.sceneId, [block])
	}
	const inOrder = (sceneId: SceneRecord['id'] | null) =>
		(byScene.get(sceneId) ?? []).sort(compareStoryOrder).map((block) => ({
			...{ id: block.id, type: block.type, text: block.text, dual: block.dual },
			isCut: block.meta.notInDraft === true,
		}))
	const sorted = sortInStoryOrder(scenes)
	// What came with a draft that was taken back is not where its pages belong when they come again.
	const isTakenBack = ({ trashedAt, meta }: SceneRecord) =>
		trashedAt !== null && meta.takenBack === true
	const matchOrder = [
		...sorted.filter((scene) => scene.trashedAt === null),
		...sorted.filter((scene) => scene.trashedAt !== null && !isTakenBack(scene)),
	]
	return {
		scenes: sorted,
		blocks,
		inTrash: new Set(sorted.flatMap(({ id, trashedAt }) => (trashedAt === null ? [] : [id]))),
		old: {
			preamble: inOrder(null),
			scenes: matchOrder.map(({ id, number, heading }) => ({
				id,
				number,
				heading,
				blocks: inOrder(id),
			})),
		},
	}
}
