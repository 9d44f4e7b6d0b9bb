/**
 * A scene as a slate stored it: the context blob read back into records, numbered and drawn as it stood,
 * whatever the board has become since.
 */
import type { TLShape } from '@tldraw/tlschema'
import { z } from 'zod'
import type { ProjectRecord, SceneRecord, ScriptBlockRecord } from '#core/board/project-records.ts'
import { labelOf, SHOT_SIZES } from '#core/board/vocabulary.ts'
import type { BoardReader, BoardRecord } from '#core/suggestions/board-records.ts'
import type { Edit } from '#core/suggestions/edit.ts'
import { type EditField, editFields } from '#core/suggestions/edit-fields.ts'
import { type EditPreview, previewEdit } from '#core/suggestions/preview-edit.ts'
import { type SceneMaterial, viewOf } from '../../suggestions/scene-material.ts'

const RecordSchema = z.looseObject({ id: z.string(), typeName: z.string() })
const ContextSchema = z.looseObject({
	sceneId: z.string(),
	board: z.array(RecordSchema),
	project: RecordSchema.nullable(),
	scene: RecordSchema.nullable(),
	script: z.array(RecordSchema),
})

export interface StoredPanel {
	panelId: string
	number: string
	/** The set-up's size in short, e.g. MCU; null = not said. */
	size: string | null
	/** Whether it is, or shows, what the slate was about. */
	isTarget: boolean
}
export interface StoredScene {
	heading: string
	panels(targetId: string): StoredPanel[]
	/** The edit's rows with the values of then. */
	rows(edit: Edit): EditField[]
	/** Which panel shows the edit best, and what to paint over it; null without a picture. */
	picture(edit: Edit, suggestionId: string): ScenePicture | null
	/** The records of then. */
	records: BoardReader
}
export interface ScenePicture {
	panelId: string
	records: BoardReader
	ghost: readonly TLShape[]
	/** Where the pictured panel would come; null when it is a panel that stood there. */
	afterPanelId: string | null
	isNew: boolean
}

/** Reads a context blob's text; null when it is none. */
export function readStoredScene(
	text: string,
	known: { projectId: string; number: string },
): StoredScene | null {
	const parsed = ContextSchema.safeParse(jsonOf(text))
	if (!parsed.success) return null
	const { data } = parsed
	// Sealed and authenticated by the room, which validated every record when it wrote it.
	const records = new Map((data.board as unknown as BoardRecord[]).map((each) => [each.id, each]))
	const project = data.project as unknown as ProjectRecord | null
	const scene = data.scene as unknown as SceneRecord | null
	const blocks = data.script as unknown as ScriptBlockRecord[]
	const material: SceneMaterial = {
		...{ sceneId: data.sceneId, projectId: known.projectId, project, scene, blocks },
		heading: scene?.heading ?? '',
		number: scene?.number || known.number,
		aspectRatio: project?.aspectRatio ?? 1.85,
		frameRate: project?.frameRate ?? 24,
		film: null,
	}
	return sceneOf(material, readerOf(records))
}

function jsonOf(text: string): unknown {
	try {
		return JSON.parse(text)
	} catch {
		return null
	}
}

function readerOf(records: ReadonlyMap<string, BoardRecord>): BoardReader {
	return { get: (id) => records.get(id), all: () => records.values() }
}

function sceneOf(material: SceneMaterial, records: BoardReader): StoredScene {
	const view = viewOf(material, records)
	return {
		heading: material.heading,
		records,
		panels: (targetId) =>
			view.panels.map(({ id, number, shot, shotId }) => ({
				...{ panelId: id, number },
				size: shot.size === null ? null : labelOf(SHOT_SIZES, shot.size),
				isTarget: id === targetId || shotId === targetId,
			})),
		rows: (edit) => named(editFields(edit, records), view.panels),
		picture(edit, suggestionId) {
			const context = { suggestionId, aspectRatio: material.aspectRatio }
			return pictureOf(previewEdit(records, edit, context), records)
		},
	}
}

/** A place is a panel's number, not its id. */
function named(rows: EditField[], panels: readonly { id: string; number: string }[]): EditField[] {
	const numberOf = (value: string | null) => {
		const panel = panels.find(({ id }) => id === value)
		return panel ? `after ${panel.number}` : value
	}
	return rows.map((row) =>
		row.key.endsWith('afterPanelId')
			? { ...row, before: numberOf(row.before), after: numberOf(row.after) ?? 'at the start' }
			: row,
	)
}

function pictureOf(preview: EditPreview, records: BoardReader): ScenePicture | null {
	const plain = { records, ghost: [], afterPanelId: null, isNew: false }
	switch (preview.kind) {
		case 'gone':
			return null
		case 'fields': {
			const [panelId] = preview.panelIds
			return panelId === undefined ? null : { ...plain, panelId }
		}
		case 'drawing':
			return { ...plain, panelId: preview.panelId, ghost: preview.shapes }
		case 'move':
			return { ...plain, panelId: preview.panelId, afterPanelId: preview.afterPanelId }
		case 'insert': {
			const { panel, afterPanelId, shapes: ghost } = preview
			const all: BoardRecord[] = [...records.all(), panel]
			const more = readerOf(new Map(all.map((each) => [each.id, each])))
			return { panelId: panel.id, records: more, ghost, afterPanelId, isNew: true }
		}
	}
}
