/**
 * Where records went that left a room, and what their texts were then: what is still sent about them
 * to the old room is carried after them (docs/spec/sync.md R19).
 */
import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { RoomName } from '#core/ids.ts'
import type { ForwardChange, ForwardedRecord } from '../room-store.ts'
import type { Orm } from './orm.ts'
import { forwardedRecord } from './schema.ts'

const TextsSchema = z.record(z.string(), z.string())

/** Notes departures and returns inside a room commit. */
export function writeForwards(orm: Orm, room: RoomName, changes: readonly ForwardChange[]): void {
	for (const { recordId, toRoom, texts } of changes) {
		if (toRoom === null) {
			const here = and(eq(forwardedRecord.room, room), eq(forwardedRecord.recordId, recordId))
			orm.delete(forwardedRecord).where(here).run()
			continue
		}
		const set = { toRoom, texts: JSON.stringify(texts) }
		const target = [forwardedRecord.room, forwardedRecord.recordId]
		const row = { room, recordId, ...set }
		orm.insert(forwardedRecord).values(row).onConflictDoUpdate({ target, set }).run()
	}
}

/** Those of `recordIds` (null = all) that left the room. */
export function readForwards(
	orm: Orm,
	room: RoomName,
	recordIds: readonly string[] | null,
): ForwardedRecord[] {
	const ofRoom = eq(forwardedRecord.room, room)
	// The ids travel as one parameter: a panel may hold more shapes than SQLite takes parameters.
	const wanted = sql`${forwardedRecord.recordId} IN (SELECT value FROM json_each(${JSON.stringify(recordIds)}))`
	const rows = orm
		.select()
		.from(forwardedRecord)
		.where(recordIds === null ? ofRoom : and(ofRoom, wanted))
		.all()
	return rows.map(({ recordId, toRoom, texts }) => ({
		recordId,
		// Written by `writeForwards` from a room's name.
		toRoom: toRoom as RoomName,
		texts: TextsSchema.parse(JSON.parse(texts)),
	}))
}
