/**
 * The one door to tldraw's synchronous history interceptor, which its types leave out. Checked when
 * used, so that another version of tldraw fails at once and not by losing changes.
 */
import type { TLRecord, TLStore } from '@tldraw/tlschema'

export interface StoreChanges {
	added: Record<string, TLRecord>
	updated: Record<string, [from: TLRecord, to: TLRecord]>
	removed: Record<string, TLRecord>
}
export type Intercept = (entry: { changes: StoreChanges }, source: 'user' | 'remote') => void

/**
 * Calls `intercept` inside every operation of the store, with its source; returns the disposer.
 * @throws Error when this version of the store has no interceptors.
 */
export function interceptHistory(store: TLStore, intercept: Intercept): () => void {
	// Cast at a library edge: the method exists at run time and is internal in the types.
	const door = store as unknown as { addHistoryInterceptor?: (intercept: Intercept) => () => void }
	if (typeof door.addHistoryInterceptor !== 'function') {
		throw new Error('this version of the store cannot be bound: it has no history interceptors')
	}
	return door.addHistoryInterceptor(intercept)
}
