/**
 * A text field bound to a text of a record: what others type arrives while one types, letter by
 * letter, and caret and selection stay where they were in the words (T1, T2). While an input method
 * composes, nothing is changed under it; both sides merge when it is done.
 *
 *   const field = useTextField({ store: room.store, recordId: 'shape:p1', path: 'props.action' })
 *   <textarea ref={field.ref} value={field.value} {...field.handlers} />
 */
import { computed } from '@tldraw/state'
import type { TLRecord, TLStore } from '@tldraw/tlschema'
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { fieldsOf, getPath, withPaths } from '#core/sync/record-path.ts'
import { mergeText, moveCaret, textSpan } from '#core/sync/text-merge.ts'
import { useSignal } from './use-signal.ts'

export type TextElement = HTMLTextAreaElement | HTMLInputElement

/** A pause this long between two keys ends a burst of typing, milliseconds. */
const BURST_PAUSE_MS = 1000

export interface TextFieldOptions {
	store: TLStore
	recordId: string
	/** One of the record's text paths, e.g. `props.action`, `text`. */
	path: string
	maxLength?: number
	/** Called before the first change of each burst of typing: the place for an undo mark. */
	onEditStart?(): void
	/** How a value is written; by default into the store, which an editor's history records. */
	write?(value: string): void
}

export interface TextField {
	ref: React.RefCallback<TextElement>
	value: string
	/** False when the record is gone. */
	exists: boolean
	/** What is typed next begins a new burst: after an undo. */
	endBurst(): void
	handlers: {
		onChange(event: React.ChangeEvent<TextElement>): void
		onCompositionStart(): void
		onCompositionEnd(event: React.CompositionEvent<TextElement>): void
		onBlur(): void
	}
}

/** Writes a text path of a record into its store. */
export function writeText(store: TLStore, recordId: string, path: string, value: string): void {
	// Casts at the edge of tldraw's store, which types ids by its own union.
	const id = recordId as TLRecord['id']
	if (!store.has(id)) return
	store.update(
		id,
		(record) => withPaths(fieldsOf(record), [[path, value]]) as unknown as typeof record,
	)
}

export function useTextField(options: TextFieldOptions): TextField {
	const { store, recordId, path } = options
	const latest = useRef(options)
	latest.current = options
	const stored = useSignal(useStoredText(store, recordId, path))
	const element = useRef<TextElement | null>(null)
	const [draft, setDraft] = useState<{ base: string; value: string } | null>(null)
	const lastTyped = useRef(Number.NEGATIVE_INFINITY)
	const value = draft ? draft.value : (stored ?? '')
	useSteadyCaret(element, value)

	const write = useCallback((next: string) => {
		const now = latest.current
		const at = performance.now()
		if (at - lastTyped.current > BURST_PAUSE_MS) now.onEditStart?.()
		lastTyped.current = at
		const cut = next.slice(0, now.maxLength ?? next.length)
		if (now.write) now.write(cut)
		else writeText(now.store, now.recordId, now.path, cut)
	}, [])

	const endBurst = () => {
		lastTyped.current = Number.NEGATIVE_INFINITY
	}
	const handlers = {
		onChange(event: React.ChangeEvent<TextElement>) {
			const next = event.currentTarget.value
			if (draft) setDraft({ ...draft, value: next })
			else write(next)
		},
		onCompositionStart() {
			setDraft({ base: stored ?? '', value: stored ?? '' })
		},
		onCompositionEnd(event: React.CompositionEvent<TextElement>) {
			if (!draft) return
			write(mergeText(draft.base, stored ?? '', event.currentTarget.value))
			setDraft(null)
		},
		onBlur: endBurst,
	}
	const ref = useCallback((next: TextElement | null) => {
		element.current = next
	}, [])
	return { ref, value, exists: stored !== undefined, endBurst, handlers }
}

function useStoredText(store: TLStore, recordId: string, path: string) {
	return useMemo(
		() =>
			computed<string | undefined>('textField', () => {
				const record = store.get(recordId as TLRecord['id'])
				const value = record && getPath(fieldsOf(record), path)
				return typeof value === 'string' ? value : record && ''
			}),
		[store, recordId, path],
	)
}

/** Keeps selection and caret on the same letters when a value arrives that was not typed here. */
function useSteadyCaret(element: React.RefObject<TextElement | null>, value: string) {
	const seen = useRef<{ start: number; end: number; text: string } | null>(null)
	const node = element.current
	// Read while the old value still stands in the element: React replaces it after this render.
	if (node && node.ownerDocument.activeElement === node && node.value !== value) {
		const { selectionStart, selectionEnd } = node
		seen.current = { start: selectionStart ?? 0, end: selectionEnd ?? 0, text: node.value }
	}
	useLayoutEffect(() => {
		const before = seen.current
		seen.current = null
		const now = element.current
		const span = before && textSpan(before.text, value)
		if (!now || !span) return
		now.setSelectionRange(moveCaret(before.start, span), moveCaret(before.end, span))
	}, [element, value])
}
