/** The words a person has selected in the lane, cut at the lines they stand in. */
import { type RefObject, useEffect, useState } from 'react'
import type { ScriptBlockRecord } from '#core/board/project-records.ts'

export interface ChosenWords {
	blockId: string
	text: string
	/** The first of them among the letters of the block. */
	from: number
}

const NONE: readonly ChosenWords[] = []

/** Follows the selection inside `list`; empty while nothing is selected there. */
export function useChosenWords(
	list: RefObject<HTMLElement | null>,
	blocks: readonly ScriptBlockRecord[],
): readonly ChosenWords[] {
	const [words, setWords] = useState<readonly ChosenWords[]>(NONE)
	useEffect(() => {
		const read = () => setWords(list.current ? wordsIn(list.current) : NONE)
		document.addEventListener('selectionchange', read)
		return () => document.removeEventListener('selectionchange', read)
	}, [list])
	return words.filter(({ blockId }) => blocks.some(({ id }) => id === blockId))
}

function wordsIn(list: HTMLElement): readonly ChosenWords[] {
	const selection = window.getSelection()
	if (!selection || selection.isCollapsed || selection.rangeCount === 0) return NONE
	const range = selection.getRangeAt(0)
	if (!list.contains(range.commonAncestorContainer)) return NONE
	return [...list.querySelectorAll<HTMLElement>('[data-block-id]')].flatMap((element) => {
		if (!range.intersectsNode(element)) return []
		const part = document.createRange()
		part.selectNodeContents(element)
		const startsInside = element.contains(range.startContainer)
		const endsInside = element.contains(range.endContainer)
		if (startsInside) part.setStart(range.startContainer, range.startOffset)
		if (endsInside) part.setEnd(range.endContainer, range.endOffset)
		const words = wordsOf(part)
		const text = words.trim()
		const blockId = element.dataset.blockId ?? ''
		if (text === '') return []
		const before = document.createRange()
		before.selectNodeContents(element)
		before.setEnd(part.startContainer, part.startOffset)
		const from = wordsOf(before).length + words.length - words.trimStart().length
		return [{ blockId, text, from }]
	})
}

function wordsOf(range: Range): string {
	const kept = range.cloneContents()
	for (const number of kept.querySelectorAll('[data-not-text]')) number.remove()
	return kept.textContent ?? ''
}
