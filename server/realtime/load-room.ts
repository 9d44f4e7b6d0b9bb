/**
 * Opens a room from the store: verified bytes to documents, index and projections. A new board gets
 * its document and page records here, durable before anybody sees it (B12). A failure is thrown and
 * never becomes an empty writable room (R9).
 */

import type { SerializedSchema } from '@tldraw/store'
import { DocumentRecordType, PageRecordType, TLDOCUMENT_ID } from '@tldraw/tlschema'
import type { IndexKey } from '@tldraw/utils'
import { NUMBERING_SCHEMES } from '#core/board/project-records.ts'
import { createCanvasSchema } from '#core/canvas/canvas-schema.ts'
import { DOCUMENT_SCHEMAS, DOCUMENT_VERSION } from '#core/canvas/document-version.ts'
import { BOARD_PAGE_ID } from '#core/canvas/new-panel.ts'
import { AppError } from '#core/errors.ts'
import { parseRoomName, type RoomName } from '#core/ids.ts'
import type { Random } from '#core/random.ts'
import { migrateDocument, type TargetSchema } from '#core/sync/migrate-document.ts'
import { ROOM_ORIGIN } from '#core/sync/origin.ts'
import { CLIENT_ID_LIMIT } from '#core/sync/protocol.ts'
import type { RecordChange, RecordDoc } from '#core/sync/record-doc.ts'
import type { Database } from '#db/database.ts'
import type { StoredRoom } from '#db/room-store.ts'
import { readStored } from './archive.ts'
import { createRecordRules } from './check-records.ts'
import { ClientClaims, ROOM_USER_ID } from './claims.ts'
import { MAX_ROOM_BYTES } from './limits.ts'
import type { RealtimeMetrics } from './metrics-sink.ts'
import {
	createBoardProjector,
	createLazyProjector,
	createNotesProjector,
	createProjectProjector,
	type Projector,
} from './projector.ts'
import { Room } from './room.ts'
import { RoomArchive } from './room-archive.ts'
import { RoomDocument } from './room-document.ts'
import type { RoomWatcher } from './rooms-api.ts'

/** Longest turn of working ahead, milliseconds, and how long after loading it begins. */
const SLICE_MS = 8
const WORK_AHEAD_MS = 2000

/** The form of documents this program writes, and the older ones it can read. */
export interface DocumentFormat {
	version: number
	schema: TargetSchema
	schemas: Readonly<Record<number, SerializedSchema>>
}
const CURRENT_FORMAT: DocumentFormat = {
	version: DOCUMENT_VERSION,
	schema: createCanvasSchema(),
	schemas: DOCUMENT_SCHEMAS,
}

export interface LoadContext {
	db: Pick<Database, 'rooms' | 'projects'>
	random: Random
	now: () => number
	metrics: RealtimeMetrics
	maxRoomBytes?: number | undefined
	/** Another one in tests of migration. */
	format?: DocumentFormat | undefined
	schedule: (room: Room) => void
	watcher?: RoomWatcher | undefined
}

/** @throws AppError('not_found' | 'trashed' | 'damaged' | 'newer_document' | 'storage_failed') */
export async function loadRoom(
	context: LoadContext,
	name: RoomName,
	{ evenInTrash = false } = {},
): Promise<Room> {
	const { format = CURRENT_FORMAT } = context
	const stored = await context.db.rooms.open(name)
	if (stored.trashed && !evenInTrash) throw new AppError('trashed')
	// What a newer program wrote is never touched by this one (V4).
	if (stored.documentVersion > format.version) throw new AppError('newer_document')
	const roomClientId = freeClientId(context.random, stored.clientClaims)
	stored.clientClaims.set(roomClientId, ROOM_USER_ID)
	const archive = new RoomArchive(stored.snapshot, stored.updates)
	const projector = createLazyProjector(await projectorMaker(context, stored, () => document))
	const onChange = (change: RecordChange) => projector.follow(change)
	const read = () =>
		readStored(
			stored.snapshot,
			stored.updates.map((row) => row.update),
		)
	const document = new RoomDocument({ roomClientId, read, onChange })
	const opening = { stored, document, archive, roomClientId }
	const isStored = await bringUpToDate(context, opening)
	// A joiner is answered from the verified bytes; whatever else needs the document reads it then.
	if (archive.joinFrame() === null) void document.committed
	const { projectId, generation, seq, clientClaims } = stored
	const claims = new ClientClaims(clientClaims, { clientId: roomClientId, isStored })
	const { now, metrics, schedule, watcher, maxRoomBytes = MAX_ROOM_BYTES } = context
	const rules = createRecordRules(parseRoomName(name)?.kind ?? 'notes')
	const room = new Room({
		...{ name, projectId, generation, seq, document, archive, projector, rules, claims },
		...{ maxRoomBytes, metrics, now, schedule, watcher },
	})
	workAhead(room, projector)
	return room
}

/** A random id below 2^21 that nobody has used here: ids decide who wins conflicts, so never in order. */
export function freeClientId(random: Random, taken: ReadonlyMap<number, unknown>): number {
	for (;;) {
		const clientId = 1 + Math.floor(random() * (CLIENT_ID_LIMIT - 1))
		if (!taken.has(clientId)) return clientId
	}
}

interface Opening {
	stored: StoredRoom
	document: RoomDocument
	archive: RoomArchive
	roomClientId: number
}

/**
 * Writes what the room itself must write before anybody is let in: a new board's page (B12), and the
 * records of an older program in today's form (V2). Returns whether it has, and so stored its claim.
 */
async function bringUpToDate(context: LoadContext, opening: Opening): Promise<boolean> {
	const { format = CURRENT_FORMAT } = context
	const { stored, document } = opening
	const isOlder = stored.documentVersion < format.version
	const isNew = parseRoomName(stored.room)?.kind === 'board' && stored.snapshot === null
	if (!isOlder && !isNew) return false
	const { records } = document
	const step = document.step(() =>
		records.transact(ROOM_ORIGIN, () => {
			if (isOlder) migrate(records, stored.documentVersion, format)
			if (isNew) addBoardRecords(records)
		}),
	)
	if (step.delta === null && !isOlder) return false
	await write(context, opening, step.delta)
	return step.delta !== null
}

/** @throws AppError('damaged') when there is no way from that version to this. */
function migrate(records: RecordDoc, version: number, format: DocumentFormat): void {
	const from = format.schemas[version]
	if (!from) throw new AppError('damaged', { details: { reason: `document version ${version}` } })
	try {
		migrateDocument(records, { from, to: format.schema })
	} catch (cause) {
		throw new AppError('damaged', { cause })
	}
}

function addBoardRecords(records: RecordDoc): void {
	if (records.has(TLDOCUMENT_ID) && records.has(BOARD_PAGE_ID)) return
	records.put(DocumentRecordType.create({ id: TLDOCUMENT_ID }))
	// A valid fractional index by tldraw's own rule; its type is branded.
	const index = 'a1' as IndexKey
	records.put(PageRecordType.create({ id: BOARD_PAGE_ID, name: 'Board', index }))
}

async function write(
	context: LoadContext,
	{ stored, document, archive, roomClientId }: Opening,
	delta: Uint8Array | null,
): Promise<void> {
	const { format = CURRENT_FORMAT } = context
	const { room, projectId, generation } = stored
	const updates = delta ? [{ update: delta, userId: null, sessionId: null, at: context.now() }] : []
	const receipt = await context.db.rooms.commit([
		{
			...{ room, projectId, generation, updates, documentVersion: format.version },
			claims: delta ? [{ clientId: roomClientId, userId: ROOM_USER_ID }] : [],
			...{ projections: {}, events: [], blobs: [], commandResults: [] },
		},
	])
	stored.seq = receipt.seqs.get(room) ?? stored.seq
	if (!delta) return
	document.commit([delta])
	archive.append([delta], stored.seq)
}

/**
 * Makes ready what the first stroke will need, once the people who opened the room have been served:
 * a step at a time, so that other rooms' strokes go between.
 */
function workAhead(room: Room, projector: Projector): void {
	let steps: Iterator<void> | null = null
	const next = (run: () => void) => setImmediate(() => attempt(run))
	const attempt = (run: () => void) => {
		try {
			if (!room.isGone) run()
		} catch {
			// A damaged document has sent everybody away; any other fault is met, and told, by a write.
		}
	}
	const turn = () => {
		const until = performance.now() + SLICE_MS
		steps ??= projector.prepare?.()[Symbol.iterator]() ?? null
		while (performance.now() < until) if (steps?.next().done ?? true) return
		next(turn)
	}
	const start = () =>
		attempt(() => {
			void room.committed
			next(turn)
		})
	setTimeout(start, WORK_AHEAD_MS).unref()
}

async function projectorMaker(
	{ db }: LoadContext,
	stored: StoredRoom,
	document: () => RoomDocument,
): Promise<() => Projector> {
	const { kind, id } = parseRoomName(stored.room) ?? { kind: 'notes', id: '' }
	const { projectId } = stored
	if (kind === 'project') return () => createProjectProjector(document().records, projectId)
	if (kind === 'notes')
		return () => createNotesProjector(document().records, { sceneId: id, projectId })
	const scene = await db.projects.getScene(id)
	const project = await db.projects.get(projectId)
	const scheme = NUMBERING_SCHEMES.find((one) => one === project?.numberingScheme)
	const facts = {
		...{ sceneId: id, projectId, sceneNumber: scene?.number ?? '' },
		numberingScheme: scheme ?? NUMBERING_SCHEMES[0],
	}
	return () => createBoardProjector(document().records, facts)
}
