/** What the lane shows of notes it knows nothing about: marks beside a line, the words one is on, a hand to begin one. */
import { type ReactNode, type RefObject, useEffect } from 'react'
import type { ScriptBlockRecord } from '#core/board/project-records.ts'
import type { ScriptLine } from '#core/screenplay/script-lines.ts'
import type { ChosenWords } from './use-chosen-words.ts'

/** Letters of a line; none = the line as a whole. */
export interface WordsAt {
	blockId: string
	from: number
	to: number
}
export interface LaneNotes {
	/** Marks of the notes on a line's blocks; null = there are none. */
	render: (blockIds: readonly string[]) => ReactNode
	/** The words that the note in hand is about. */
	at: WordsAt | null
	/** Begins a note on some words; null for who may not. */
	onNote: ((words: ChosenWords) => void) | null
}

/** What a note on a whole line is about: what is said or done in it, and not whose cue it is. */
export function wholeLine({ blocks }: ScriptLine): ChosenWords | null {
	const said = blocks.find(({ type }) => type !== 'character' && type !== 'parenthetical')
	const block = said ?? blocks[0]
	return block && block.type !== 'pageBreak'
		? { blockId: block.id, text: block.text, from: 0 }
		: null
}

const HIGHLIGHT = 'noted-words'

/** Marks the words in the page without touching it: a caret still falls where it is meant to. */
export function useNotedWords(
	list: RefObject<HTMLElement | null>,
	at: WordsAt | null,
	blocks: readonly ScriptBlockRecord[],
): void {
	// biome-ignore lint/correctness/useExhaustiveDependencies: what is written moves the letters.
	useEffect(() => {
		const words = at && list.current ? rangeOf(list.current, at) : null
		// A browser without highlights marks the line, which says where as well.
		if (!words || !('highlights' in CSS)) return undefined
		CSS.highlights.set(HIGHLIGHT, new Highlight(words))
		return () => void CSS.highlights.delete(HIGHLIGHT)
	}, [list, at, blocks])
}

function rangeOf(list: HTMLElement, { blockId, from, to }: WordsAt): Range | null {
	const elements = [...list.querySelectorAll<HTMLElement>('[data-block-id]')]
	const text = elements.find(({ dataset }) => dataset.blockId === blockId)?.lastChild
	if (text?.nodeType !== Node.TEXT_NODE || to <= from) return null
	const end = Math.min(to, text.textContent?.length ?? 0)
	if (end <= from) return null
	const range = document.createRange()
	range.setStart(text, from)
	range.setEnd(text, end)
	return range
}
