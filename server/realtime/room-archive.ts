/**
 * What of a room is on disk, kept as bytes: the newest snapshot and the updates after it. It answers
 * joiners that have nothing yet without encoding or compressing the document, and is what the next
 * snapshot is made of. The rule: it holds exactly what was committed, in order, and nothing else.
 */
import * as Y from 'yjs'
import { encodeArchiveFrame } from '#core/sync/protocol.ts'
import type { StoredSnapshot, StoredUpdate } from '#db/room-store.ts'
import { MIN_ARCHIVE_BYTES, SNAPSHOT_EVERY, SNAPSHOT_EVERY_BYTES } from './limits.ts'

/** A snapshot is remade when the updates after it have grown to this share of it. */
const TAIL_SHARE = 0.25
/** What is worth folding when a room is left. */
const LEAVING_UPDATES = 32
const LEAVING_BYTES = 16 * 1024

export class RoomArchive {
	snapshot: StoredSnapshot | null
	private tail: StoredUpdate[]
	private tailBytes: number
	private frame: Uint8Array | null = null
	/** After a failure: so long must the log be before it is tried again. */
	private notBefore = 0

	constructor(snapshot: StoredSnapshot | null, updates: readonly StoredUpdate[]) {
		this.snapshot = snapshot
		this.tail = [...updates]
		this.tailBytes = sizeOf(updates)
	}

	get updates(): Uint8Array[] {
		return this.tail.map((row) => row.update)
	}

	/** Takes in what has just become durable; `seq` is that of the last. */
	append(updates: readonly Uint8Array[], seq: number): void {
		if (updates.length === 0) return
		const first = seq - updates.length + 1
		updates.forEach((update, index) => {
			this.tail.push({ seq: first + index, update })
			this.tailBytes += update.byteLength
		})
		this.frame = null
	}

	/** Takes over a snapshot that was stored. */
	replace(snapshot: StoredSnapshot): void {
		if (snapshot.uptoSeq < (this.snapshot?.uptoSeq ?? 0)) return
		this.snapshot = snapshot
		this.tail = this.tail.filter((row) => row.seq > snapshot.uptoSeq)
		this.tailBytes = sizeOf(this.tail)
		this.notBefore = 0
		this.frame = null
	}

	/** A snapshot could not be made: not at once again. */
	postpone(): void {
		this.notBefore = this.tail.length + SNAPSHOT_EVERY
	}

	/** The whole committed document as one message; null where the plain answer is as good. */
	joinFrame(): Uint8Array | null {
		const { snapshot } = this
		if (snapshot?.encoding !== 'packed' || snapshot.body.byteLength < MIN_ARCHIVE_BYTES) return null
		const tail = this.updates
		this.frame ??= encodeArchiveFrame(
			snapshot.body,
			tail.length === 0 ? new Uint8Array() : Y.mergeUpdates(tail),
		)
		return this.frame
	}

	/** The state vector of the whole; null when it cannot be told without reading the document. */
	clocks(): Uint8Array | null {
		const { clocks } = this.snapshot ?? {}
		if (!clocks) return null
		const all = Y.decodeStateVector(clocks)
		for (const update of this.updates)
			for (const [client, clock] of Y.parseUpdateMeta(update).to)
				all.set(client, Math.max(clock, all.get(client) ?? 0))
		return Y.encodeStateVector(all)
	}

	/** Whether a snapshot should be made. */
	isDue(countRecords: () => number): boolean {
		if (this.tail.length < this.notBefore) return false
		if (this.tail.length < SNAPSHOT_EVERY && this.tailBytes < SNAPSHOT_EVERY_BYTES) return false
		// A big board is folded less often, so that checking it costs a bounded share of its work.
		if (this.tail.length >= Math.max(SNAPSHOT_EVERY, Math.floor(countRecords() / 4))) return true
		const limit = Math.max(
			SNAPSHOT_EVERY_BYTES,
			Math.floor((this.snapshot?.body.byteLength ?? 0) * TAIL_SHARE),
		)
		return this.tailBytes >= limit
	}

	/** Whether a snapshot is worth making now that nobody is in the room: the next one to open it waits less. */
	isDueOnLeaving(): boolean {
		if (this.tail.length < this.notBefore) return false
		if (this.tail.length >= LEAVING_UPDATES || this.tailBytes >= LEAVING_BYTES) return true
		return this.snapshot?.encoding === 'brotli' && this.tail.length > 0
	}
}

function sizeOf(updates: readonly StoredUpdate[]): number {
	return updates.reduce((sum, row) => sum + row.update.byteLength, 0)
}
