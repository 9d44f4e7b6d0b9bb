/**
 * The records changed here that the room has not confirmed: what a person would count as waiting, and
 * what marks the local copy as holding unsaved work (W8).
 */
import { type Atom, atom } from '@tldraw/state'
import type * as Y from 'yjs'

export interface Unconfirmed {
	readonly count: Atom<number>
	/** Notes changes; said at each, so that another tab never takes a newer mark for an older one. */
	note(ids: readonly string[]): void
	/** Everything is durable. */
	clear(): void
	/** Notes what is written into `doc` by anybody but the room (`origin`). */
	watch(doc: Y.Doc, origin: unknown): () => void
}

/** `onChange` hears whether anything waits, at every change of it. */
export function trackUnconfirmed(onChange: (waits: boolean) => void): Unconfirmed {
	const ids = new Set<string>()
	const count = atom('room.unconfirmed', 0)
	const note = (changed: readonly string[]) => {
		for (const id of changed) ids.add(id)
		count.set(ids.size)
		onChange(true)
	}
	return {
		count,
		note,
		clear() {
			ids.clear()
			count.set(0)
			onChange(false)
		},
		watch(doc, origin) {
			const onTransaction = (transaction: Y.Transaction) => {
				if (transaction.origin === origin) return
				const changed = changedIds(transaction)
				if (changed.length > 0) note(changed)
			}
			doc.on('afterTransaction', onTransaction)
			return () => doc.off('afterTransaction', onTransaction)
		},
	}
}

/** Ids of the records that a transaction changed; a text counts as its record. */
function changedIds({ changed }: Y.Transaction): string[] {
	return [...changed].flatMap(([type, keys]) => {
		const own = type._item?.parentSub
		const names = own ? [own] : [...keys].filter((key) => key !== null)
		return names.map((name) => name.split('/')[0] ?? name)
	})
}
