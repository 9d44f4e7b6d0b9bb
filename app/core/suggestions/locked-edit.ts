/** Whether an edit would change what is locked in review: nothing is offered there, and nothing carried out. */
import { isLockedPanel, isLockedScene, isLockedShot } from '../notes/review-record.ts'
import type { AppliedEdit } from './apply-edit.ts'
import { type BoardReader, type BoardRecord, panelsOf } from './board-records.ts'
import type { Edit } from './edit.ts'

/** Deepest chain of shapes in shapes that is followed. */
const MAX_PARENTS = 64

/** One reader for many edits of a board as it stands: its panels are read once. */
export function createLockReader(records: BoardReader): (edit: Edit) => boolean {
	let panels: ReturnType<typeof panelsOf> | null = null
	return (edit) => {
		if (isLockedScene(records)) return true
		if (edit.type === 'insert_panel') return false
		if (edit.type !== 'set_shot') return isLockedPanel(records, edit.panelId)
		panels ??= panelsOf(records)
		return isLockedShot(records, panels, edit.shotId)
	}
}

export function isLockedEdit(records: BoardReader, edit: Edit): boolean {
	return createLockReader(records)(edit)
}

/** Whether anything that an edit made or changed is locked by now, so that it cannot be taken back. */
export function isLockedSince(records: BoardReader, applied: AppliedEdit): boolean {
	const panels = panelsOf(records)
	return [...applied.changes, ...applied.created].some(({ recordId }) => {
		const record = records.get(recordId)
		if (record?.typeName === 'shot') return isLockedShot(records, panels, recordId)
		let at: BoardRecord | undefined = record
		for (
			let depth = 0;
			at?.typeName === 'shape' && at.type !== 'panel' && depth < MAX_PARENTS;
			depth++
		) {
			const parentId: string = at.parentId
			at = records.get(parentId)
		}
		return at?.typeName === 'shape' && isLockedPanel(records, at.id)
	})
}
