/**
 * The board's records as the suggestion screen reads them: typed, live, and only the few types it
 * needs. Reads through the store's per-type index, so a growing stroke never wakes the tray.
 */
import type { CustomRecord } from '#core/canvas/canvas-schema.ts'
import type { SuggestionRecord } from '#core/suggestions/suggestion-record.ts'
import { react, type Signal } from '@tldraw/state'
import type { Store } from '@tldraw/store'
import type { TLRecord, TLStore } from '@tldraw/tlschema'
import { useCallback, useMemo, useSyncExternalStore } from 'react'

export type BoardRecord = TLRecord | CustomRecord

/** The same store, with our record types in its type. */
export function boardRecords(store: TLStore): Store<BoardRecord> {
	// tldraw types its store by its own records only; the schema (canvas-schema.ts) holds ours too.
	return store as unknown as Store<BoardRecord>
}

/** The value of a signal, re-rendering when it changes. Needs no tldraw, so pages can import it. */
export function useSignal<T>(signal: Signal<T>): T {
	const subscribe = useCallback(
		(changed: () => void) =>
			react('suggestions on screen', () => {
				signal.get()
				changed()
			}),
		[signal],
	)
	const read = useCallback(() => signal.get(), [signal])
	return useSyncExternalStore(subscribe, read, read)
}

/** Every suggestion of the board, in slate order: oldest round first, then place on the slate. */
export function useSuggestions(store: TLStore): readonly SuggestionRecord[] {
	const signal = useMemo(() => boardRecords(store).query.records('suggestion'), [store])
	const records = useSignal(signal)
	return useMemo(() => [...records].sort(bySlate), [records])
}

function bySlate(a: SuggestionRecord, b: SuggestionRecord): number {
	if (a.createdAt !== b.createdAt) return a.createdAt - b.createdAt
	if (a.slateId !== b.slateId) return a.slateId < b.slateId ? -1 : 1
	return a.position - b.position
}
