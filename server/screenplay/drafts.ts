/**
 * Drafts of a film's script: each is kept with what stood before it and the panels that showed it, and the
 * newest can be taken back as a whole (docs/spec/screenplay.md SP71–SP75).
 */
import type { SceneRecord, ScriptBlockRecord } from '#core/board/project-records.ts'
import { can } from '#core/board/role.ts'
import { AppError } from '#core/errors.ts'
import { createId } from '#core/ids.ts'
import type { Random } from '#core/random.ts'
import { type DraftChange, type Undone, undoChange } from '#core/screenplay/undo-draft.ts'
import type { Database } from '#db/database.ts'
import type { DraftSummary } from '#db/draft-store.ts'
import { closeScene } from '../projects/scenes.ts'
import type { Principal, Rooms } from '../realtime/rooms-api.ts'
import { packDraft, unpackDraft } from './draft-body.ts'
import { panelsOfLines } from './panels-of-lines.ts'
import type { ImportPlan } from './plan-import.ts'
import type { ProjectScript } from './project-script.ts'
import { changesOf, PIECE_RECORDS } from './write-import.ts'

export interface DraftUndone {
	undone: number
	/** Lines somebody rewrote since; they stay as they are. */
	kept: number
}
export interface LastDraft extends Pick<DraftSummary, 'draftId' | 'revision' | 'name' | 'at'> {
	/** Lines that somebody wrote in since; taking it back leaves their words. */
	rewritten: number
	/** Scenes that it brought, which go to the trash with it, and the panels in them. */
	scenes: number
	panels: number
}
export interface DraftDependencies {
	db: Pick<Database, 'drafts' | 'projects'>
	rooms: Rooms
	random: Random
	now: () => number
}

/**
 * The revision a draft that comes in now would be: 0 while the film has no script. A draft that was stopped took
 * none, and the same pages go on with its own; one that was taken back keeps its number, since people saw it.
 */
export async function nextRevision(
	{ db }: Pick<DraftDependencies, 'db'>,
	projectId: string,
	hasScript: boolean,
): Promise<number> {
	const drafts = await db.drafts.list(projectId)
	const newest = drafts.find((draft) => draft.undoneAt === null)
	if (newest?.finishedAt === null) return newest.revision
	if (!hasScript) return 0
	const taken = drafts.filter((draft) => draft.finishedAt !== null)
	return Math.max(0, ...taken.map((draft) => draft.revision)) + 1
}

/** Keeps a draft with what it is about to change. Nothing to change = nothing to keep. */
export async function keepDraft(
	{ db, rooms, random, now }: DraftDependencies,
	draft: {
		principal: Principal
		projectId: string
		revision: number
		name: string
		script: ProjectScript
		plan: ImportPlan
		source: string | null
	},
): Promise<string | null> {
	const changes = draft.plan.records
		.filter(({ before, record }) => before === null || changesOf(before, record) !== null)
		.map(({ before, record }): DraftChange => ({ before, after: record }))
	if (changes.length === 0) return null
	const draftId = createId(random)
	const { projectId, revision, name } = draft
	const body = packDraft({
		scenes: draft.script.scenes,
		blocks: [...draft.script.blocks.values()],
		panels: await panelsOfLines({ db, rooms }, draft.script.scenes),
		changes,
		source: draft.source,
	})
	const madeBy = draft.principal.userId
	await db.drafts.add({
		draftId,
		projectId,
		revision,
		name,
		madeBy,
		at: now(),
		finishedAt: null,
		undoneAt: null,
		body,
	})
	return draftId
}

/** Takes the newest draft back. @throws AppError('forbidden' | 'not_found' | 'conflict') */
export async function undoDraft(
	{ db, rooms, now }: DraftDependencies,
	principal: Principal,
	{ projectId, draftId }: { projectId: string; draftId: string },
): Promise<DraftUndone> {
	if (!can(principal.role, 'script.import')) throw new AppError('forbidden')
	const draft = await db.drafts.get(draftId)
	if (!draft || draft.projectId !== projectId) throw new AppError('not_found')
	const newest = (await db.drafts.list(projectId)).find((each) => each.undoneAt === null)
	if (newest?.draftId !== draftId)
		throw new AppError('conflict', {
			userMessage:
				'Only the newest draft can be taken back, and this is not it any more. Nothing was changed.',
		})
	const { changes } = unpackDraft(draft.body)
	// Lines go after what stands on them: last written, first taken back.
	changes.reverse()
	const told: DraftUndone = { undone: 0, kept: 0 }
	const trashed: string[] = []
	for (let at = 0; at < changes.length; at += PIECE_RECORDS) {
		const piece = changes.slice(at, at + PIECE_RECORDS)
		await rooms.command(`project:${projectId}`, { principal }, ({ records }) => {
			for (const change of piece) {
				const record = records.get(change.after.id)
				const current = record && isScript(record) ? record : undefined
				const undo = undoChange(change, current)
				if (undo.kind === 'remove') records.remove(change.after.id)
				else if (undo.kind === 'trash') {
					records.update(change.after.id, { trashedAt: now(), 'meta.takenBack': true })
					trashed.push(change.after.id.replace('scene:', ''))
				} else if (undo.kind === 'set') records.update(change.after.id, undo.changes)
				if (undo.kind !== 'leave') told.undone += 1
				if (isRewritten(undo)) told.kept += 1
			}
			return null
		})
	}
	await db.drafts.setUndone(draftId, now())
	for (const sceneId of trashed) await closeScene(rooms, sceneId)
	return told
}

/** The draft that can be taken back, with how many of its lines somebody wrote in since. */
export async function lastDraft(
	{ db, rooms }: Pick<DraftDependencies, 'db' | 'rooms'>,
	projectId: string,
): Promise<LastDraft | null> {
	const newest = (await db.drafts.list(projectId)).find((each) => each.undoneAt === null)
	const draft = newest && (await db.drafts.get(newest.draftId))
	if (!newest || !draft) return null
	const { changes } = unpackDraft(draft.body)
	const { rewritten, made } = await rooms.read(`project:${projectId}`, (records) => {
		const now = new Map<string, SceneRecord | ScriptBlockRecord>()
		for (const record of records.all()) if (isScript(record)) now.set(record.id, record)
		const undone = changes.map((change) => ({
			change,
			undo: undoChange(change, now.get(change.after.id)),
		}))
		return {
			rewritten: undone.filter(({ undo }) => isRewritten(undo)).length,
			made: undone.flatMap(({ change, undo }) =>
				undo.kind === 'trash' ? [change.after.id.replace('scene:', '')] : [],
			),
		}
	})
	let panels = 0
	for (const sceneId of made) panels += (await db.projects.listPanels(sceneId)).length
	const { draftId, revision, name, at } = newest
	return { draftId, revision, name, at, rewritten, scenes: made.length, panels }
}

function isRewritten(undo: Undone): boolean {
	return undo.kind === 'set' ? undo.isRewritten : undo.kind === 'leave' && undo.why === 'rewritten'
}

function isScript(record: { typeName: string }): record is SceneRecord | ScriptBlockRecord {
	return record.typeName === 'scene' || record.typeName === 'script_block'
}
