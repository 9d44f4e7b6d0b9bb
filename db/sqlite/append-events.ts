/**
 * Appends to a project's signal log inside a transaction that is already open. The one rule: every
 * row names the hash of the one before it (docs/spec/signals.md), so nothing can be changed or taken
 * out unseen; an event id that is already there is skipped with what it
 * seals, so a retry adds nothing.
 */
import { eventHash, GENESIS_HASH } from '#core/signals/chain.ts'
import type { NewSignalEvent, SealedBlob } from '#core/signals/event.ts'
import type { Sqlite } from './connect.ts'
import { sha256 } from './hash.ts'
import type { Orm } from './orm.ts'
import { signalBlob, signalEvent } from './schema.ts'

export interface AppendContext {
	sqlite: Sqlite
	orm: Orm
}

/** Appends events in order and stores the blobs they name. Call only inside a transaction. */
export function appendEvents(
	{ sqlite, orm }: AppendContext,
	batch: { projectId: string; events: NewSignalEvent[]; blobs: SealedBlob[]; recvMs: number },
): void {
	// Nearly every commit is drawing alone and appends nothing.
	const skipped = batch.events.length === 0 ? new Set<string>() : appendRows({ sqlite, orm }, batch)
	for (const blob of batch.blobs) if (!skipped.has(blob.cid)) insertBlob(orm, blob)
}

/** @returns content ids that only rows name which were there already: what they would seal stays out. */
function appendRows(
	{ sqlite, orm }: AppendContext,
	batch: { projectId: string; events: NewSignalEvent[]; recvMs: number },
): Set<string> {
	let head = readHead(sqlite, batch.projectId)
	const isKnown = sqlite.prepare('SELECT 1 FROM signal_event WHERE event_id = ?').pluck()
	const skipped: string[] = []
	const named = new Set<string>()
	for (const event of batch.events) {
		if (event.projectId !== batch.projectId)
			throw new Error('A log row belongs to another project than its room.')
		if (isKnown.get(event.eventId) !== undefined) {
			skipped.push(...event.blobCids)
			continue
		}
		head = insertEvent(orm, { event, head, recvMs: batch.recvMs })
		for (const cid of event.blobCids) named.add(cid)
	}
	return new Set(skipped.filter((cid) => !named.has(cid)))
}

interface Head {
	seq: number
	hash: Uint8Array
}

/** The newest row's seq and hash; seq 0 and the genesis hash for an empty log. */
export function readHead(sqlite: Sqlite, projectId: string): Head {
	const row = sqlite
		.prepare<[string], Head>(
			'SELECT seq, hash FROM signal_event WHERE project_id = ? ORDER BY seq DESC LIMIT 1',
		)
		.get(projectId)
	return row ?? { seq: 0, hash: GENESIS_HASH }
}

function insertEvent(
	orm: Orm,
	{ event, head, recvMs }: { event: NewSignalEvent; head: Head; recvMs: number },
): Head {
	const row = { ...event, seq: head.seq + 1, recvMs }
	const hash = eventHash(head.hash, row, sha256)
	const values = { ...row, prevHash: Buffer.from(head.hash), hash: Buffer.from(hash) }
	orm.insert(signalEvent).values(values).run()
	return { seq: row.seq, hash }
}

function insertBlob(orm: Orm, blob: SealedBlob): void {
	const values = { ...blob, nonce: Buffer.from(blob.nonce), body: Buffer.from(blob.body) }
	orm.insert(signalBlob).values(values).onConflictDoNothing().run()
}
