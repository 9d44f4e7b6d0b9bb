/**
 * What people still write about records that have just left for another room (they could not know)
 * goes after them (R19, R20): ink drawn into a moved panel, letters typed into its caption, a stroke
 * whose pen was down. Nothing of it is lost, and nothing that was erased meanwhile comes back.
 */

import type { RoomName } from '#core/ids.ts'
import type { DocRecord } from '#core/sync/doc-record.ts'
import type { RecordDoc } from '#core/sync/record-doc.ts'
import { fieldsOf, getPath } from '#core/sync/record-path.ts'
import { isGrowingStroke } from '#core/sync/stroke-codec.ts'
import { mergeText } from '#core/sync/text-merge.ts'
import type { ForwardChange, ForwardedRecord } from '#db/room-store.ts'

export interface Carriage {
	from: RecordDoc
	to: RecordDoc
	toRoom: RoomName
	/** The records that left `from` and are now in `to`, with their texts when they were last carried. */
	forwarded: readonly ForwardedRecord[]
	/** Notes what has gone, for whatever comes later still. */
	forward: (changes: readonly ForwardChange[]) => void
}

/**
 * The ids to ask the store about after `touched` changed: what has no base here (L6), and shapes whose
 * parents lead to something that is not here (B9), with what is missing.
 */
export function lateIds(records: RecordDoc, touched: Iterable<string>): Set<string> {
	const late = new Set<string>()
	for (const id of touched) {
		const record = records.get(id)
		const missing = record && missingAncestor(records, record)
		const isLate = record ? missing !== undefined : records.leftovers(id).size > 0
		if (isLate) late.add(id)
		if (missing !== undefined) late.add(missing)
	}
	return late
}

/** The shapes that stand in one of `parentIds`, none of which is here. */
export function orphansOf(records: RecordDoc, parentIds: ReadonlySet<string>): DocRecord[] {
	const isOrphan = (record: DocRecord) =>
		record.typeName === 'shape' && parentIds.has(record.parentId) && !records.has(record.parentId)
	return [...records.all()].filter(isOrphan)
}

/** Carries over everything late about what left. Run again, it changes nothing. */
export function carryLate(carriage: Carriage): void {
	const { from, forwarded } = carriage
	const gone = new Set(forwarded.map((row) => row.recordId))
	for (const row of forwarded) {
		const stayed = from.get(row.recordId)
		if (!stayed) carryLeftovers(carriage, row)
		else if (isHeldInk(from, stayed)) carryInk(carriage, stayed)
		// In one of the two only: it was erased over there, or has come back by another move meanwhile.
		else if (carriage.to.has(row.recordId)) carryReturned(carriage, row)
	}
	const children = childrenOf(from)
	for (const orphan of orphansOf(from, gone))
		if (!gone.has(orphan.id)) carryShape(carriage, orphan, children)
	carryBindings(carriage)
}

/** A stroke that was being drawn when its panel left (R20): its new ink and, when done, itself. */
function carryInk({ from, to }: Carriage, stroke: DocRecord): void {
	if (stroke.typeName !== 'shape' || !('segments' in stroke.props)) return
	const { segments, isComplete } = stroke.props
	to.update(stroke.id, { 'props.segments': segments, 'props.isComplete': isComplete })
	if (isComplete || !to.has(stroke.id)) from.remove(stroke.id)
}

function isHeldInk(from: RecordDoc, record: DocRecord): boolean {
	if (record.typeName !== 'shape' || missingAncestor(from, record) === undefined) return false
	return 'segments' in record.props
}

/**
 * Somebody deleted it, it left before that was known, and the deletion was undone: it is in the other
 * room and in no second one. What was set since then comes along.
 */
function carryReturned(carriage: Carriage, row: ForwardedRecord): void {
	const { changes, texts } = lateChanges(carriage, row)
	carriage.to.update(row.recordId, changes)
	carriage.from.remove(row.recordId)
	carriage.forward([{ ...row, texts }])
}

/** Fields that were set, and letters that were typed, under an id that is not here any more. */
function carryLeftovers(carriage: Carriage, row: ForwardedRecord): void {
	const { from, to, forward } = carriage
	const { changes, texts } = lateChanges(carriage, row)
	if (Object.keys(changes).length === 0) return
	to.update(row.recordId, changes)
	from.clearLeftovers(row.recordId)
	forward([{ ...row, texts }])
}

function lateChanges({ from, to }: Carriage, row: ForwardedRecord) {
	const changes: Record<string, unknown> = {}
	const texts = { ...row.texts }
	const there = to.get(row.recordId)
	if (!there) return { changes, texts }
	for (const [path, value] of from.entriesOf(row.recordId)) {
		const base = row.texts[path]
		if (base === undefined) {
			if (fits(to, there, { path, value })) changes[path] = value
		} else if (typeof value === 'string' && value !== base) {
			changes[path] = mergeText(base, String(getPath(fieldsOf(there), path) ?? ''), value)
			texts[path] = value
		}
	}
	return { changes, texts }
}

/** A place among other panels means nothing there; a reference must lead to something. */
function fits(to: RecordDoc, there: DocRecord, late: { path: string; value: unknown }): boolean {
	const { path, value } = late
	if (path === 'index') return there.typeName !== 'shape' || there.type !== 'panel'
	const isReference = path === 'parentId' || path === 'props.shotId' || path === 'props.assetId'
	return !isReference || typeof value !== 'string' || to.has(value)
}

/** A shape drawn into something that left, with all that stands in it. */
function carryShape(
	{ from, to, toRoom, forward }: Carriage,
	shape: DocRecord,
	children: ReadonlyMap<string, DocRecord[]>,
): void {
	if (shape.typeName !== 'shape' || !to.has(shape.parentId)) return
	const carried: DocRecord[] = [shape]
	for (const record of carried) carried.push(...(children.get(record.id) ?? []))
	for (const record of carried) {
		const assetId = getPath(fieldsOf(record), 'props.assetId')
		const asset = typeof assetId === 'string' ? from.get(assetId) : undefined
		if (asset && !to.has(asset.id)) to.put(asset)
		to.put(record)
		if (!isGrowingStroke(fieldsOf(record))) from.remove(record.id)
	}
	forward(carried.map(({ id }) => ({ recordId: id, toRoom, texts: {} })))
}

/** Arrows follow the shapes they hold on to. */
function carryBindings({ from, to }: Carriage): void {
	for (const record of [...from.all()]) {
		if (record.typeName !== 'binding' || (from.has(record.fromId) && from.has(record.toId)))
			continue
		if (!to.has(record.fromId) || !to.has(record.toId)) continue
		to.put(record)
		from.remove(record.id)
	}
}

function childrenOf(records: RecordDoc): Map<string, DocRecord[]> {
	const children = new Map<string, DocRecord[]>()
	for (const record of records.all()) {
		if (record.typeName !== 'shape') continue
		const siblings = children.get(record.parentId)
		if (siblings) siblings.push(record)
		else children.set(record.parentId, [record])
	}
	return children
}

/** The id that a shape's parents lead to and that is not here, if any. */
function missingAncestor(records: RecordDoc, shape: DocRecord): string | undefined {
	const seen = new Set<string>()
	let current: DocRecord | undefined = shape
	while (current?.typeName === 'shape' && !seen.has(current.id)) {
		seen.add(current.id)
		if (!records.has(current.parentId)) return current.parentId
		current = records.get(current.parentId)
	}
	return undefined
}
