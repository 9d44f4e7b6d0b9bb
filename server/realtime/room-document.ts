/**
 * A room's two documents. `committed` holds what is durable: it answers joiners. `staged` runs ahead
 * inside a flush: updates are tried on it, and when one must be refused it is rebuilt from committed,
 * because Yjs cannot take back half an update (R2, R3). Both are made when they are first needed.
 */
import * as Y from 'yjs'
import type { DocRecord } from '#core/sync/doc-record.ts'
import { applyLargeUpdate } from '#core/sync/read-update.ts'
import { type RecordChange, RecordDoc } from '#core/sync/record-doc.ts'

/** What one staged step changed. */
export interface StagedStep {
	/** The step as one update, or null when it changed nothing. */
	delta: Uint8Array | null
	touched: Set<string>
	/** The touched records as they were before the step. */
	before: Map<string, DocRecord | undefined>
}

export interface RoomDocumentOptions {
	roomClientId: number
	/** Reads the stored document. @throws AppError('damaged') */
	read: () => Y.Doc
	/** Hears of every change of the staged document. */
	onChange: (change: RecordChange) => void
}
interface Staged {
	doc: Y.Doc
	records: RecordDoc
}

export class RoomDocument {
	private readonly options: RoomDocumentOptions
	private opened: Y.Doc | null = null
	private live: Staged | null = null
	private deltas: Uint8Array[] = []
	private changes: RecordChange[] = []
	/** Encoded size of committed when last measured, and what was added since: an upper bound. */
	private measuredBytes = 0
	private addedBytes = 0

	constructor(options: RoomDocumentOptions) {
		this.options = options
	}

	/** Whether the stored document has been read. */
	get isRead(): boolean {
		return this.opened !== null
	}

	/** What is durable. Read when it is first needed. @throws AppError('damaged') */
	get committed(): Y.Doc {
		this.opened ??= this.options.read()
		return this.opened
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
		return this.stage().doc
	}

	/** The staged document as records; equal to the committed one between flushes. */
	get records(): RecordDoc {
		return this.stage().records
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
		for (const change of this.changes) collect(change, touched, before, this.records)
		return { delta, touched, before }
	}

	/** Whether the last step wrote anything, also when it threw. */
	get hasStepped(): boolean {
		return this.deltas.length > 0
	}

	/** Makes staged anew: committed, and what this flush has accepted so far. */
	rebuild(accepted: readonly Uint8Array[]): void {
		this.unstage()
		this.stage(accepted)
	}

	/** Brings committed to what has just become durable. */
	commit(deltas: readonly Uint8Array[]): void {
		for (const delta of deltas) {
			Y.applyUpdate(this.committed, delta)
			this.addedBytes += delta.byteLength
		}
	}

	dispose(): void {
		this.unstage()
		this.opened?.destroy()
	}

	/** The staged document, made when it is first needed: people who only look need none. */
	private stage(accepted: readonly Uint8Array[] = []): Staged {
		this.live ??= this.index(this.copyCommitted(accepted))
		return this.live
	}

	private unstage(): void {
		this.live?.records.dispose()
		this.live?.doc.destroy()
		this.live = null
	}

	private copyCommitted(more: readonly Uint8Array[]): Y.Doc {
		const copy = new Y.Doc()
		const state = Y.encodeStateAsUpdate(this.committed)
		this.measure(state)
		for (const update of [state, ...more]) applyLargeUpdate(copy, update)
		// After the copy: Yjs changes a document's id when it reads its own structs from outside.
		copy.clientID = this.options.roomClientId
		return copy
	}

	private measure(state: Uint8Array): void {
		this.measuredBytes = state.byteLength
		this.addedBytes = 0
	}

	private index(doc: Y.Doc): Staged {
		doc.on('update', (update: Uint8Array) => this.deltas.push(update))
		const records = new RecordDoc(doc)
		records.observe((change) => {
			this.changes.push(change)
			this.options.onChange(change)
		})
		return { doc, records }
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
