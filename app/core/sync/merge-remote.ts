/**
 * Brings remote changes into a tldraw store and nothing else (rule B15). An editor answers changes by
 * rules of its own (arrows move into the parent of what they hold, groups of one dissolve, the ends of
 * an arrow are set when what it held goes). Whoever made the change has sent those answers with it; a
 * second set from every reader would travel, stand in the reader's undo, or make stores differ.
 */
import { transact } from '@tldraw/state'
import type { TLRecord, TLStore } from '@tldraw/tlschema'
import { isEqual } from '@tldraw/utils'
import type { DocRecord } from './doc-record.ts'
import { type StoreChanges, withoutSideEffects } from './store-history.ts'

export class RemoteMerge {
	private readonly store: TLStore
	private readonly travels: (id: string) => boolean
	/** While merging: what stood in the store before, of every id that changed. */
	private before: Map<string, DocRecord | undefined> | undefined

	/** `travels`: whether an id belongs to the shared document. */
	constructor(store: TLStore, travels: (id: string) => boolean) {
		this.store = store
		this.travels = travels
	}

	/** Takes a change of the store in while merging; false = it is the local person's. */
	note(changes: StoreChanges): boolean {
		const { before } = this
		if (!before) return false
		const keep = (id: string, record: DocRecord | undefined) => {
			if (!before.has(id) && this.travels(id)) before.set(id, record)
		}
		for (const id of Object.keys(changes.added)) keep(id, undefined)
		for (const [from] of Object.values(changes.updated)) keep(from.id, from)
		for (const record of Object.values(changes.removed)) keep(record.id, record)
		return true
	}

	/**
	 * Puts and removes, then takes back what the editor changed in answer.
	 * @throws Error when the store is inside an operation, or refuses a record.
	 */
	apply(puts: readonly DocRecord[], removes: readonly string[]): void {
		transact(() => {
			this.before = new Map()
			try {
				this.store.mergeRemoteChanges(() => this.write(puts, removes))
				this.takeBack(puts, removes, this.before)
			} finally {
				this.before = undefined
			}
		})
	}

	private takeBack(
		puts: readonly DocRecord[],
		removes: readonly string[],
		wanted: Map<string, DocRecord | undefined>,
	) {
		for (const record of puts) wanted.set(record.id, record)
		for (const id of removes) wanted.set(id, undefined)
		const again: DocRecord[] = []
		const gone: string[] = []
		for (const [id, record] of wanted) {
			const now = this.store.unsafeGetWithoutCapture(id as TLRecord['id'])
			if (now === record || isEqual(now, record)) continue
			if (record) again.push(record)
			else gone.push(id)
		}
		if (again.length + gone.length === 0) return
		withoutSideEffects(this.store, () =>
			this.store.mergeRemoteChanges(() => this.write(again, gone)),
		)
	}

	private write(puts: readonly DocRecord[], removes: readonly string[]) {
		// Casts at the edge of tldraw's store, which types ids and records by its own union.
		if (puts.length > 0) this.store.put([...puts] as TLRecord[])
		if (removes.length > 0) this.store.remove([...removes] as TLRecord['id'][])
	}
}
