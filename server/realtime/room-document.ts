/**
 * A room's two documents. `committed` holds what is durable: it answers joiners. `staged` runs ahead
 * inside a flush: updates are tried on it, and when one must be refused it is rebuilt from committed,
 * because Yjs cannot take back half an update (R2, R3).
 */
import * as Y from 'yjs'
import { AppError } from '#core/errors.ts'
import type { DocRecord } from '#core/sync/doc-record.ts'
import { type RecordChange, RecordDoc } from '#core/sync/record-doc.ts'

/** What one staged step changed. */
export interface StagedStep {
	/** The step as one update, or null when it changed nothing. */
	delta: Uint8Array | null
	touched: Set<string>
	/** The touched records as they were before the step. */
	before: Map<string, DocRecord | undefined>
}

export class RoomDocument {
	readonly committed: Y.Doc
	private readonly roomClientId: number
	private readonly onChange: (change: RecordChange) => void
	private stagedDoc: Y.Doc
	private stagedRecords: RecordDoc
	private deltas: Uint8Array[] = []
	private changes: RecordChange[] = []
	/** Encoded size of committed when last measured, and what was added since: an upper bound. */
	private measuredBytes = 0
	private addedBytes = 0

	constructor(
		committed: Y.Doc,
		options: { roomClientId: number; onChange: (change: RecordChange) => void },
	) {
		this.committed = committed
		this.roomClientId = options.roomClientId
		this.onChange = options.onChange
		this.stagedDoc = this.copyCommitted([])
		this.stagedRecords = this.index()
	}

	/**
	 * Whether `bytes` more fit under `limit`. What was added is counted as it came and measured only
	 * at the limit, and only when something has changed since: measuring reads the whole document.
	 */
	hasSpaceFor(bytes: number, limit: number): boolean {
		if (this.measuredBytes + this.addedBytes + bytes <= limit) return true
		if (this.addedBytes === 0) return false
		this.measure(Y.encodeStateAsUpdate(this.committed))
		return this.measuredBytes + bytes <= limit
	}

	get staged(): Y.Doc {
		return this.stagedDoc
	}

	/** The staged document as records; equal to the committed one between flushes. */
	get records(): RecordDoc {
		return this.stagedRecords
	}

	/** Runs one step on the staged document. When it throws, call `rebuild` before anything else. */
	step(run: () => void): StagedStep {
		this.deltas = []
		this.changes = []
		run()
		const [first, ...more] = this.deltas
		const delta = first === undefined ? null : more.length > 0 ? Y.mergeUpdates(this.deltas) : first
		const touched = new Set<string>()
		const before = new Map<string, DocRecord | undefined>()
		for (const change of this.changes) collect(change, touched, before, this.stagedRecords)
		return { delta, touched, before }
	}

	/** Whether the last step wrote anything, also when it threw. */
	get hasStepped(): boolean {
		return this.deltas.length > 0
	}

	/** Makes staged anew: committed, and what this flush has accepted so far. */
	rebuild(accepted: readonly Uint8Array[]): void {
		this.stagedRecords.dispose()
		this.stagedDoc.destroy()
		this.stagedDoc = this.copyCommitted(accepted)
		this.stagedRecords = this.index()
	}

	/** Brings committed to what has just become durable. */
	commit(deltas: readonly Uint8Array[]): void {
		for (const delta of deltas) {
			Y.applyUpdate(this.committed, delta)
			this.addedBytes += delta.byteLength
		}
	}

	dispose(): void {
		this.stagedRecords.dispose()
		this.stagedDoc.destroy()
		this.committed.destroy()
	}

	private copyCommitted(more: readonly Uint8Array[]): Y.Doc {
		const copy = new Y.Doc()
		const state = Y.encodeStateAsUpdate(this.committed)
		this.measure(state)
		for (const update of [state, ...more]) Y.applyUpdate(copy, update)
		// After the copy: Yjs changes a document's id when it reads its own structs from outside.
		copy.clientID = this.roomClientId
		return copy
	}

	private measure(state: Uint8Array): void {
		this.measuredBytes = state.byteLength
		this.addedBytes = 0
	}

	private index(): RecordDoc {
		this.stagedDoc.on('update', (update: Uint8Array) => this.deltas.push(update))
		const records = new RecordDoc(this.stagedDoc)
		records.observe((change) => {
			this.changes.push(change)
			this.onChange(change)
		})
		return records
	}
}

function collect(
	change: RecordChange,
	touched: Set<string>,
	before: Map<string, DocRecord | undefined>,
	records: RecordDoc,
): void {
	for (const id of change.touched) {
		touched.add(id)
		if (before.has(id)) continue
		const wasThere = change.removed.get(id) ?? change.updated.get(id)?.before
		before.set(id, wasThere ?? (change.added.has(id) ? undefined : records.get(id)))
	}
}

/** Reads a stored room into one document. @throws AppError('damaged') when something is missing. */
export function readDocument(state: Uint8Array | null, updates: readonly Uint8Array[]): Y.Doc {
	const doc = new Y.Doc()
	try {
		doc.transact(() => {
			if (state) Y.applyUpdate(doc, state)
			for (const update of updates) Y.applyUpdate(doc, update)
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
	const clocks = Y.decodeStateVector(Y.encodeStateVector(a))
	const others = Y.decodeStateVector(Y.encodeStateVector(b))
	if (clocks.size !== others.size) return false
	for (const [client, clock] of clocks) if (others.get(client) !== clock) return false
	const left = a.getMap('r')
	const right = b.getMap('r')
	if (left.size !== right.size) return false
	for (const [key, value] of left.entries())
		if (!right.has(key) || entryText(value) !== entryText(right.get(key))) return false
	return true
}

function entryText(value: unknown): string {
	return value instanceof Y.Text ? `text:${value.toString()}` : `${JSON.stringify(value)}`
}
