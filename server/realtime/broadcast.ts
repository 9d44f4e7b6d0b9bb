/**
 * Tells the people of a room what a flush has made durable. The one rule: everybody gets every delta
 * but their own, in order. Under load a flush holds several people's updates; then all who wrote none
 * of them get one message instead of many, for it is messages that cost, not bytes.
 */
import * as Y from 'yjs'
import { SYNC_UPDATE } from '#core/sync/protocol.ts'
import { syncFrame } from './connection.ts'

export interface Receiver {
	send(frame: Uint8Array): void
}
export interface Delta {
	delta: Uint8Array
	/** Who already has it; null = everybody is told. */
	sender: Receiver | null
}

/** Merging pays from so many messages saved, and not for deltas so large that it takes long. */
const MERGE_FROM_SAVED = 8
const MERGE_MAX_BYTES = 256 * 1024

export function broadcast(receivers: Iterable<Receiver>, deltas: readonly Delta[]): void {
	if (deltas.length === 0) return
	const senders = new Set(deltas.map(({ sender }) => sender))
	const readers: Receiver[] = []
	const writers: Receiver[] = []
	for (const one of receivers) (senders.has(one) ? writers : readers).push(one)
	const frames = deltas.map(({ delta }) => syncFrame(SYNC_UPDATE, delta))
	for (const frame of isWorthMerging(deltas, readers.length) ? [merged(deltas)] : frames)
		for (const reader of readers) reader.send(frame)
	for (const [at, frame] of frames.entries())
		for (const writer of writers) if (writer !== deltas[at]?.sender) writer.send(frame)
}

function isWorthMerging(deltas: readonly Delta[], readers: number): boolean {
	if ((deltas.length - 1) * readers < MERGE_FROM_SAVED) return false
	return deltas.reduce((sum, { delta }) => sum + delta.byteLength, 0) <= MERGE_MAX_BYTES
}

function merged(deltas: readonly Delta[]): Uint8Array {
	return syncFrame(SYNC_UPDATE, Y.mergeUpdates(deltas.map(({ delta }) => delta)))
}
