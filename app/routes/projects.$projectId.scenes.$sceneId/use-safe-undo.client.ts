/**
 * The board's one undo stack: own drawing, fields, words and decisions, safe among others. What it
 * kept or could not take back is told in the status line (U7, U12).
 */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Editor } from 'tldraw'
import type { RoomConnection } from '#app/features/sync/connect-room.ts'
import type { OwnStep, UndoOutcome } from '#core/sync/undo-rebase.ts'

/** How long a sentence stands in the status line, milliseconds. */
const NEWS_MS = 10_000

export function useSafeUndo(room: RoomConnection) {
	const attached = useRef<ReturnType<RoomConnection['attachHistory']> | null>(null)
	const { news, tell } = useNews()
	const attach = useCallback(
		(editor: Editor) => {
			const history = room.attachHistory(editor)
			attached.current = history
			return () => {
				history.dispose()
				attached.current = null
			}
		},
		[room],
	)
	const undo = useCallback(() => {
		if (attached.current) tell(sentenceOf(attached.current.undo(), 'undo'))
	}, [tell])
	const redo = useCallback(() => {
		if (attached.current) tell(sentenceOf(attached.current.redo(), 'redo'))
	}, [tell])
	const add = useCallback((step: OwnStep) => attached.current?.add(step), [])
	return { attach, undo, redo, add, news }
}

function sentenceOf({ changed, kept, refused }: UndoOutcome, direction: 'undo' | 'redo'): string {
	const sentences = [
		...refused,
		...(kept ? ['Others have worked on that since, so their work was kept.'] : []),
	]
	if (!changed && sentences.length === 0) {
		sentences.push(direction === 'undo' ? 'Nothing of yours to undo.' : 'Nothing to redo.')
	}
	return sentences.join(' ')
}

/** One sentence at a time, gone by itself. */
function useNews() {
	const [news, setNews] = useState('')
	const timer = useRef(0)
	useEffect(() => () => window.clearTimeout(timer.current), [])
	const tell = useCallback((sentence: string) => {
		window.clearTimeout(timer.current)
		setNews(sentence)
		if (sentence !== '') timer.current = window.setTimeout(() => setNews(''), NEWS_MS)
	}, [])
	return { news, tell }
}
