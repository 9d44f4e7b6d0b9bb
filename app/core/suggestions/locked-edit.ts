/** Whether an edit would change what is locked in review: nothing is offered there, and nothing carried out. */
import { isLockedPanel, reviewOf, WHOLE_SCENE } from '../notes/review-record.ts'
import { type BoardReader, panelsOf } from './board-records.ts'
import type { Edit } from './edit.ts'

export function isLockedEdit(records: BoardReader, edit: Edit): boolean {
	if (reviewOf(records, WHOLE_SCENE)?.status === 'locked') return true
	if (edit.type === 'insert_panel') return false
	if (edit.type !== 'set_shot') return isLockedPanel(records, edit.panelId)
	const panels = panelsOf(records).filter(({ props }) => props.shotId === edit.shotId)
	return panels.length > 0 && panels.every(({ id }) => isLockedPanel(records, id))
}
