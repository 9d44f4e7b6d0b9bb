/**
 * The basis of an edit: a fingerprint of what it depends on, taken when it is offered and again when
 * it is decided. When the two differ the suggestion is stale. It reads the board only (never the
 * script), so that a board's room can recompute it alone; spec SG10-SG13 in docs/spec/suggestions.md.
 */

import { isPicture } from '../canvas/ink.ts'
import { NO_MARKS } from '../canvas/panel-marks.ts'
import type { Edit } from './edit.ts'
import { fingerprint } from './fingerprint.ts'
import type { PanelView, SceneView } from './scene-view.ts'

/** Version of what a basis covers: a change of it makes open suggestions stale, never wrong. */
const BASIS_VERSION = 'b1'

/** What `edit` depends on as the board stands now; `gone` when its target no longer exists. */
export function basisOf(view: SceneView, edit: Edit): string {
	const inputs = inputsOf(view, edit)
	return inputs === null ? 'gone' : `${BASIS_VERSION}:${fingerprint(inputs)}`
}

/** Whether an edit offered on `basis` still stands on the same ground. */
export function isStale(view: SceneView, edit: Edit, basis: string): boolean {
	return basisOf(view, edit) !== basis
}

function inputsOf(view: SceneView, edit: Edit): unknown {
	if (edit.type === 'set_shot') return shotInputs(view, edit)
	if (edit.type === 'insert_panel') return insertInputs(view, edit)
	const panel = view.panel(edit.panelId)
	if (!panel) return null
	switch (edit.type) {
		case 'set_duration':
			return [panel.durationFrames, panel.dialogue, panel.action, panel.shot.movement]
		case 'set_text':
			return [edit.field, panel[edit.field]]
		case 'add_note':
			return [panel.action, panel.dialogue]
		case 'draw':
			return drawing(view, panel)
		case 'move_panel':
			return view.panels.map(({ id }) => id)
	}
}

/** The whole set-up, and the same fields of the set-ups it is cut against. */
function shotInputs(view: SceneView, edit: Extract<Edit, { type: 'set_shot' }>): unknown {
	const run = view.panels.filter((panel) => panel.shotId === edit.shotId)
	const [first, last] = [run[0], run.at(-1)]
	if (!first || !last) return null
	const keys = Object.keys(edit.fields)
	const same = (panel: PanelView | undefined) =>
		panel ? Object.entries(panel.shot).filter(([key]) => keys.includes(key)) : null
	return [first.shot, same(view.neighbour(first, -1)), same(view.neighbour(last, 1))]
}

/**
 * Where it goes, and who shows its lines already. Not what follows: accepting one of several panels
 * proposed for the same place must not make the others stale.
 */
function insertInputs(view: SceneView, edit: Extract<Edit, { type: 'insert_panel' }>): unknown {
	if (edit.afterPanelId !== null && !view.panel(edit.afterPanelId)) return null
	const cover = edit.panel.scriptBlockIds.map((id) => view.showing(id).map((panel) => panel.id))
	return [edit.afterPanelId, cover]
}

/** What people drew; guides that suggestions drew do not count. */
function drawing(view: SceneView, panel: PanelView): unknown {
	const drawn = view
		.shapes(panel.id)
		.filter(isPicture)
		.map(({ id, type, x, y, rotation, props }) => [id, type, x, y, rotation, props])
	// What people marked is part of what a guide was drawn for; without marks nothing changes here.
	return panel.marks === NO_MARKS ? drawn : [drawn, panel.marks]
}
