/**
 * Where an export ended: a seq and the beginning of that row's hash, so that a cursor of another log, or
 * of one that was rebuilt, is refused instead of silently skipping rows.
 */

import { AppError } from '#core/errors.ts'
import { toHex } from '#core/signals/chain.ts'
import type { SignalStore } from '#db/signal-store.ts'

const HASH_CHARS = 16
const CURSOR = /^(\d{1,15})-([0-9a-f]{16})$/

export function cursorOf(row: { seq: number; hash: Uint8Array } | null): string {
	return row ? `${row.seq}-${toHex(row.hash).slice(0, HASH_CHARS)}` : '0-0000000000000000'
}

/** The seq a cursor stands at. @throws AppError('bad_request') when it is not one of this log. */
export async function readCursor(
	store: Pick<SignalStore, 'scan'>,
	projectId: string,
	cursor: string | null,
): Promise<number> {
	if (cursor === null) return 0
	const match = CURSOR.exec(cursor)
	if (!match) throw refused('That is no cursor of an export.')
	const seq = Number(match[1])
	if (seq === 0) return 0
	for await (const row of store.scan({ projectId, afterSeq: seq - 1, limit: 1 })) {
		if (cursorOf(row) === cursor) return seq
	}
	throw refused('That cursor belongs to another log.')
}

function refused(why: string): AppError {
	return new AppError('bad_request', {
		userMessage: `${why} It stands in the manifest of an earlier export, under cursor.through. Nothing was written.`,
	})
}
