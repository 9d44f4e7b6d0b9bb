/**
 * Takes an accepted edit back from what was stored when it was carried out. Only what nobody touched
 * since is undone; the rest is kept and reported, so that a retraction never eats later work.
 */
import { z } from 'zod'
import { type AppliedEdit, type JsonValue, printOf } from './apply-edit.ts'
import { type BoardReader, type BoardWriter, isPanel } from './board-records.ts'
import { fingerprint } from './fingerprint.ts'

const Json: z.ZodType<JsonValue> = z.json()
/** Door for an AppliedEdit read back from a record's meta or a database column. */
export const AppliedEditSchema: z.ZodType<AppliedEdit> = z.object({
	changes: z.array(z.object({ recordId: z.string(), path: z.string(), before: Json, after: Json })),
	created: z.array(z.object({ recordId: z.string(), print: z.string() })),
})

export interface RetractResult {
	/** `record.path` or record id of everything undone. */
	undone: string[]
	/** What somebody changed since, or built on, and therefore stays. */
	kept: { recordId: string; path: string | null; why: 'changed_since' | 'in_use' | 'gone' }[]
}

/** Undoes `applied` as far as nobody changed it since. */
export function retractEdit(records: BoardWriter, applied: AppliedEdit): RetractResult {
	const result: RetractResult = { undone: [], kept: [] }
	for (const change of applied.changes) undoChange(records, change, result)
	// Children before the panel they stand on, the panel before its set-up.
	const order = [...applied.created].reverse()
	for (const id of order.filter(({ recordId }) => !recordId.startsWith('shot:'))) {
		removeCreated(records, id, result)
	}
	for (const id of order.filter(({ recordId }) => recordId.startsWith('shot:'))) {
		removeCreated(records, id, result)
	}
	return result
}

function undoChange(
	records: BoardWriter,
	change: AppliedEdit['changes'][number],
	result: RetractResult,
): void {
	const { recordId, path, before, after } = change
	const record = records.get(recordId)
	if (!record) {
		result.kept.push({ recordId, path, why: 'gone' })
	} else if (fingerprint(valueAt(record, path)) !== fingerprint(after)) {
		result.kept.push({ recordId, path, why: 'changed_since' })
	} else {
		records.update(recordId, { [path]: before })
		result.undone.push(`${recordId}.${path}`)
	}
}

function removeCreated(
	records: BoardWriter,
	{ recordId, print }: AppliedEdit['created'][number],
	result: RetractResult,
): void {
	const record = records.get(recordId)
	if (!record) return
	if (printOf(record) !== print) result.kept.push({ recordId, path: null, why: 'changed_since' })
	else if (isInUse(records, recordId)) result.kept.push({ recordId, path: null, why: 'in_use' })
	else {
		records.remove(recordId)
		result.undone.push(recordId)
	}
}

/** A panel somebody drew on, or a set-up other panels belong to. */
function isInUse(records: BoardReader, id: string): boolean {
	const isShotId = id.startsWith('shot:')
	if (!isShotId && !isPanel(records.get(id))) return false
	for (const record of records.all()) {
		// A panel in the trash may come back to its set-up.
		if (isShotId && isPanel(record) && record.props.shotId === id) return true
		if (record.typeName === 'shape' && record.parentId === id) return true
	}
	return false
}

/** The value at `a.b.c` below a record. */
export function valueAt(record: object, path: string): unknown {
	return path.split('.').reduce<unknown>((value, key) => {
		return typeof value === 'object' && value !== null
			? Object.entries(value).find(([name]) => name === key)?.[1]
			: undefined
	}, record)
}
