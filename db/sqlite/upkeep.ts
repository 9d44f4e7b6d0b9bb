/**
 * Upkeep on SQLite. It has no page checksums: a flipped byte inside a body passes `integrity_check`,
 * so only the hash beside each body can say whether it is what was written.
 */
import { statSync } from 'node:fs'
import { eq } from 'drizzle-orm'
import { parseRoomName, type RoomName } from '#core/ids.ts'
import type { DamagedRow, UpkeepStore } from '../upkeep-store.ts'
import type { Sqlite } from './connect.ts'
import { snapshotHash } from './hash.ts'
import type { Orm } from './orm.ts'
import { room, roomSnapshot, roomUpdate } from './schema.ts'
import { writing } from './sqlite-error.ts'

export function createUpkeepStore(sqlite: Sqlite, orm: Orm): UpkeepStore {
	const generations = () => {
		const rows = orm.select({ name: room.room, generation: room.generation }).from(room).all()
		return new Map(rows.map((row) => [roomNameOf(row.name), row.generation]))
	}
	return {
		async damagedRows() {
			return TABLES.flatMap((table) => damagedIn(sqlite, table))
		},
		async unnamedBlobs() {
			return sqlite.prepare<[], { projectId: string; count: number }>(UNNAMED_BLOBS).all()
		},
		generations: async () => generations(),
		async raiseGenerations({ seen, atLeast }) {
			const raised = new Map<RoomName, number>()
			for (const [name, generation] of generations())
				raised.set(name, Math.max(generation + 1, (seen.get(name) ?? 0) + 1, atLeast))
			const raise = () => {
				for (const [name, generation] of raised) raiseRoom(orm, name, generation)
			}
			writing(() => sqlite.transaction(raise).immediate())
			return raised
		},
		sizes: () => ({
			databaseBytes: sizeOf(sqlite.name),
			journalBytes: sizeOf(`${sqlite.name}-wal`),
		}),
	}
}

interface HashedRow {
	room: string
	seq: number
	body: Buffer
	/** What else of a snapshot its hash covers. */
	clocks: Buffer | null
	sha256: Buffer
}
const ROWS_OF = {
	room_update: 'SELECT room, seq, body, NULL AS clocks, sha256 FROM room_update',
	room_snapshot: 'SELECT room, upto_seq AS seq, body, clocks, sha256 FROM room_snapshot',
	version_part:
		"SELECT 'board:' || scene_id AS room, rowid AS seq, body, NULL AS clocks, sha256 FROM version_part",
} as const
const TABLES = ['room_update', 'room_snapshot', 'version_part'] as const

const UNNAMED_BLOBS = `
	SELECT b.project_id AS projectId, count(*) AS count FROM signal_blob b
	LEFT JOIN (SELECT DISTINCT cid.value AS cid FROM signal_event e, json_each(e.blob_cids) cid) n
		ON n.cid = b.cid
	WHERE n.cid IS NULL GROUP BY b.project_id ORDER BY b.project_id`

/** Row by row, so that a large database does not have to fit in memory. */
function damagedIn(sqlite: Sqlite, table: DamagedRow['table']): DamagedRow[] {
	const damaged: DamagedRow[] = []
	const rows = sqlite.prepare<[], HashedRow>(`${ROWS_OF[table]} ORDER BY room, 2`).iterate()
	for (const row of rows)
		if (!snapshotHash(row).equals(row.sha256)) damaged.push({ room: row.room, table, seq: row.seq })
	return damaged
}

function raiseRoom(orm: Orm, name: RoomName, generation: number): void {
	orm.update(roomUpdate).set({ generation }).where(eq(roomUpdate.room, name)).run()
	orm.update(roomSnapshot).set({ generation }).where(eq(roomSnapshot.room, name)).run()
	orm.update(room).set({ generation }).where(eq(room.room, name)).run()
}

/** Room names were checked when the rooms were made. @throws Error for a row that is none */
function roomNameOf(name: string): RoomName {
	const parsed = parseRoomName(name)
	if (!parsed) throw new Error(`“${name}” is no room`)
	return `${parsed.kind}:${parsed.id}`
}

function sizeOf(file: string): number {
	return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}
