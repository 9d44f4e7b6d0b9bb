/**
 * What is really carried out: the edit as the person left it, put where it belongs now. Panels that
 * a breakdown proposed for the same gap keep the script's order, whichever is taken first.
 */

import { PANEL_WIDTH } from '#core/canvas/panel-shape.ts'
import { AppError } from '#core/errors.ts'
import { type BoardReader, panelOf } from '#core/suggestions/board-records.ts'
import type { Edit } from '#core/suggestions/edit.ts'
import { countEditFields, isSameTarget } from '#core/suggestions/edit-fields.ts'
import { whyNotTaken } from '#core/suggestions/reshape/edit-draft.ts'
import type { SuggestionRecord } from '#core/suggestions/suggestion-record.ts'
import { BREAKDOWN_ID } from './break-down.ts'
import type { Deciding } from './deciding.ts'
import { suggestionsOf } from './scene-material.ts'

/**
 * A person's version, when it is one of what was offered.
 * @throws AppError('bad_request') when it is about something else, or does not fit its panel.
 */
export function checkedEdit(
	{ draft, material }: Pick<Deciding, 'draft' | 'material'>,
	suggestion: SuggestionRecord,
	edit: Edit | undefined,
): Edit {
	if (!edit || !isSameTarget(suggestion.edit, edit)) {
		throw new AppError('bad_request', {
			userMessage:
				'The edited version is about something else than the suggestion. Nothing was changed.',
		})
	}
	const panel = edit.type === 'draw' ? panelOf(draft.records, edit.panelId) : undefined
	const frame = panel?.props ?? { w: PANEL_WIDTH, h: PANEL_WIDTH / material.aspectRatio }
	const why = whyNotTaken(suggestion.edit, edit, frame)
	if (why) throw new AppError('bad_request', { userMessage: `${why} Nothing was changed.` })
	return edit
}

/** The edit to apply, and whether the person changed anything in it. */
export function finalEditOf(
	records: BoardReader,
	suggestion: SuggestionRecord,
	theirs: Edit,
): { edit: Edit; changed: boolean } {
	const changed = countEditFields(suggestion.edit, theirs).fieldsChanged > 0
	if (theirs.type !== 'insert_panel' || suggestion.generatorId !== BREAKDOWN_ID)
		return { edit: theirs, changed }
	return {
		edit: { ...theirs, afterPanelId: afterSiblings(records, suggestion, theirs.afterPanelId) },
		changed,
	}
}

/** Behind the panels of earlier lines that were accepted into the same gap. */
function afterSiblings(
	records: BoardReader,
	suggestion: SuggestionRecord,
	afterPanelId: `shape:${string}` | null,
): `shape:${string}` | null {
	const made = suggestionsOf(records)
		.filter((each) => isEarlierSibling(each, suggestion, afterPanelId))
		.sort(byLines)
		.flatMap((each) => madePanel(records, each) ?? [])
	return made.at(-1) ?? afterPanelId
}

function isEarlierSibling(
	each: SuggestionRecord,
	suggestion: SuggestionRecord,
	afterPanelId: string | null,
): boolean {
	if (each.generatorId !== BREAKDOWN_ID || each.edit.type !== 'insert_panel') return false
	if (each.status !== 'accepted' && each.status !== 'edited') return false
	return each.edit.afterPanelId === afterPanelId && byLines(each, suggestion) < 0
}

/** Breakdowns go through the script in order: earlier rounds, then places on the slate. */
function byLines(a: SuggestionRecord, b: SuggestionRecord): number {
	return a.createdAt - b.createdAt || a.position - b.position
}

function madePanel(records: BoardReader, suggestion: SuggestionRecord): `shape:${string}` | null {
	const provenance = records.get(suggestion.id.replace('suggestion:', 'provenance:'))
	if (provenance?.typeName !== 'provenance') return null
	for (const id of provenance.recordIds) {
		const panel = panelOf(records, id)
		// tldraw brands its ids; the edit schema names them by their prefix.
		if (panel) return panel.id as string as `shape:${string}`
	}
	return null
}
