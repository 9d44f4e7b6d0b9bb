/**
 * The hash chain of a project's log: hash = SHA-256(previous hash ‖ canonical JSON of the row), in
 * seq order from 1, starting from 32 zero bytes. Guards signals.md S2: any changed, missing, added
 * or moved row is found, and its seq is named. Used by every SignalStore when it appends.
 */
import canonicalize from 'canonicalize'
import type { NewSignalEvent, SignalEvent } from './event.ts'

/** SHA-256 of bytes, 32 bytes long; injected because core knows no crypto library. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array

/** What stands before the first row. */
export const GENESIS_HASH: Uint8Array = new Uint8Array(32)
/** The seq of a log's first row; each later row's is one higher. */
export const FIRST_SEQ = 1

/** A row with its place in the log, but not yet its hashes. */
export type PlacedEvent = NewSignalEvent & { seq: number; recvMs: number }

/** The bytes a row's hash covers besides its predecessor's hash: RFC 8785 JSON in UTF-8. */
export function canonicalRow(event: PlacedEvent): Uint8Array {
	const row = {
		seq: event.seq,
		recvMs: event.recvMs,
		eventId: event.eventId,
		schemaVersion: event.schemaVersion,
		type: event.type,
		projectId: event.projectId,
		sceneId: event.sceneId,
		tsMs: event.tsMs,
		actorPid: event.actorPid,
		actorRole: event.actorRole,
		slateId: event.slateId,
		suggestionId: event.suggestionId,
		position: event.position,
		payload: event.payload,
		blobCids: event.blobCids,
	}
	return new TextEncoder().encode(canonicalize(row))
}

/** A row's hash; columns that are not listed in `canonicalRow` (the hashes) do not enter it. */
export function eventHash(prevHash: Uint8Array, event: PlacedEvent, sha256: Sha256): Uint8Array {
	const row = canonicalRow(event)
	const bytes = new Uint8Array(prevHash.length + row.length)
	bytes.set(prevHash)
	bytes.set(row, prevHash.length)
	return sha256(bytes)
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
	return a.length === b.length && a.every((byte, index) => byte === b[index])
}

/** Lowercase hex. */
export function toHex(bytes: Uint8Array): string {
	return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** A head somebody kept outside the database, e.g. from an earlier export's heads.json. */
export interface ChainAnchor {
	seq: number
	/** Lowercase hex. */
	hash: string
}
export interface ChainResult {
	ok: boolean
	/** Rows found whole before the first fault (all of them when ok). */
	events: number
	brokenAtSeq: number | null
	message: string
	/** The last whole row's hash, or null for an empty log. */
	headHash: Uint8Array | null
}

/** Why a row does not follow from its predecessor, or null when it does. */
function faultOf(prev: { seq: number; hash: Uint8Array }, event: SignalEvent, sha256: Sha256) {
	if (event.seq !== prev.seq + 1) {
		return `Entry ${prev.seq + 1} is missing or out of place: entry ${event.seq} was found there.`
	}
	if (!sameBytes(event.prevHash, prev.hash)) {
		return `Entry ${event.seq} does not follow the one before it.`
	}
	if (!sameBytes(event.hash, eventHash(prev.hash, event, sha256))) {
		return `Entry ${event.seq} was changed after it was written.`
	}
	return null
}

function broken(
	prev: { seq: number; hash: Uint8Array },
	seq: number,
	message: string,
): ChainResult {
	const headHash = prev.seq < FIRST_SEQ ? null : prev.hash
	return { ok: false, events: prev.seq, brokenAtSeq: seq, message, headHash }
}

/**
 * Walks a whole log in seq order and stops at the first fault. An internally consistent chain can be
 * rebuilt by whoever owns the file: `anchors` (heads kept elsewhere) are what show that it was not.
 */
export async function verifyChain(
	events: AsyncIterable<SignalEvent> | Iterable<SignalEvent>,
	sha256: Sha256,
	options: {
		anchors?: readonly ChainAnchor[]
		/** Continue after a row already found whole; `events` then begins with the next one. */
		after?: { seq: number; hash: Uint8Array }
	} = {},
): Promise<ChainResult> {
	const expected = new Map(options.anchors?.map(({ seq, hash }) => [seq, hash]))
	let prev = options.after ?? { seq: FIRST_SEQ - 1, hash: GENESIS_HASH }
	for await (const event of events) {
		const fault = faultOf(prev, event, sha256)
		if (fault) return broken(prev, event.seq === prev.seq + 1 ? event.seq : prev.seq + 1, fault)
		const anchor = expected.get(event.seq)
		if (anchor !== undefined && anchor !== toHex(event.hash)) {
			return broken(prev, event.seq, `Entry ${event.seq} differs from the head that was kept.`)
		}
		expected.delete(event.seq)
		prev = { seq: event.seq, hash: event.hash }
	}
	const lost = [...expected.keys()].filter((seq) => seq > prev.seq)
	if (lost.length > 0) {
		const seq = prev.seq + 1
		return broken(prev, seq, `The log ends before entry ${Math.min(...lost)}, which was kept.`)
	}
	const headHash = prev.seq < FIRST_SEQ ? null : prev.hash
	const message = headHash ? `All ${prev.seq} entries are whole.` : 'The log is empty.'
	return { ok: true, events: prev.seq, brokenAtSeq: null, message, headHash }
}
