/**
 * What still stands of an accepted edit: the values it set and the records it made, held against the
 * board as it is. Guards signals.md S91.
 */
import type { AppliedEdit } from './apply-edit.ts'
import {
	type BoardReader,
	type BoardRecord,
	isPanel,
	isShot,
	isStoryPanel,
} from './board-records.ts'
import { CAPTION_FIELDS } from './edit.ts'
import { fingerprint } from './fingerprint.ts'
import { AppliedEditSchema, valueAt } from './retract-edit.ts'

export interface Standing {
	/** Values set, and panels, set-ups and strokes made. 0 = taken back, nothing is left to count. */
	total: number
	kept: number
}

/** What stands of one decision; null when the board does not know its suggestion any more. */
export function standingOf(
	records: BoardReader,
	{ suggestionId, decisionEventId }: { suggestionId: string; decisionEventId: string },
): Standing | null {
	const suggestion = records.get(suggestionId)
	if (suggestion?.typeName !== 'suggestion') return null
	if (suggestion.meta.decisionEventId !== decisionEventId) return { total: 0, kept: 0 }
	const mark = records.get(`provenance:${suggestionId.replace('suggestion:', '')}`)
	const applied =
		mark?.typeName === 'provenance' ? AppliedEditSchema.safeParse(mark.meta.applied) : null
	return applied?.success ? countStanding(records, applied.data) : null
}

export function countStanding(records: BoardReader, { changes, created }: AppliedEdit): Standing {
	const values = changes.filter((change) => isValueKept(records, change))
	const made = created.filter(({ recordId }) => isThere(records, recordId))
	return { total: changes.length + created.length, kept: values.length + made.length }
}

const CAPTIONS: ReadonlySet<string> = new Set(CAPTION_FIELDS.map((field) => `props.${field}`))

/** The same value; a caption also while people only wrote before or after it. */
function isValueKept(
	records: BoardReader,
	{ recordId, path, after }: AppliedEdit['changes'][number],
): boolean {
	const record = records.get(recordId)
	if (!record || !isThere(records, recordId)) return false
	const now = valueAt(record, path)
	if (CAPTIONS.has(path) && typeof now === 'string' && typeof after === 'string' && after !== '')
		return now.includes(after)
	return fingerprint(now) === fingerprint(after)
}

/** In the story: neither removed, nor on a panel that is in the trash. The eraser takes strokes whole. */
function isThere(records: BoardReader, recordId: string): boolean {
	let record: BoardRecord | undefined = records.get(recordId)
	if (isShot(record)) return true
	const seen = new Set<string>()
	while (record?.typeName === 'shape' && !seen.has(record.id)) {
		if (isPanel(record)) return isStoryPanel(record)
		seen.add(record.id)
		record = records.get(record.parentId)
	}
	return false
}
