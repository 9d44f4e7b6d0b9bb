/**
 * Folds a room's log into a snapshot. The rule (R14): the snapshot is read back into a scratch document
 * and must equal the live one in clocks and content before anything of the log may go.
 */
import * as Y from 'yjs'
import type { RoomStore } from '#db/room-store.ts'
import type { Logger } from '../logger.ts'
import { SNAPSHOT_EVERY } from './limits.ts'
import type { Room } from './room.ts'
import { readDocument, sameDocument } from './room-document.ts'

/** Makes a snapshot when enough has been written since the last one. Never throws: the log stays. */
export async function compactWhenDue(
	room: Room,
	{ store, log }: { store: Pick<RoomStore, 'saveSnapshot'>; log: Logger },
): Promise<void> {
	if (room.isGone || room.updatesSinceSnapshot < dueAfter(room)) return
	room.updatesSinceSnapshot = 0
	const { name, generation, seq } = room
	try {
		const state = Y.encodeStateAsUpdate(room.committed)
		const copy = readDocument(state, [])
		const isSame = sameDocument(room.committed, copy)
		copy.destroy()
		if (!isSame) {
			log.error(
				{ room: name, seq },
				'A snapshot did not read back the same; the log is kept whole.',
			)
			return
		}
		await store.saveSnapshot(name, generation, seq, state)
	} catch (error) {
		log.error({ room: name, err: error }, 'A snapshot could not be saved; the log is kept whole.')
	}
}

/** A big board is snapshotted less often, so that checking it costs a bounded share of its work. */
function dueAfter(room: Room): number {
	return Math.max(SNAPSHOT_EVERY, Math.floor(room.document.records.size / 4))
}
