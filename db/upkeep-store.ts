/**
 * What keeps a database trustworthy beside its daily use: every stored byte checked against its hash,
 * and the generations that part a restored room from the copies people still hold (R13).
 */
import type { RoomName } from '#core/ids.ts'

/** A row whose bytes are not what was written. */
export interface DamagedRow {
	room: string
	table: 'room_update' | 'room_snapshot' | 'version_part'
	seq: number
}

export interface UpkeepStore {
	/** Every stored update, snapshot and part of a version whose hash does not match. */
	damagedRows(): Promise<DamagedRow[]>
	/** By project, sealed blobs that no row of its log names: nothing reads them any more. */
	unnamedBlobs(): Promise<{ projectId: string; count: number }[]>
	/** The generation of every room. */
	generations(): Promise<Map<RoomName, number>>
	/**
	 * Begins a new line of history in every room: a generation above its own, above the one `seen`
	 * elsewhere, and at least `atLeast`. What is stored of the room goes with it.
	 */
	raiseGenerations(options: {
		seen: ReadonlyMap<RoomName, number>
		atLeast: number
	}): Promise<Map<RoomName, number>>
	/** Size of the database file and of the journal beside it, bytes; 0 in memory. */
	sizes(): { databaseBytes: number; journalBytes: number }
}
