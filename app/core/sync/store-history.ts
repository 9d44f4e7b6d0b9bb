/**
 * The one door to what tldraw's store has and its types leave out: the synchronous history
 * interceptor, and pausing the editor's own rules. Checked when used, so that another version of tldraw fails at once and not by losing changes.
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

/**
 * Runs `run` while the store answers changes by no rule of the editor's.
 * @throws Error when this version of the store cannot be kept from it.
 */
export function withoutSideEffects(store: TLStore, run: () => void): void {
	// Cast at a library edge: the methods exist at run time and are internal in the types.
	const door = store.sideEffects as unknown as {
		isEnabled?: () => boolean
		setIsEnabled?: (isEnabled: boolean) => void
	}
	if (typeof door.isEnabled !== 'function' || typeof door.setIsEnabled !== 'function') {
		throw new Error('this version of the store cannot be bound: its rules cannot be paused')
	}
	const wasEnabled = door.isEnabled()
	door.setIsEnabled(false)
	try {
		run()
	} finally {
		door.setIsEnabled(wasEnabled)
	}
}
