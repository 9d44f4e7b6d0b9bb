/**
 * What an ordinary edit must do so that a board, or one panel, is what a version holds (N5). Pure: the
 * page carries it out as one step of the person's undo. Panels that came later are not deleted but put
 * in the trash, shots and pictures' sources stay, and what only the room writes is never touched.
 */
import { type DocRecord, hasDerivedPlace } from './doc-record.ts'
import { diffRecords, fieldsOf, isObject, withPaths } from './record-path.ts'

/** Not removed by a restore: others may refer to them, and they show nothing by themselves. */
const STAYING = new Set(['shot', 'asset', 'document', 'page', 'suggestion', 'provenance', 'review'])

export interface RestorePlan {
	/** Records to write as they are given, holders before what stands in them. */
	puts: DocRecord[]
	removes: string[]
}
export interface RestoreBy {
	userId: string
	/** Milliseconds since 1970. */
	now: number
}

/** The whole board: `wanted` is all that the version holds. */
export function planBoardRestore(
	current: Iterable<DocRecord>,
	wanted: Iterable<DocRecord>,
	by: RestoreBy,
): RestorePlan {
	const now = new Map([...current].map((record): [string, DocRecord] => [record.id, record]))
	const then = new Map([...wanted].map((record): [string, DocRecord] => [record.id, record]))
	const puts: DocRecord[] = []
	const removes: string[] = []
	for (const record of then.values()) {
		const put = asPut(now.get(record.id), finished(record))
		if (put) puts.push(put)
	}
	for (const record of now.values()) {
		if (then.has(record.id) || STAYING.has(record.typeName)) continue
		if (isPanel(record)) puts.push(...intoTrash(record, by))
		// What stands in a panel that goes to the trash goes there with it.
		else if (!isInLaterPanel(record, now, then)) removes.push(record.id)
	}
	return { puts: holdersFirst(puts), removes }
}

/**
 * One panel: `part` is the panel with all that is drawn in it, `rest` what the version holds beside
 * its panels. A panel that is in the story keeps its place there.
 */
export function planPanelRestore(
	current: Iterable<DocRecord>,
	version: { panelId: string; part: readonly DocRecord[]; rest: readonly DocRecord[] },
): RestorePlan {
	const now = new Map([...current].map((record): [string, DocRecord] => [record.id, record]))
	const { panelId, part, rest } = version
	const then = new Map(part.map((record): [string, DocRecord] => [record.id, record]))
	const puts: DocRecord[] = []
	for (const record of part) {
		const placed = record.id === panelId ? inItsPlace(record, now.get(panelId)) : record
		const put = asPut(now.get(record.id), finished(placed))
		if (put) puts.push(put)
	}
	const needed = new Set(part.flatMap(referencesOf))
	for (const record of rest) if (needed.has(record.id) && !now.has(record.id)) puts.push(record)
	const removes = [...now.values()]
		.filter((record) => !then.has(record.id) && holderOf(record, now) === panelId)
		.map(({ id }): string => id)
	return { puts: holdersFirst(puts), removes }
}

/** The record to write, or null when nothing of it differs. A derived place stays as it is. */
function asPut(existing: DocRecord | undefined, record: DocRecord): DocRecord | null {
	if (!existing) return record
	const changes = diffRecords(fieldsOf(existing), fieldsOf(record))
	if (hasDerivedPlace(fieldsOf(record))) changes.delete('xy')
	if (changes.size === 0) return null
	return changed(existing, [...changes])
}

/** A stroke that was under the pen when the version was kept is nobody's growing one now. */
function finished(record: DocRecord): DocRecord {
	const { props } = fieldsOf(record)
	const isGrowing = isObject(props) && props.isComplete === false
	return isGrowing ? changed(record, [['props.isComplete', true]]) : record
}

function inItsPlace(record: DocRecord, existing: DocRecord | undefined): DocRecord {
	if (!existing || !isStanding(existing)) return record
	return changed(record, [['index', fieldsOf(existing).index]])
}

function isStanding(record: DocRecord): boolean {
	if (!isPanel(record)) return false
	return (record.props.trashedAt ?? null) === null && (record.props.alternateOf ?? null) === null
}

function intoTrash(record: DocRecord, { userId, now }: RestoreBy): DocRecord[] {
	if (!isStanding(record)) return []
	return [
		changed(record, [
			['props.trashedAt', now],
			['props.trashedBy', userId],
		]),
	]
}

function isInLaterPanel(
	record: DocRecord,
	now: ReadonlyMap<string, DocRecord>,
	then: ReadonlyMap<string, DocRecord>,
): boolean {
	const holder = holderOf(record, now)
	return holder !== null && !then.has(holder)
}

/** The panel that something is drawn in, or ties two things in. */
function holderOf(record: DocRecord, records: ReadonlyMap<string, DocRecord>): string | null {
	if (record.typeName === 'binding') {
		const from = records.get(record.fromId)
		return from ? holderOf(from, records) : null
	}
	const seen = new Set<string>()
	for (let at: DocRecord | undefined = record; at?.typeName === 'shape' && !seen.has(at.id); ) {
		if (isPanel(at)) return at.id
		seen.add(at.id)
		at = records.get(at.parentId)
	}
	return null
}

function isPanel(record: DocRecord): record is Extract<DocRecord, { type: 'panel' }> {
	return record.typeName === 'shape' && record.type === 'panel'
}

/** Records outside its part that a record of a panel needs to stand: its shot, its picture's source. */
function referencesOf(record: DocRecord): string[] {
	const { props } = fieldsOf(record)
	if (!isObject(props)) return []
	return [props.shotId, props.assetId].filter((id) => typeof id === 'string')
}

function holdersFirst(records: readonly DocRecord[]): DocRecord[] {
	const byId = new Map(records.map((record): [string, DocRecord] => [record.id, record]))
	const depthOf = (record: DocRecord): number => {
		if (record.typeName === 'binding') return Number.MAX_SAFE_INTEGER
		let depth = 0
		const seen = new Set<string>()
		for (let at: DocRecord | undefined = record; at?.typeName === 'shape'; depth++) {
			if (seen.has(at.id)) break
			seen.add(at.id)
			at = byId.get(at.parentId)
		}
		return depth
	}
	const depths = new Map(records.map((record) => [record, depthOf(record)]))
	return [...records].sort((a, b) => (depths.get(a) ?? 0) - (depths.get(b) ?? 0))
}

function changed(record: DocRecord, changes: [string, unknown][]): DocRecord {
	// Cast at a library edge, as `fieldsOf`: the same record with some of its properties replaced.
	return withPaths(fieldsOf(record), changes) as unknown as DocRecord
}
