/** What the entries of a shared document are, and which of their paths are special. */
import type { TLRecord } from '@tldraw/tlschema'
import type { CustomRecord } from '../canvas/canvas-schema.ts'
import { TEXT_PATHS } from '../canvas/panel-shape.ts'

/** Any record that people edit together. */
export type DocRecord = TLRecord | CustomRecord

/** A record seen as its properties, for code that works on any type by path. */
export type Fields = Readonly<Record<string, unknown>>

const NO_PATHS: readonly string[] = []

/** The paths of a record that merge by character (spec: text path). */
export function textPathsOf(record: Fields): readonly string[] {
	const kind = record.typeName === 'shape' ? record.type : record.typeName
	return typeof kind === 'string' && Object.hasOwn(TEXT_PATHS, kind)
		? (TEXT_PATHS[kind] ?? NO_PATHS)
		: NO_PATHS
}

/** Whether where the record stands is derived from its order and never travels (B8). */
export function hasDerivedPlace(record: Fields): boolean {
	return record.typeName === 'shape' && (record.type === 'panel' || record.type === 'backdrop')
}

/** Whether an id can be a key of the layout (L2). */
export function isRecordId(id: string): boolean {
	return id.length > 0 && id.length <= 200 && !id.includes('/') && id !== '__proto__'
}
