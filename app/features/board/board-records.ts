/**
 * Reads and writes of our own record types in the board's store. tldraw types its store by its own
 * records and brands their ids; this is the one place that crosses that line. Every record in the
 * store has passed the schema (canvas-schema.ts), so a typeName says what a record is.
 */

import type { Signal, TLRecord, TLStore } from 'tldraw'
import type { ShotRecord } from '#core/board/shot-record.ts'
import type { CustomRecord } from '#core/canvas/canvas-schema.ts'
import type { PanelShape } from '#core/canvas/panel-shape.ts'
import { isLockedPanel } from '#core/notes/review-record.ts'

export type BoardRecord = TLRecord | CustomRecord
type TypeName = BoardRecord['typeName']

interface OwnStore {
	get(id: string): BoardRecord | undefined
	put(records: readonly BoardRecord[]): void
	remove(ids: readonly string[]): void
	query: { records<T extends TypeName>(type: T): Signal<Extract<BoardRecord, { typeName: T }>[]> }
}

function own(store: TLStore): OwnStore {
	return store as unknown as OwnStore
}

/** All records of a type, as a signal that only changes of that type wake. */
export function recordsOfType<T extends TypeName>(
	store: TLStore,
	type: T,
): Signal<Extract<BoardRecord, { typeName: T }>[]> {
	return own(store).query.records(type)
}

export function getRecord(store: TLStore, id: string | null): BoardRecord | undefined {
	return id === null ? undefined : own(store).get(id)
}

/** Creates or replaces records, as the person's own change. */
export function putRecords(store: TLStore, records: readonly BoardRecord[]): void {
	own(store).put(records)
}

/** Removes records, as the person's own change. */
export function removeRecords(store: TLStore, ids: readonly string[]): void {
	own(store).remove(ids)
}

export function getPanel(store: TLStore, id: string | null): PanelShape | null {
	const record = getRecord(store, id)
	return record?.typeName === 'shape' && record.type === 'panel' ? record : null
}

export function getShot(store: TLStore, id: string | null): ShotRecord | null {
	const record = getRecord(store, id)
	return record?.typeName === 'shot' ? record : null
}

/** Whether review has locked the panel, or its scene (docs/spec/sync.md R25). */
export function isPanelLocked(store: TLStore, id: string): boolean {
	return isLockedPanel({ get: (recordId) => getRecord(store, recordId) }, id)
}

/** Every panel of the board, off the wall or on it. */
export function allPanels(store: TLStore): PanelShape[] {
	return store.query
		.records('shape', () => ({ type: { eq: 'panel' } }))
		.get()
		.filter((shape): shape is PanelShape => shape.type === 'panel')
}
