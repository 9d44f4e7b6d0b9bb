/**
 * A stored document as bytes: how a snapshot is written and read. Both are pure functions of bytes, so
 * the thread that makes snapshots and the room that opens one share them. What is written is what a
 * joining client is sent (docs/protocol.md, message 111), so that a big board is compressed once.
 */
import { brotliDecompressSync, deflateRawSync, inflateRawSync } from 'node:zlib'
import * as Y from 'yjs'
import { AppError } from '#core/errors.ts'
import { packState, unpackState } from '#core/sync/pack-state.ts'
import { applyLargeUpdate } from '#core/sync/read-update.ts'
import type { StoredSnapshot } from '#db/room-store.ts'

export type ArchivedState = Pick<StoredSnapshot, 'body' | 'encoding'>

/** A state as a snapshot's body. Slow for a big one (about 0.4 s for 8 MB): not for the rooms' thread. */
export function archiveState(state: Uint8Array): Uint8Array<ArrayBuffer> {
	return new Uint8Array(deflateRawSync(packState(state)))
}

/** The state in a snapshot's body. @throws when it was not written by `archiveState`. */
export function readArchive({ body, encoding }: ArchivedState): Uint8Array {
	return encoding === 'brotli' ? brotliDecompressSync(body) : unpackState(inflateRawSync(body))
}

/** Reads a stored room into one document. @throws AppError('damaged') when something is missing. */
export function readStored(snapshot: ArchivedState | null, updates: readonly Uint8Array[]): Y.Doc {
	try {
		return readDocument(snapshot ? readArchive(snapshot) : null, updates)
	} catch (cause) {
		throw new AppError('damaged', { cause })
	}
}

/** @throws AppError('damaged') when an update cannot be read or builds on one that is missing. */
export function readDocument(state: Uint8Array | null, updates: readonly Uint8Array[]): Y.Doc {
	const doc = new Y.Doc()
	try {
		doc.transact(() => {
			if (state) applyLargeUpdate(doc, state)
			for (const update of updates) applyLargeUpdate(doc, update)
		})
	} catch (cause) {
		throw new AppError('damaged', { cause })
	}
	if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null)
		throw new AppError('damaged', { details: { reason: 'incomplete' } })
	return doc
}

/** Whether two documents hold the same: equal clocks and equal content, entry by entry. */
export function sameDocument(a: Y.Doc, b: Y.Doc): boolean {
	if (!sameClocks(Y.encodeStateVector(a), Y.encodeStateVector(b))) return false
	const left = a.getMap('r')
	const right = b.getMap('r')
	if (left.size !== right.size) return false
	for (const [key, value] of left.entries())
		if (!right.has(key) || entryText(value) !== entryText(right.get(key))) return false
	return true
}

/** Whether two state vectors name the same clocks. */
export function sameClocks(a: Uint8Array, b: Uint8Array): boolean {
	const clocks = Y.decodeStateVector(a)
	const others = Y.decodeStateVector(b)
	if (clocks.size !== others.size) return false
	for (const [client, clock] of clocks) if (others.get(client) !== clock) return false
	return true
}

function entryText(value: unknown): string {
	return value instanceof Y.Text ? `text:${value.toString()}` : `${JSON.stringify(value)}`
}
