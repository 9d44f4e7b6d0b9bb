/**
 * Earlier drafts as pages: each as it stood when the next one came in, with the panels its lines had then; the
 * newest as the film has it now (docs/spec/screenplay.md SP76).
 */
import { sortInStoryOrder } from '#core/board/order.ts'
import { numberScenes } from '#core/board/project-projection.ts'
import type { SceneRecord, ScriptBlockRecord } from '#core/board/project-records.ts'
import { AppError } from '#core/errors.ts'
import type { Database } from '#db/database.ts'
import type { DraftSummary } from '#db/draft-store.ts'
import type { Rooms } from '../realtime/rooms-api.ts'
import { type DraftBody, unpackDraft } from './draft-body.ts'
import { panelsOfLines } from './panels-of-lines.ts'
import { readProjectScript } from './project-script.ts'

export interface DraftScene {
	/** Null for what stands before the first scene. */
	sceneId: string | null
	/** As printed. */
	number: string
	blocks: ScriptBlockRecord[]
}
export interface DraftPages extends DraftSummary {
	/** When the next draft came in and these pages stopped changing; null = they are the film's pages. */
	endedAt: number | null
	scenes: DraftScene[]
	panels: DraftBody['panels']
}
interface ReadingDependencies {
	db: Pick<Database, 'drafts' | 'projects'>
	rooms: Rooms
}

/** @throws AppError('not_found'), for one that was taken back too */
export async function readDraft(
	{ db, rooms }: ReadingDependencies,
	projectId: string,
	draftId: string,
): Promise<DraftPages> {
	const drafts = await db.drafts.list(projectId)
	const at = drafts.findIndex((draft) => draft.draftId === draftId)
	const draft = drafts[at]
	if (!draft || draft.undoneAt !== null) throw new AppError('not_found')
	const next = drafts.slice(0, at).findLast(({ undoneAt }) => undoneAt === null)
	const kept = next ? await db.drafts.get(next.draftId) : null
	if (next && kept) {
		const { scenes, blocks, panels } = unpackDraft(kept.body)
		return { ...draft, endedAt: next.at, scenes: pagesOf(scenes, blocks), panels }
	}
	const { scenes, blocks } = await rooms.read(`project:${projectId}`, readProjectScript)
	const panels = await panelsOfLines({ db, rooms }, scenes)
	return { ...draft, endedAt: null, scenes: pagesOf(scenes, [...blocks.values()]), panels }
}

/** In script order, without scenes in the trash and lines that an earlier draft had cut. */
function pagesOf(
	scenes: readonly SceneRecord[],
	blocks: readonly ScriptBlockRecord[],
): DraftScene[] {
	const sorted = sortInStoryOrder(scenes)
	const numbers = numberScenes(sorted)
	const lines = sortInStoryOrder(blocks).filter(({ meta }) => meta.notInDraft !== true)
	const byScene = new Map<string | null, ScriptBlockRecord[]>()
	for (const line of lines) {
		const own = byScene.get(line.sceneId)
		if (own) own.push(line)
		else byScene.set(line.sceneId, [line])
	}
	const inStory = sorted.filter(({ trashedAt }) => trashedAt === null)
	return [
		{ sceneId: null, number: '', blocks: byScene.get(null) ?? [] },
		...inStory.map(({ id }) => ({
			...{ sceneId: id.slice('scene:'.length), number: numbers.get(id) ?? '' },
			blocks: byScene.get(id) ?? [],
		})),
	].filter((scene) => scene.blocks.length > 0)
}
