/** Keeps the version in hand as it grows, for the next time this page is opened (SG106). */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Edit } from '#core/suggestions/edit.ts'
import type { EditDraft } from '#core/suggestions/reshape/edit-draft.ts'
import { type KeptDrafts, openKeptDrafts } from './kept-drafts.ts'
import type { Reshaping } from './reshaping.ts'

/** A hand that pulls makes many versions in a second; the last of them is kept. */
const AFTER_MS = 300
const NONE: KeptDrafts = {
	ids: () => [],
	read: () => null,
	write: () => undefined,
	drop: () => undefined,
}

export interface KeptHere {
	ids: ReadonlySet<string>
	read(suggestion: { id: string; edit: Edit }): EditDraft | null
	drop(suggestionId: string): void
}

export function useKeptDrafts(userId: string, now: Reshaping | null): KeptHere {
	const kept = useMemo(() => openHere(userId), [userId])
	const [ids, setIds] = useState<ReadonlySet<string>>(() => new Set(kept.ids()))
	const unwritten = useRef<Reshaping | null>(null)
	const flush = useCallback(() => {
		const last = unwritten.current
		unwritten.current = null
		if (!last) return
		try {
			kept.write({ id: last.suggestionId, edit: last.offered }, last.draft)
		} catch {
			// A browser that keeps nothing: the version lives as long as the page.
		}
		setIds(new Set(kept.ids()))
	}, [kept])
	useEffect(() => {
		if (!now || (now.past.length === 0 && now.future.length === 0)) return
		if (unwritten.current && unwritten.current.suggestionId !== now.suggestionId) flush()
		unwritten.current = now
		const timer = window.setTimeout(flush, AFTER_MS)
		return () => window.clearTimeout(timer)
	}, [now, flush])
	useEffect(() => {
		window.addEventListener('pagehide', flush)
		return () => {
			window.removeEventListener('pagehide', flush)
			flush()
		}
	}, [flush])
	const drop = useCallback(
		(suggestionId: string) => {
			if (unwritten.current?.suggestionId === suggestionId) unwritten.current = null
			kept.drop(suggestionId)
			setIds(new Set(kept.ids()))
		},
		[kept],
	)
	return { ids, read: kept.read, drop }
}

function openHere(userId: string): KeptDrafts {
	try {
		return openKeptDrafts({ userId, storage: window.localStorage, now: Date.now })
	} catch {
		return NONE
	}
}
