/** The notes of a whole film, read from the rooms of its scenes: how many are open, and all as CSV. */

import type { ScriptBlockRecord } from '#core/board/project-records.ts'
import { AppError } from '#core/errors.ts'
import { notesByPanel, type PanelNotes } from '#core/exports/panel-notes.ts'
import { findLine, type LinePlace } from '#core/notes/find-line.ts'
import { isNoteRecord } from '#core/notes/note-records.ts'
import { type Thread, threadsOf } from '#core/notes/threads.ts'
import { writeCsv } from '#core/shot-list/csv.ts'
import type { Database } from '#db/database.ts'
import type { PanelProjection } from '#db/room-store.ts'
import { notesRoom } from '../projects/notes-room.ts'
import type { Rooms } from '../realtime/rooms-api.ts'
import type { NotePerson } from './notes.ts'

const HEADINGS = [
	...['Scene', 'Note', 'Panel', 'Where', 'State', 'With', 'Written by', 'Written at', 'Words'],
]

interface Source {
	db: Pick<Database, 'projects'>
	rooms: Pick<Rooms, 'read'>
	people: () => Promise<NotePerson[]>
}

/** Scene id -> open threads; scenes without are left out. One query, kept by the rooms' own commits. */
export async function openNotes(
	source: Source,
	projectId: string,
): Promise<Record<string, number>> {
	const counts: Record<string, number> = {}
	for (const scene of await source.db.projects.listNotedScenes(projectId)) {
		if (scene.trashedAt !== null) continue
		const open = scene.open ?? openIn(await threadsIn(source, scene.sceneId))
		if (open > 0) counts[scene.sceneId] = open
	}
	return counts
}

export interface FilmThread {
	sceneId: string
	/** Without notes that were removed. */
	thread: Thread
	/** The number of the panel it is about; null when it is on none, or that is gone. */
	panelNumber: string | null
	/** Where the line it is about is now; null when it is about none, or that was cut. */
	line: LinePlace | null
}

/** The threads of all scenes, in the order of the film. */
export async function filmThreads(
	source: Source,
	projectId: string,
	userId: string,
): Promise<FilmThread[]> {
	const found: FilmThread[] = []
	let script: ScriptBlockRecord[] | null = null
	for (const { sceneId, trashedAt } of await source.db.projects.listNotedScenes(projectId)) {
		if (trashedAt !== null) continue
		const threads = await threadsIn(source, sceneId, userId)
		if (threads.length === 0) continue
		const panels = await source.db.projects.listPanels(sceneId)
		const isOnLines = threads.some(({ anchor }) => anchor.kind === 'line')
		if (isOnLines) script ??= await scriptOf(source, projectId)
		const lines = (script ?? []).filter((block) => block.sceneId === `scene:${sceneId}`)
		for (const { notes, ...thread } of threads)
			found.push({
				sceneId,
				thread: { ...thread, notes: notes.filter(({ removed }) => !removed) },
				panelNumber: panels.find(({ panelId }) => panelId === thread.panelId)?.number ?? null,
				line: thread.anchor.kind === 'line' ? findLine(thread.anchor, lines) : null,
			})
	}
	return found
}

/** Open threads and drawn lines by panel, of all scenes that anybody noted in. */
export async function filmPanelNotes(source: Source, projectId: string): Promise<PanelNotes[]> {
	const names = new Map((await source.people()).map(({ userId, name }) => [userId, name]))
	const found: PanelNotes[] = []
	for (const { sceneId, trashedAt } of await source.db.projects.listNotedScenes(projectId)) {
		if (trashedAt !== null) continue
		const records = await source.rooms.read(notesRoom(sceneId), (all) =>
			[...all.all()].filter((record) => isNoteRecord(record)),
		)
		found.push(...notesByPanel(sceneId, records, (userId) => names.get(userId) ?? ''))
	}
	return found
}

function scriptOf({ rooms }: Source, projectId: string): Promise<ScriptBlockRecord[]> {
	return rooms.read(`project:${projectId}`, (records) =>
		[...records.all()].filter((record) => record.typeName === 'script_block'),
	)
}

/** Every note of the film as a file, one row each, in the order of the film. @throws AppError('not_found') */
export async function notesCsv(source: Source, projectId: string): Promise<string> {
	if (!(await source.db.projects.get(projectId))) throw new AppError('not_found')
	const names = new Map((await source.people()).map(({ userId, name }) => [userId, name]))
	const rows: string[][] = [HEADINGS]
	for (const { sceneId, number, trashedAt } of await source.db.projects.listNotedScenes(
		projectId,
	)) {
		if (trashedAt !== null) continue
		const panels = await source.db.projects.listPanels(sceneId)
		for (const thread of await threadsIn(source, sceneId))
			rows.push(...rowsOf(thread, { sceneNumber: number, panels, names }))
	}
	return writeCsv(rows)
}

/** Only of a room that holds something: one that nobody ever noted in is not opened. */
function threadsIn(source: Source, sceneId: string, userId = ''): Promise<Thread[]> {
	return source.rooms.read(notesRoom(sceneId), (records) =>
		threadsOf(
			[...records.all()].filter((record) => isNoteRecord(record)),
			userId,
		),
	)
}

function openIn(threads: readonly Thread[]): number {
	return threads.filter(({ isOpen }) => isOpen).length
}

function rowsOf(
	thread: Thread,
	at: {
		sceneNumber: string
		panels: readonly PanelProjection[]
		names: ReadonlyMap<string, string>
	},
): string[][] {
	const { record, panelId } = thread
	const nameOf = (userId: string | null) => (userId === null ? '' : (at.names.get(userId) ?? ''))
	const panel = at.panels.find((row) => row.panelId === panelId)?.number ?? ''
	return thread.notes
		.filter(({ removed }) => !removed)
		.map((note) => [
			...[at.sceneNumber, String(thread.number), panel, whereOf(thread)],
			...[record.status, nameOf(record.assigneeId), nameOf(note.authorId)],
			...[note.at === 0 ? '' : new Date(note.at).toISOString(), note.text],
		])
}

/** A place in the panel in per cent, a frame, or the words of the line. */
function whereOf({ anchor }: Thread): string {
	const percent = (part: number) => `${Math.round(part * 100)} %`
	if (anchor.kind === 'line') return anchor.quote
	if (anchor.kind === 'time') return `frame ${anchor.frame}`
	if (anchor.kind !== 'panel') return anchor.kind
	const point = `${percent(anchor.x)}, ${percent(anchor.y)}`
	return anchor.w > 0 || anchor.h > 0
		? `${point}, ${percent(anchor.w)} × ${percent(anchor.h)}`
		: point
}
