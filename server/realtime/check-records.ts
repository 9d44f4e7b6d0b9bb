/**
 * The second door of an update (R6, R7): every record it touched must be valid, of a type this room
 * holds, small enough, and refer to nothing outside this server. The schema is the browser's own.
 */
import { createCanvasSchema, ROOM_RECORD_TYPES } from '#core/canvas/canvas-schema.ts'
import { TEXT_PATHS } from '#core/canvas/panel-shape.ts'
import { AppError } from '#core/errors.ts'
import type { RoomKind } from '#core/ids.ts'
import type { Writer } from '#core/notes/note-rights.ts'
import { ROOM_ONLY_TYPES } from '#core/suggestions/suggestion-record.ts'
import { type DocRecord, hasDerivedPlace, isRecordId } from '#core/sync/doc-record.ts'
import type { RecordDoc } from '#core/sync/record-doc.ts'
import { checkLocks } from './check-locks.ts'
import { checkNotes } from './check-notes.ts'
import { refusal } from './guard.ts'
import { MAX_RECORD_CHARS, MAX_STROKE_CHARS } from './limits.ts'

/** Shapes that would fetch from, or show, other sites. */
const REFUSED_SHAPES: readonly string[] = ['bookmark', 'embed', 'video']
/** Made by the room when a board is made; people neither add nor remove them (B12). */
const FIXED_TYPES: readonly string[] = ['document', 'page']
const OUR_ASSET = /^\/assets\/[0-9a-z._-]{1,100}$/i

export interface RecordRules {
	/** Checks what a client's update touched. @throws AppError('forbidden' | 'invalid_update' | 'locked') */
	checkClient(records: RecordDoc, touched: Iterable<string>, change: ClientChange): void
	/** Checks what the room wrote itself. @throws AppError('invalid_update') */
	checkRoom(records: RecordDoc, touched: Iterable<string>): void
}
/** Records as they were before the update, by id; undefined = there was none. */
export type RecordsBefore = ReadonlyMap<string, DocRecord | undefined>
export interface ClientChange {
	before: RecordsBefore
	by: Writer
}

/** The rules of one kind of room. */
export function createRecordRules(kind: RoomKind): RecordRules {
	const schema = createCanvasSchema()
	const types: Record<string, { validate(record: unknown): unknown } | undefined> = schema.types
	const allowed = ROOM_RECORD_TYPES[kind]

	function checkOne(records: RecordDoc, id: string): void {
		const type = typeOfId(id)
		if (!isRecordId(id) || !allowed.includes(type))
			throw refusal(`type foreign to the room: ${type}`)
		if (records.damaged.has(id)) throw refusal('record cannot be read')
		const record = records.get(id)
		if (!record) return
		if (record.typeName !== type) throw refusal('type differs from its id')
		try {
			types[type]?.validate(record)
		} catch (cause) {
			const details = { reason: 'record not valid', recordId: id }
			throw new AppError('invalid_update', { cause, details })
		}
		checkSize(record)
		checkReferences(record)
	}

	return {
		checkClient(records, touched, { before, by }) {
			for (const id of touched) {
				if (ROOM_ONLY_TYPES.includes(typeOfId(id)))
					throw new AppError('forbidden', { details: { reason: 'room-only record' } })
				const wasThere = before.has(id) ? before.get(id) !== undefined : records.has(id)
				if (FIXED_TYPES.includes(typeOfId(id)) && wasThere !== records.has(id))
					throw refusal('adds or removes the page')
				checkOne(records, id)
			}
			if (kind === 'notes') checkNotes(records, before, by)
			if (kind === 'board') checkLocks(records, before)
		},
		checkRoom(records, touched) {
			for (const id of touched) checkOne(records, id)
		},
	}
}

function typeOfId(id: string): string {
	return id.slice(0, Math.max(0, id.indexOf(':')))
}

function checkSize(record: DocRecord): void {
	const fields: Record<string, unknown> = { ...record }
	const isStroke = fields.type === 'draw' || fields.type === 'highlight'
	const limit = isStroke ? MAX_STROKE_CHARS : MAX_RECORD_CHARS
	if (JSON.stringify(record).length - textLength(fields) > limit)
		throw new AppError('invalid_update', {
			userMessage:
				'One drawing or text is too large for the board. It is kept aside on this device.',
			details: { reason: 'record too large' },
		})
}

/** Letters of the fields that have a limit of their own. */
function textLength(fields: Record<string, unknown>): number {
	const kind = fields.typeName === 'shape' ? fields.type : fields.typeName
	const paths = typeof kind === 'string' && Object.hasOwn(TEXT_PATHS, kind) ? TEXT_PATHS[kind] : []
	let length = 0
	for (const path of paths ?? []) {
		const holder: unknown = path.startsWith('props.') ? fields.props : fields
		const value = Object.entries(holder ?? {}).find(([key]) => key === path.replace('props.', ''))
		if (value && typeof value[1] === 'string') length += JSON.stringify(value[1]).length
	}
	return length
}

function checkReferences(record: DocRecord): void {
	if (record.typeName === 'asset') {
		const { src } = record.props
		if (record.type !== 'image') throw refusal('asset that is no image')
		if (src !== null && !OUR_ASSET.test(src)) throw refusal('asset from elsewhere')
	}
	if (record.typeName !== 'shape') return
	if (REFUSED_SHAPES.includes(record.type)) throw refusal(`shape not used here: ${record.type}`)
	if (hasDerivedPlace({ ...record }) && !record.parentId.startsWith('page:'))
		throw refusal(`${record.type} inside something`)
}
