/**
 * The least that suggestions ask of a board's records. A room's RecordReader and RecordWriter fit
 * these structurally, and so does a plain Map in a test; core knows no room.
 */
import type { TLRecord } from '@tldraw/tlschema'
import type { ShotRecord } from '../board/shot-record.ts'
import type { CustomRecord } from '../canvas/canvas-schema.ts'
import type { PanelShape } from '../canvas/panel-shape.ts'

export type BoardRecord = TLRecord | CustomRecord

export interface BoardReader {
	get(id: string): BoardRecord | undefined
	all(): Iterable<BoardRecord>
}
export interface BoardWriter extends BoardReader {
	/** Creates the record, or writes the properties that differ when it exists. */
	put(record: BoardRecord): void
	/** Sets properties by path (`props.action`); text fields merge by character. */
	update(id: string, changes: Record<string, unknown>): void
	remove(id: string): void
}

export function isPanel(record: BoardRecord | undefined): record is PanelShape {
	return record?.typeName === 'shape' && record.type === 'panel'
}

export function isShot(record: BoardRecord | undefined): record is ShotRecord {
	return record?.typeName === 'shot'
}

export function panelOf(records: BoardReader, id: string): PanelShape | undefined {
	const record = records.get(id)
	return isPanel(record) ? record : undefined
}

export function shotOf(records: BoardReader, id: string | null): ShotRecord | undefined {
	const record = id === null ? undefined : records.get(id)
	return isShot(record) ? record : undefined
}

export function panelsOf(records: BoardReader): PanelShape[] {
	return [...records.all()].filter(isPanel)
}
