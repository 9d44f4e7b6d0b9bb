/** A film's script as a file: Fountain or Final Draft, from what its room holds now. */
import type { SceneRecord, ScriptBlockRecord } from '#core/board/project-records.ts'
import { AppError } from '#core/errors.ts'
import { writeFdx } from '#core/screenplay/fdx/write-fdx.ts'
import { scriptOfRecords } from '#core/screenplay/script-of-records.ts'
import { writeFountain } from '#core/screenplay/write-fountain.ts'
import type { Database } from '#db/database.ts'
import type { Rooms } from '../realtime/rooms-api.ts'
import { unpackDraft } from './draft-body.ts'

export const SCRIPT_FORMATS = ['fountain', 'fdx'] as const
export type ScriptFileFormat = (typeof SCRIPT_FORMATS)[number]

export interface ScriptFile {
	title: string
	text: string
	/** Lines that were written; 0 = the film has no script yet. */
	blocks: number
}

/** @throws AppError('not_found' | 'trashed') */
export async function exportScript(
	{ db, rooms }: { db: Pick<Database, 'projects' | 'drafts'>; rooms: Rooms },
	projectId: string,
	format: ScriptFileFormat,
): Promise<ScriptFile> {
	const project = await db.projects.get(projectId)
	if (!project) throw new AppError('not_found')
	if (project.trashedAt !== null) throw new AppError('trashed')
	const blocks = await rooms.read(`project:${projectId}`, (records) => {
		const scenes: SceneRecord[] = []
		const lines: ScriptBlockRecord[] = []
		for (const record of records.all()) {
			if (record.typeName === 'scene') scenes.push(record)
			if (record.typeName === 'script_block') lines.push(record)
		}
		return scriptOfRecords(scenes, lines)
	})
	const text =
		format === 'fdx' ? writeFdx(blocks, await newestSource(db, projectId)) : writeFountain(blocks)
	return { title: project.title, text, blocks: blocks.length }
}

/** The newest Final Draft file that came in, for the parts that the script does not know of. */
async function newestSource(
	db: Pick<Database, 'drafts'>,
	projectId: string,
): Promise<string | null> {
	for (const { draftId, undoneAt } of await db.drafts.list(projectId)) {
		const draft = undoneAt === null ? await db.drafts.get(draftId) : null
		const source = draft && unpackDraft(draft.body).source
		if (source) return source
	}
	return null
}
