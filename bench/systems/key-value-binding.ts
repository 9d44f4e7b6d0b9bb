/**
 * The binding people put between tldraw and Yjs when they follow the public example: every changed
 * record written whole into a YKeyValue. In its strongest form: joining fills the store from the
 * document without writing anything back.
 */
import type { TLRecord, TLStore } from '@tldraw/tlschema'
import { YKeyValue } from 'y-utility/y-keyvalue'
import type * as Y from 'yjs'

type Changes = Map<string, { action: 'add' | 'update' | 'delete'; newValue?: TLRecord }>

/** Fills the store from the document, or a new document from the store; then keeps both equal. */
export function bindKeyValue(store: TLStore, doc: Y.Doc): () => void {
	const records = new YKeyValue<TLRecord>(doc.getArray('tldraw'))
	fill(store, doc, records)
	const stopListening = store.listen(
		({ changes }) => {
			doc.transact(() => {
				for (const record of Object.values(changes.added)) records.set(record.id, record)
				for (const [, to] of Object.values(changes.updated)) records.set(to.id, to)
				for (const record of Object.values(changes.removed)) records.delete(record.id)
			})
		},
		{ source: 'user', scope: 'document' },
	)
	const onChange = (changes: Changes, transaction: Y.Transaction) => {
		if (!transaction.local) take(store, changes)
	}
	records.on('change', onChange)
	return () => {
		stopListening()
		records.off('change', onChange)
	}
}

function fill(store: TLStore, doc: Y.Doc, records: YKeyValue<TLRecord>): void {
	if (records.map.size === 0) {
		const own = store
			.allRecords()
			.filter(({ typeName }) => store.scopedTypes.document.has(typeName))
		doc.transact(() => {
			for (const record of own) records.set(record.id, record)
		})
		return
	}
	store.mergeRemoteChanges(() => store.put([...records.map.values()].map(({ val }) => val)))
}

function take(store: TLStore, changes: Changes): void {
	const puts: TLRecord[] = []
	const removes: TLRecord['id'][] = []
	for (const [id, { action, newValue }] of changes) {
		// The keys of the document are the ids of the records it holds.
		if (action === 'delete') removes.push(id as TLRecord['id'])
		else if (newValue) puts.push(newValue)
	}
	store.mergeRemoteChanges(() => {
		if (puts.length > 0) store.put(puts)
		if (removes.length > 0) store.remove(removes)
	})
}
