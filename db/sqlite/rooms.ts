/**
 * Rooms on SQLite: opening verifies every stored byte by its hash, so that a damaged file is a refusal
 * and never an empty or altered board; writing is commit-rooms.ts. A damaged newest snapshot falls
 * back to the one before and the longer log, which trimming therefore keeps.
 */
import { and, asc, desc, eq, gt, lt, lte } from 'drizzle-orm'
import { DOCUMENT_VERSION } from '#core/canvas/document-version.ts'
import { AppError } from '#core/errors.ts'
import { parseRoomName, type RoomName } from '#core/ids.ts'
import type { RoomStore, StoredRoom, StoredUpdate } from '../room-store.ts'
import { commitRooms } from './commit-rooms.ts'
import { prepareCommit } from './commit-statements.ts'
import { giveBackSpace, type Sqlite } from './connect.ts'
import { readForwards } from './forwards.ts'
import { sha256, snapshotHash } from './hash.ts'
import type { Orm } from './orm.ts'
import {
	commandResult,
	project,
	room,
	roomClient,
	roomSnapshot,
	roomUpdate,
	scene,
} from './schema.ts'
import { storageError, writing } from './sqlite-error.ts'

/** The room store of one connection; its commits are synchronous. */
export function createRoomStore(sqlite: Sqlite, orm: Orm, now: () => number): RoomStore {
	const context = { sqlite, orm, statements: prepareCommit(orm) }
	return {
		async open(name) {
			return openRoom(orm, name)
		},
		commit(batch) {
			try {
				return commitRooms(context, batch, now())
			} catch (error) {
				throw storageError(error)
			}
		},
		async findForwards(name, recordIds) {
			return readForwards(orm, name, recordIds)
		},
		async findCommandResult(userId, key) {
			const where = and(eq(commandResult.userId, userId), eq(commandResult.key, key))
			return orm.select().from(commandResult).where(where).get()?.resultJson ?? null
		},
		async saveSnapshot(name, generation, given) {
			const body = Buffer.from(given.body)
			const clocks = given.clocks && Buffer.from(given.clocks)
			const written = { body, clocks, encoding: 'packed' as const, at: now() }
			const snapshot = {
				...{ room: name, generation, uptoSeq: given.uptoSeq },
				...{ ...written, sha256: snapshotHash(written) },
			}
			writing(() => {
				sqlite.transaction(() => insertSnapshot(orm, snapshot)).immediate()
				giveBackSpace(sqlite)
			})
		},
		async create(name, projectId) {
			const parsed = parseRoomName(name)
			if (!parsed) throw new AppError('not_found')
			const documentVersion = DOCUMENT_VERSION
			const values = { room: name, kind: parsed.kind, projectId, createdAt: now(), documentVersion }
			writing(() => orm.insert(room).values(values).onConflictDoNothing().run())
		},
	}
}

/** @throws AppError('not_found' | 'damaged') */
function openRoom(orm: Orm, name: RoomName): StoredRoom {
	const row = orm.select().from(room).where(eq(room.room, name)).get()
	if (!row) throw new AppError('not_found')
	const { generation, seq, projectId, documentVersion } = row
	const document = readDocument(orm, { name, generation, seq })
	const claims = orm.select().from(roomClient).where(eq(roomClient.room, name)).all()
	return {
		room: name,
		projectId,
		generation,
		seq,
		documentVersion,
		...document,
		clientClaims: new Map(claims.map((claim) => [claim.clientId, claim.userId])),
		trashed: isTrashed(orm, name, projectId),
	}
}

function isTrashed(orm: Orm, name: RoomName, projectId: string): boolean {
	const ofProject = orm
		.select({ at: project.trashedAt })
		.from(project)
		.where(eq(project.projectId, projectId))
		.get()
	if (ofProject && ofProject.at !== null) return true
	const sceneId = parseRoomName(name)?.id ?? ''
	const where = eq(scene.sceneId, sceneId)
	const ofScene = orm.select({ at: scene.trashedAt }).from(scene).where(where).get()
	return ofScene !== undefined && ofScene.at !== null
}

interface Wanted {
	name: RoomName
	generation: number
	seq: number
}

/** The newest whole version: snapshot and log, or an older snapshot and a longer log. */
function readDocument(orm: Orm, wanted: Wanted): Pick<StoredRoom, 'snapshot' | 'updates'> {
	const snapshots = orm
		.select()
		.from(roomSnapshot)
		.where(and(eq(roomSnapshot.room, wanted.name), eq(roomSnapshot.generation, wanted.generation)))
		.orderBy(desc(roomSnapshot.uptoSeq))
		.all()
	const whole = snapshots.find((snapshot) => snapshotHash(snapshot).equals(snapshot.sha256))
	const uptoSeq = whole?.uptoSeq ?? 0
	const updates = readUpdates(orm, wanted, uptoSeq)
	if (!whole) return { snapshot: null, updates }
	const { body, encoding, clocks } = whole
	return { snapshot: { uptoSeq, body, encoding, clocks }, updates }
}

/** Every update after `uptoSeq` to the room's last, verified. @throws AppError('damaged') */
function readUpdates(orm: Orm, { name, generation, seq }: Wanted, uptoSeq: number): StoredUpdate[] {
	const where = and(
		eq(roomUpdate.room, name),
		eq(roomUpdate.generation, generation),
		gt(roomUpdate.seq, uptoSeq),
	)
	const rows = orm.select().from(roomUpdate).where(where).orderBy(asc(roomUpdate.seq)).all()
	let expected = uptoSeq
	for (const row of rows) {
		expected += 1
		const isWhole = row.seq === expected && sha256(row.body).equals(row.sha256)
		if (!isWhole) throw new AppError('damaged', { details: { room: name, seq: expected } })
	}
	if (expected !== seq) throw new AppError('damaged', { details: { room: name, seq: expected } })
	return rows.map((row) => ({ seq: row.seq, update: row.body }))
}

type SnapshotRow = typeof roomSnapshot.$inferInsert

/** Stores the snapshot; drops what only snapshots older than the previous one needed. */
function insertSnapshot(orm: Orm, row: SnapshotRow): void {
	const ofRoom = and(eq(roomSnapshot.room, row.room), eq(roomSnapshot.generation, row.generation))
	const previous = orm
		.select({ uptoSeq: roomSnapshot.uptoSeq })
		.from(roomSnapshot)
		.where(and(ofRoom, lt(roomSnapshot.uptoSeq, row.uptoSeq)))
		.orderBy(desc(roomSnapshot.uptoSeq))
		.get()
	orm.insert(roomSnapshot).values(row).onConflictDoNothing().run()
	if (!previous) return
	orm
		.delete(roomSnapshot)
		.where(and(ofRoom, lt(roomSnapshot.uptoSeq, previous.uptoSeq)))
		.run()
	const folded = and(
		eq(roomUpdate.room, row.room),
		eq(roomUpdate.generation, row.generation),
		lte(roomUpdate.seq, previous.uptoSeq),
	)
	orm.delete(roomUpdate).where(folded).run()
}
