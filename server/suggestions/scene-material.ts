/**
 * What a round is made from: the scene's board and the part of the project's document that belongs
 * to it, as they stand committed; and the same as one canonical text for the log.
 */
import canonicalize from 'canonicalize'
import { numberPanels } from '#core/board/numbering.ts'
import type { ProjectRecord, SceneRecord, ScriptBlockRecord } from '#core/board/project-records.ts'
import { AppError } from '#core/errors.ts'
import { type BoardReader, isShot, isStoryPanel } from '#core/suggestions/board-records.ts'
import { buildSceneView, type FilmLength, type SceneView } from '#core/suggestions/scene-view.ts'
import { scriptPages } from '#core/suggestions/script-pages.ts'
import type { SuggestionRecord } from '#core/suggestions/suggestion-record.ts'
import type { DocRecord } from '../realtime/rooms-api.ts'
import type { SuggestionDeps } from './suggestion-types.ts'

/** What the context blob holds, and how; raised when that changes. */
export const CONTEXT_VERSION = 'scene-records@1'
/** What a project without settings yet is taken to be. */
const DEFAULTS = { aspectRatio: 1.85, frameRate: 24, numberingScheme: 'slate' } as const

export interface SceneMaterial {
	sceneId: string
	projectId: string
	heading: string
	/** The scene's production number. */
	number: string
	project: ProjectRecord | null
	scene: SceneRecord | null
	/** The scene's script, unsorted. */
	blocks: ScriptBlockRecord[]
	aspectRatio: number
	frameRate: number
	/** How long script and boards of the whole film are; null where only the scene is known. */
	film: FilmLength | null
}

/** @throws AppError('not_found' | 'trashed') */
export async function readMaterial(
	{ db, rooms }: Pick<SuggestionDeps, 'db' | 'rooms'>,
	sceneId: string,
): Promise<SceneMaterial> {
	const row = await db.projects.getScene(sceneId)
	if (!row) throw new AppError('not_found')
	if (row.trashedAt !== null) throw new AppError('trashed')
	const { projectId, number } = row
	const { scripts, ...found } = await rooms.read(`project:${projectId}`, (records) =>
		pick(records, sceneId),
	)
	const frameRate = found.project?.frameRate ?? DEFAULTS.frameRate
	const scenes = await db.projects.listScenes(projectId, { trashed: false })
	return {
		sceneId,
		projectId,
		number,
		...found,
		heading: found.scene?.heading ?? row.heading,
		aspectRatio: found.project?.aspectRatio ?? DEFAULTS.aspectRatio,
		frameRate,
		film: {
			// Script of a scene in the trash is none of the film's.
			pages: scenes.reduce((sum, { sceneId: id }) => sum + (scripts.get(id)?.pages ?? 0), 0),
			seconds: scenes.reduce((sum, scene) => sum + scene.durationFrames, 0) / frameRate,
			isWhole: scenes.every(
				(scene) =>
					scene.untimedPanels === 0 &&
					(scene.panelCount > 0 || !scripts.get(scene.sceneId)?.isTold),
			),
		},
	}
}

function pick(records: BoardReader, sceneId: string) {
	const blocks: ScriptBlockRecord[] = []
	const scripts = new Map<string, { pages: number; isTold: boolean }>()
	let project: ProjectRecord | null = null
	let scene: SceneRecord | null = null
	for (const record of records.all()) {
		if (record.typeName === 'project') project = record
		else if (record.typeName === 'scene' && record.id === `scene:${sceneId}`) scene = record
		else if (record.typeName === 'script_block') {
			const id = record.sceneId?.slice('scene:'.length) ?? ''
			if (id === sceneId) blocks.push(record)
			const { pages, isTold } = scripts.get(id) ?? { pages: 0, isTold: false }
			scripts.set(id, {
				pages: pages + scriptPages([record]),
				// A heading alone asks for no panel.
				isTold: isTold || record.type === 'action' || record.type === 'dialogue',
			})
		}
	}
	return { project, scene, blocks, scripts }
}

/** The scene as the rules read it, from the board's records and the project's. */
export function viewOf(material: SceneMaterial, records: Pick<BoardReader, 'all'>): SceneView {
	const all = [...records.all()]
	return buildSceneView({ ...material, records: all, numbers: numbersOf(material, all) })
}

function numbersOf(material: SceneMaterial, records: readonly DocRecord[]): Map<string, string> {
	const panels = records
		.filter(isStoryPanel)
		.map(({ id, index, props }) => ({ id, index, ...props }))
	const shots = new Map(records.filter(isShot).map((shot) => [shot.id, shot]))
	const scheme = material.project?.numberingScheme ?? DEFAULTS.numberingScheme
	return numberPanels(panels, shots, { sceneNumber: material.number, scheme })
}

/**
 * The scene's records as they stood: canonical JSON (RFC 8785), sorted by id. What suggestions left
 * on the board is not part of what they were made from.
 */
export function contextText(material: SceneMaterial, records: readonly DocRecord[]): string {
	const board = records.filter(
		({ typeName }) =>
			typeName !== 'suggestion' && typeName !== 'provenance' && typeName !== 'review',
	)
	const { project, scene, blocks } = material
	const text = canonicalize({
		version: CONTEXT_VERSION,
		sceneId: material.sceneId,
		board: sortById(board),
		project,
		scene,
		script: sortById(blocks),
	})
	if (text === undefined) throw new AppError('internal')
	return text
}

function sortById<T extends { id: string }>(records: readonly T[]): T[] {
	return [...records].sort((a, b) => (a.id < b.id ? -1 : 1))
}

export function suggestionsOf(records: Pick<BoardReader, 'all'>): SuggestionRecord[] {
	const found: SuggestionRecord[] = []
	for (const record of records.all()) if (record.typeName === 'suggestion') found.push(record)
	return found
}

/** @throws AppError('not_found') */
export function suggestionOf(records: Pick<BoardReader, 'get'>, id: string): SuggestionRecord {
	const record = records.get(id)
	if (record?.typeName === 'suggestion') return record
	throw new AppError('not_found', { userMessage: 'This suggestion is not on the board any more.' })
}
