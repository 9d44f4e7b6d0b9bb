/**
 * The board's records as the suggestion screen reads them: typed, live, and only the few types it
 * needs. Reads through the store's per-type index, so a growing stroke never wakes the tray.
 */

import type { Signal } from '@tldraw/state'
import type { TLShapeId, TLStore } from '@tldraw/tlschema'
import { useMemo } from 'react'
import { useSignal } from '#app/features/sync/use-signal.ts'
import { sortInStoryOrder } from '#core/board/order.ts'
import { type BoardReader, panelsOf } from '#core/suggestions/board-records.ts'
import type { SuggestionRecord } from '#core/suggestions/suggestion-record.ts'

/** Suggestions of a store, kept up to date by its own index. */
function suggestionQuery(store: TLStore): Signal<readonly SuggestionRecord[]> {
	// tldraw types its store by its own records only; the schema (canvas-schema.ts) holds ours too.
	const query = store.query as unknown as {
		records(type: 'suggestion'): Signal<SuggestionRecord[]>
	}
	return query.records('suggestion')
}

/** The board as the suggestion core reads it. */
export function boardReader(store: TLStore): BoardReader {
	return {
		// An id of any of our record types; the store looks it up by its string.
		get: (id) => store.get(id as TLShapeId),
		all: () => store.allRecords(),
	}
}

/** A suggestion as the board has it now. */
export function findSuggestion(store: TLStore, id: string): SuggestionRecord | undefined {
	const record = boardReader(store).get(id)
	return record?.typeName === 'suggestion' ? record : undefined
}

/** Every suggestion of the board, in slate order: oldest round first, then place on the slate. */
export function useSuggestions(store: TLStore): readonly SuggestionRecord[] {
	const signal = useMemo(() => suggestionQuery(store), [store])
	const records = useSignal(signal)
	return useMemo(() => [...records].sort(bySlate), [records])
}

function bySlate(a: SuggestionRecord, b: SuggestionRecord): number {
	if (a.createdAt !== b.createdAt) return a.createdAt - b.createdAt
	if (a.slateId !== b.slateId) return a.slateId < b.slateId ? -1 : 1
	return a.position - b.position
}

/** The panel a suggestion is seen on: its own, the first of its set-up, or the one it follows. */
export function panelOfSuggestion(
	reader: BoardReader,
	suggestion: SuggestionRecord,
): string | null {
	const { targetId, edit } = suggestion
	if (targetId.startsWith('shape:')) return targetId
	if (edit.type === 'insert_panel') return edit.afterPanelId
	if (edit.type !== 'set_shot') return edit.panelId
	const panels = panelsOf(reader).filter((panel) => panel.props.shotId === edit.shotId)
	return sortInStoryOrder(panels)[0]?.id ?? null
}
