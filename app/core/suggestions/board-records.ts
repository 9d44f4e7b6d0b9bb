/**
 * The least that suggestions ask of a board's records. A room's RecordReader and RecordWriter fit
 * these structurally, and so does a plain Map in a test; core knows no room.
 */
import type { TLRecord } from '@tldraw/tlschema'
import type { ShotRecord } from '../board/shot-record.ts'
import { isInStory } from '../board/story.ts'
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

/** The panel, unless it is gone from the story: what is off the wall is no target. */
export function panelOf(records: BoardReader, id: string): PanelShape | undefined {
	const record = records.get(id)
	return isStoryPanel(record) ? record : undefined
}

export function shotOf(records: BoardReader, id: string | null): ShotRecord | undefined {
	const record = id === null ? undefined : records.get(id)
	return isShot(record) ? record : undefined
}

/** The panels in the story, in no particular order. */
export function panelsOf(records: BoardReader): PanelShape[] {
	return [...records.all()].filter(isStoryPanel)
}

/** A panel that is in the story: not in the trash, no alternate. */
export function isStoryPanel(record: BoardRecord | undefined): record is PanelShape {
	return isPanel(record) && isInStory(record.props)
}
