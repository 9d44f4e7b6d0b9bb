/**
 * What a locked panel, or a locked scene, refuses of a client's update (R25): every change of the panel,
 * of what stands in it, and of a set-up all of whose panels are locked. Judged on the document as it was
 * staged, so an edit and a lock have one order. What changes no picture and no word stays possible: a
 * number that is locked for the whole film.
 */
import { AppError } from '#core/errors.ts'
import { isLockedPanel, reviewOf, WHOLE_SCENE } from '#core/notes/review-record.ts'
import type { DocRecord } from '#core/sync/doc-record.ts'
import type { RecordDoc } from '#core/sync/record-doc.ts'
import { diffRecords, fieldsOf } from '#core/sync/record-path.ts'
import type { RecordsBefore } from './check-records.ts'

const FREE_PATHS: readonly string[] = ['props.lockedNumber', 'lockedNumber']
/** Deepest chain of shapes in shapes that is followed. */
const MAX_PARENTS = 64

/** @throws AppError('locked') */
export function checkLocks(records: RecordDoc, before: RecordsBefore): void {
	const isWhole = reviewOf(records, WHOLE_SCENE)?.status === 'locked'
	for (const [id, was] of before) {
		const is = records.get(id)
		if (isSame(was, is)) continue
		if (isWhole) throw locked('This scene is locked. Ask who locked it to open it again.')
		const panels = [...panelsAround(was, before, records), ...panelsAround(is, null, records)]
		if (panels.some((panelId) => isLockedPanel(records, panelId))) throw locked()
		if (is?.typeName === 'shot' && isLockedShot(records, id)) throw locked()
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

/** The panel a record is, stands in, or ties things together in. */
function panelsAround(
	record: DocRecord | undefined,
	before: RecordsBefore | null,
	records: RecordDoc,
): string[] {
	if (record?.typeName === 'binding') {
		const end = (id: string) => panelsAround(before?.get(id) ?? records.get(id), before, records)
		return [...end(record.fromId), ...end(record.toId)]
	}
	let at: DocRecord | undefined = record
	for (let depth = 0; at?.typeName === 'shape' && depth < MAX_PARENTS; depth++) {
		if (at.type === 'panel') return [at.id]
		const parentId: string = at.parentId
		at = (before?.has(parentId) ? before.get(parentId) : undefined) ?? records.get(parentId)
	}
	return []
}

/** A set-up is locked with the last of its panels. */
function isLockedShot(records: RecordDoc, shotId: string): boolean {
	let count = 0
	for (const record of records.all()) {
		if (record.typeName !== 'shape' || record.type !== 'panel') continue
		if (record.props.shotId !== shotId || record.props.trashedAt !== null) continue
		if (!isLockedPanel(records, record.id)) return false
		count += 1
	}
	return count > 0
}
