/**
 * What a locked panel, or a locked scene, refuses of a client's update (R25): every change of the panel,
 * of what stands in it, and of a set-up all of whose panels are locked. Judged on the document as it was
 * staged, so an edit and a lock have one order. What changes no picture and no word stays possible: a
 * number that is locked for the whole film, and the mark that new pages were looked at.
 */
import { AppError } from '#core/errors.ts'
import { isLockedPanel, isLockedScene, isLockedShot } from '#core/notes/review-record.ts'
import type { DocRecord } from '#core/sync/doc-record.ts'
import type { RecordDoc } from '#core/sync/record-doc.ts'
import { diffRecords, fieldsOf } from '#core/sync/record-path.ts'
import type { RecordsBefore } from './check-records.ts'

const FREE_PATHS: readonly string[] = ['props.lockedNumber', 'lockedNumber', 'meta.scriptSeen']
/** Deepest chain of shapes in shapes that is followed. */
const MAX_PARENTS = 64

/** @throws AppError('locked') */
export function checkLocks(records: RecordDoc, before: RecordsBefore): void {
	const isWhole = isLockedScene(records)
	for (const [id, was] of before) {
		const is = records.get(id)
		if (isSame(was, is)) continue
		if (isWhole) throw locked('This scene is locked. Ask who locked it to open it again.')
		const panels = [...panelsAround(was, before, records), ...panelsAround(is, null, records)]
		if (panels.some((panelId) => isLockedPanel(records, panelId))) throw locked()
		if ((is ?? was)?.typeName === 'shot' && isLockedShot(records, panelsIn(records), id))
			throw locked()
	}
}

function locked(userMessage?: string): AppError {
	return new AppError('locked', userMessage === undefined ? {} : { userMessage })
}

function isSame(was: DocRecord | undefined, is: DocRecord | undefined): boolean {
	if (!was || !is) return !was && !is
	const paths = diffRecords(fieldsOf(was), fieldsOf(is)).keys()
	return [...paths].every((path) => FREE_PATHS.includes(path))
}

/** The panel a record is or stands in; an arrow's binding is the arrow's, and changes nothing it points at. */
function panelsAround(
	record: DocRecord | undefined,
	before: RecordsBefore | null,
	records: RecordDoc,
): string[] {
	if (record?.typeName === 'binding') {
		const arrow = before?.get(record.fromId) ?? records.get(record.fromId)
		return panelsAround(arrow, before, records)
	}
	let at: DocRecord | undefined = record
	for (let depth = 0; at?.typeName === 'shape' && depth < MAX_PARENTS; depth++) {
		if (at.type === 'panel') return [at.id]
		const parentId: string = at.parentId
		at = (before?.has(parentId) ? before.get(parentId) : undefined) ?? records.get(parentId)
	}
	return []
}

function* panelsIn(records: RecordDoc) {
	for (const record of records.all())
		if (record.typeName === 'shape' && record.type === 'panel') yield record
}
