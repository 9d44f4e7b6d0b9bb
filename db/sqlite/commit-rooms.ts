/**
 * The one transaction behind "Saved": the updates, projections, log rows, blobs, claims and command
 * results of all dirty rooms stand or fall together, and are on disk when it returns.
 */
import { and, eq, sql } from 'drizzle-orm'
import { AppError } from '#core/errors.ts'
import { parseRoomName, type RoomName } from '#core/ids.ts'
import type {
	CommitReceipt,
	OpenNotesCount,
	OpenSuggestionCount,
	PanelProjection,
	ProjectProjection,
	RoomCommit,
	SceneNumbering,
	SceneProjection,
	SceneReview,
} from '../room-store.ts'
import { type AppendContext, appendEvents } from './append-events.ts'
import type { CommitStatements } from './commit-statements.ts'
import { writeForwards } from './forwards.ts'
import { sha256 } from './hash.ts'
import {
	commandResult,
	panel,
	project,
	room,
	roomClient,
	scene,
	sceneNotes,
	sceneNumbering,
	sceneReview,
	sceneSuggestions,
} from './schema.ts'

export interface CommitContext extends AppendContext {
	statements: CommitStatements
}

/** Commits the batch; when it throws, nothing of it is in the database. */
export function commitRooms(
	context: CommitContext,
	batch: RoomCommit[],
	now: number,
): CommitReceipt {
	const seqs = new Map<RoomName, number>()
	const run = context.sqlite.transaction(() => {
		for (const commit of batch) seqs.set(commit.room, commitRoom(context, commit, now))
	})
	run.immediate()
	return { seqs }
}

function commitRoom(context: CommitContext, commit: RoomCommit, now: number): number {
	const { orm } = context
	const seq = appendUpdates(context, commit)
	for (const claim of commit.claims)
		orm
			.insert(roomClient)
			.values({ ...claim, room: commit.room, firstSeen: now })
			.run()
	for (const result of commit.commandResults)
		orm
			.insert(commandResult)
			.values({ ...result, room: commit.room })
			.run()
	// Before the projections, which know the number of a panel that goes only until then.
	for (const row of commit.activity ?? []) context.statements.putActivity.run({ ...row })
	writeProjections(context, commit)
	writeForwards(orm, commit.room, commit.forwards ?? [])
	const { projectId, events, blobs } = commit
	appendEvents(context, { projectId, events, blobs, recvMs: now })
	return seq
}

/** @throws AppError('generation_changed') when the room was restored meanwhile. */
function appendUpdates({ orm, statements }: CommitContext, commit: RoomCommit): number {
	const row = statements.findRoom.get({ room: commit.room })
	if (!row) throw new AppError('not_found')
	if (row.generation !== commit.generation) throw new AppError('generation_changed')
	let seq = row.seq
	for (const { update, userId, sessionId, at } of commit.updates) {
		seq += 1
		const body = Buffer.from(update)
		const key = { room: commit.room, generation: commit.generation, seq }
		statements.insertUpdate.run({ ...key, userId, sessionId, at, body, sha256: sha256(body) })
	}
	const { documentVersion = row.documentVersion } = commit
	if (documentVersion !== row.documentVersion)
		orm.update(room).set({ documentVersion }).where(eq(room.room, commit.room)).run()
	if (seq !== row.seq) statements.setSeq.run({ room: commit.room, seq })
	return seq
}

function writeProjections(context: AppendContext, commit: RoomCommit): void {
	const { project: settings, scenes, panels, panelChanges } = commit.projections
	const { numbering, openSuggestions, openNotes, review } = commit.projections
	const sceneId = parseRoomName(commit.room)?.id ?? ''
	if (settings) putSettings(context, settings)
	if (scenes) replaceScenes(context, commit.projectId, scenes)
	if (panels) replacePanels(context, sceneId, panels)
	if (panelChanges) {
		removePanels(context, sceneId, panelChanges.removed)
		for (const row of panelChanges.changed) putPanel(context, row)
	}
	if (numbering) putNumbering(context, numbering)
	if (openSuggestions) putOpenSuggestions(context, openSuggestions)
	if (openNotes) putOpenNotes(context, openNotes)
	if (review) putReview(context, review)
}

function putSettings({ orm }: AppendContext, settings: ProjectProjection): void {
	const { projectId, ...set } = settings
	orm.update(project).set(set).where(eq(project.projectId, projectId)).run()
}

function putNumbering({ orm }: AppendContext, row: SceneNumbering): void {
	const set = { facts: row.facts }
	const target = sceneNumbering.sceneId
	orm.insert(sceneNumbering).values(row).onConflictDoUpdate({ target, set }).run()
}

function putOpenSuggestions({ orm }: AppendContext, row: OpenSuggestionCount): void {
	const set = { open: row.open }
	const target = sceneSuggestions.sceneId
	orm.insert(sceneSuggestions).values(row).onConflictDoUpdate({ target, set }).run()
}

function putOpenNotes({ orm }: AppendContext, row: OpenNotesCount): void {
	const set = { open: row.open }
	const target = sceneNotes.sceneId
	orm.insert(sceneNotes).values(row).onConflictDoUpdate({ target, set }).run()
}

function putReview({ orm }: AppendContext, row: SceneReview): void {
	const { sceneId: _, ...set } = row
	orm.insert(sceneReview).values(row).onConflictDoUpdate({ target: sceneReview.sceneId, set }).run()
}

function replaceScenes({ orm }: AppendContext, projectId: string, scenes: SceneProjection[]): void {
	// The list travels as one parameter: a film may have more scenes than SQLite takes parameters.
	const ids = JSON.stringify(scenes.map((row) => row.sceneId))
	const isGone = sql`${scene.sceneId} NOT IN (SELECT value FROM json_each(${ids}))`
	orm
		.delete(scene)
		.where(and(eq(scene.projectId, projectId), isGone))
		.run()
	for (const row of scenes) {
		const { sceneId: _, ...set } = row
		orm.insert(scene).values(row).onConflictDoUpdate({ target: scene.sceneId, set }).run()
	}
}

function replacePanels(context: AppendContext, sceneId: string, panels: PanelProjection[]): void {
	const ids = JSON.stringify(panels.map((row) => row.panelId))
	const isGone = sql`${panel.panelId} NOT IN (SELECT value FROM json_each(${ids}))`
	context.orm
		.delete(panel)
		.where(and(eq(panel.sceneId, sceneId), isGone))
		.run()
	for (const row of panels) putPanel(context, row)
}

function removePanels({ orm }: AppendContext, sceneId: string, panelIds: string[]): void {
	for (const panelId of panelIds)
		orm
			.delete(panel)
			.where(and(eq(panel.sceneId, sceneId), eq(panel.panelId, panelId)))
			.run()
}

function putPanel({ orm }: AppendContext, row: PanelProjection): void {
	const { sceneId: _scene, panelId: _panel, ...rest } = row
	const set = { ...rest, shotNumberOverride: row.shotNumberOverride ?? null }
	const target = [panel.sceneId, panel.panelId]
	orm.insert(panel).values(row).onConflictDoUpdate({ target, set }).run()
}
