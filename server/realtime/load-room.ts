/**
 * Opens a room from the store: verified bytes to documents, index and projections. A new board gets
 * its document and page records here, durable before anybody sees it (B12). A failure is thrown and
 * never becomes an empty writable room (R9).
 */
import { DocumentRecordType, PageRecordType, TLDOCUMENT_ID } from '@tldraw/tlschema'
import type { IndexKey } from '@tldraw/utils'
import { NUMBERING_SCHEMES } from '#core/board/project-records.ts'
import { BOARD_PAGE_ID } from '#core/canvas/new-panel.ts'
import { AppError } from '#core/errors.ts'
import { parseRoomName, type RoomName } from '#core/ids.ts'
import type { Random } from '#core/random.ts'
import { ROOM_ORIGIN } from '#core/sync/origin.ts'
import { CLIENT_ID_LIMIT } from '#core/sync/protocol.ts'
import type { RecordChange } from '#core/sync/record-doc.ts'
import type { Database } from '#db/database.ts'
import type { StoredRoom } from '#db/room-store.ts'
import { createRecordRules } from './check-records.ts'
import { ClientClaims, ROOM_USER_ID } from './claims.ts'
import { MAX_ROOM_BYTES } from './limits.ts'
import type { RealtimeMetrics } from './metrics-sink.ts'
import {
	createBoardProjector,
	createNoProjector,
	createProjectProjector,
	type Projector,
} from './projector.ts'
import { Room } from './room.ts'
import { RoomDocument, readDocument } from './room-document.ts'

export interface LoadContext {
	db: Pick<Database, 'rooms' | 'projects'>
	random: Random
	now: () => number
	metrics: RealtimeMetrics
	maxRoomBytes?: number | undefined
	schedule: (room: Room) => void
}

/** @throws AppError('not_found' | 'trashed' | 'damaged' | 'storage_failed') */
export async function loadRoom(context: LoadContext, name: RoomName): Promise<Room> {
	const stored = await context.db.rooms.open(name)
	if (stored.trashed) throw new AppError('trashed')
	const committed = readDocument(
		stored.snapshot?.state ?? null,
		stored.updates.map((row) => row.update),
	)
	const roomClientId = freeClientId(context.random, stored.clientClaims)
	let projector: Projector = createNoProjector()
	stored.clientClaims.set(roomClientId, ROOM_USER_ID)
	const onChange = (change: RecordChange) => projector.follow(change)
	const document = new RoomDocument(committed, { roomClientId, onChange })
	const kind = parseRoomName(name)?.kind ?? 'notes'
	const isStored =
		kind === 'board' && (await ensureBoardRecords(context, { stored, document, roomClientId }))
	projector = await createProjector(context, stored, document)
	const { projectId, generation, seq, clientClaims } = stored
	const claims = new ClientClaims(clientClaims, { clientId: roomClientId, isStored })
	const { now, metrics, schedule, maxRoomBytes = MAX_ROOM_BYTES } = context
	const rules = createRecordRules(kind)
	const room = new Room({
		...{ name, projectId, generation, seq, document, projector, rules, claims },
		...{ maxRoomBytes, metrics, now, schedule },
	})
	room.updatesSinceSnapshot = stored.updates.length
	return room
}

/** A random id below 2^21 that nobody has used here: ids decide who wins conflicts, so never in order. */
export function freeClientId(random: Random, taken: ReadonlyMap<number, unknown>): number {
	for (;;) {
		const clientId = 1 + Math.floor(random() * (CLIENT_ID_LIMIT - 1))
		if (!taken.has(clientId)) return clientId
	}
}

interface NewBoard {
	stored: StoredRoom
	document: RoomDocument
	roomClientId: number
}

/** Returns whether the room has written, and so stored its claim. */
async function ensureBoardRecords(context: LoadContext, board: NewBoard): Promise<boolean> {
	const { stored, document, roomClientId } = board
	const { records } = document
	if (records.has(TLDOCUMENT_ID) && records.has(BOARD_PAGE_ID)) return false
	const step = document.step(() =>
		records.transact(ROOM_ORIGIN, () => {
			records.put(DocumentRecordType.create({ id: TLDOCUMENT_ID }))
			// A valid fractional index by tldraw's own rule; its type is branded.
			const index = 'a1' as IndexKey
			records.put(PageRecordType.create({ id: BOARD_PAGE_ID, name: 'Board', index }))
		}),
	)
	if (step.delta === null) return false
	const { room, projectId, generation } = stored
	const receipt = await context.db.rooms.commit([
		{
			...{ room, projectId, generation },
			updates: [{ update: step.delta, userId: null, sessionId: null, at: context.now() }],
			claims: [{ clientId: roomClientId, userId: ROOM_USER_ID }],
			...{ projections: {}, events: [], blobs: [], commandResults: [] },
		},
	])
	stored.seq = receipt.seqs.get(room) ?? stored.seq
	document.commit([step.delta])
	return true
}

async function createProjector(
	{ db }: LoadContext,
	stored: StoredRoom,
	{ records }: RoomDocument,
): Promise<Projector> {
	const { kind, id } = parseRoomName(stored.room) ?? { kind: 'notes', id: '' }
	const { projectId } = stored
	if (kind === 'project') return createProjectProjector(records, projectId)
	if (kind !== 'board') return createNoProjector()
	const scene = await db.projects.getScene(id)
	const project = await db.projects.get(projectId)
	const scheme = NUMBERING_SCHEMES.find((one) => one === project?.numberingScheme)
	const facts = {
		...{ sceneId: id, projectId, sceneNumber: scene?.number ?? '' },
		numberingScheme: scheme ?? NUMBERING_SCHEMES[0],
	}
	return createBoardProjector(records, facts)
}
