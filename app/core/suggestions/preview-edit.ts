/**
 * What an edit would do, to paint as a ghost: shapes for a drawing, rows of fields before and after,
 * the panel that would be inserted and where. Reads records, writes nothing; shapes and panel are
 * the very ones that accepting makes.
 */
import type { TLShape } from '@tldraw/tlschema'
import type { ShotRecord } from '../board/shot-record.ts'
import type { PanelShape } from '../canvas/panel-shape.ts'
import { type ApplyContext, newRecords } from './apply-edit.ts'
import { type BoardReader, isStoryPanel, panelOf, shotOf } from './board-records.ts'
import type { Edit } from './edit.ts'
import { type EditField, editFields } from './edit-fields.ts'
import { renderSketch } from './render-sketch.ts'

export type EditPreview =
	| { kind: 'gone' }
	/** Values of a panel or its set-up change; `panelIds` are the panels that show it. */
	| { kind: 'fields'; panelIds: string[]; rows: EditField[] }
	/** Shapes to paint in the panel's own coordinates. */
	| { kind: 'drawing'; panelId: string; shapes: TLShape[]; rows: EditField[] }
	/** A new panel after `afterPanelId` (null = first). */
	| {
			kind: 'insert'
			afterPanelId: string | null
			panel: PanelShape
			shot: ShotRecord | null
			shapes: TLShape[]
			rows: EditField[]
	  }
	| { kind: 'move'; panelId: string; afterPanelId: string | null; rows: EditField[] }

/** The ghost of an edit; `gone` when its target no longer exists. */
export function previewEdit(records: BoardReader, edit: Edit, context: ApplyContext): EditPreview {
	const rows = editFields(edit, records)
	switch (edit.type) {
		case 'set_shot': {
			if (!shotOf(records, edit.shotId)) return { kind: 'gone' }
			return { kind: 'fields', panelIds: panelsOfShot(records, edit.shotId), rows }
		}
		case 'insert_panel':
			return previewInsert(records, edit, context, rows)
		case 'move_panel': {
			const { panelId, afterPanelId } = edit
			return panelOf(records, panelId)
				? { kind: 'move', panelId, afterPanelId, rows }
				: { kind: 'gone' }
		}
		case 'draw': {
			const panel = panelOf(records, edit.panelId)
			if (!panel) return { kind: 'gone' }
			const shapes = sketchShapes(edit.sketch, panel, context)
			return { kind: 'drawing', panelId: panel.id, shapes, rows }
		}
		default:
			return panelOf(records, edit.panelId)
				? { kind: 'fields', panelIds: [edit.panelId], rows }
				: { kind: 'gone' }
	}
}

function previewInsert(
	records: BoardReader,
	edit: Extract<Edit, { type: 'insert_panel' }>,
	context: ApplyContext,
	rows: EditField[],
): EditPreview {
	const before = edit.afterPanelId === null ? null : panelOf(records, edit.afterPanelId)
	if (before === undefined) return { kind: 'gone' }
	const { panel, shot } = newRecords(records, edit, context, before)
	const shapes = edit.sketch === null ? [] : sketchShapes(edit.sketch, panel, context)
	return { kind: 'insert', afterPanelId: edit.afterPanelId, panel, shot, shapes, rows }
}

function sketchShapes(
	sketch: Parameters<typeof renderSketch>[0],
	panel: PanelShape,
	{ suggestionId }: ApplyContext,
): TLShape[] {
	const { w, h } = panel.props
	return renderSketch(sketch, { panelId: panel.id, w, h, suggestionId, above: null })
}

function panelsOfShot(records: BoardReader, shotId: string): string[] {
	const ids: string[] = []
	for (const record of records.all()) {
		if (isStoryPanel(record) && record.props.shotId === shotId) ids.push(record.id)
	}
	return ids
}
