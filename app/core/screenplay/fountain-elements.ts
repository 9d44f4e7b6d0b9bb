/**
 * What one line of Fountain becomes: its type, its words without forcing marks, its facts. Pure; the
 * tokenizer (fountain.ts) knows what stands around the line and asks in the order of SP5–SP11.
 */
import type { ScriptBlockRecord } from '../board/project-records.ts'
import {
	isCue,
	isForcedHeading,
	isHeading,
	isParenthetical,
	isStrictHeading,
	isTransition,
	readPrintedNumber,
	splitCue,
	takeEmphasis,
	takeSceneNumber,
} from './line-tests.ts'

export type FountainType = ScriptBlockRecord['type'] | 'boneyard' | 'blank'

export interface Element {
	type: FountainType
	text: string
	forced?: string
	emphasis?: string
	sceneNumber?: string | null
	depth?: number
}

/** What a trimmed line is wherever it stands outside a speech, or undefined. */
export function readMarkedElement(text: string): Element | undefined {
	if (isPageBreak(text)) return { type: 'pageBreak', text: '' }
	const marks = /^#{1,6}(?=[^#])/u.exec(text)?.[0] ?? ''
	const title = text.slice(marks.length).trim()
	if (marks !== '' && title !== '') return { type: 'section', text: title, depth: marks.length }
	if (/^=[^=]/u.test(text)) return { type: 'synopsis', text: text.slice(1).trim() }
	if (text.length > 1 && text.startsWith('>') && text.endsWith('<')) {
		return { type: 'centered', text: text.slice(1, -1).trim() }
	}
	return /^~./u.test(text) ? lyrics(text) : undefined
}

/** A heading or transition at the start of a paragraph; `next` is the next line's words. */
export function readOpeningElement(text: string, next: string): Element | undefined {
	const heading = readHeading(text)
	if (heading) return heading
	if (text.startsWith('>') && text.length > 1) {
		return { type: 'transition', text: text.slice(1).trim(), forced: '>' }
	}
	const plain = takeEmphasis(text)
	if (!isTransition(plain.text) || (next !== '' && !isHeading(next))) return undefined
	return { type: 'transition', ...plain }
}

/** A character cue; not forced, it needs a line of speech under it. */
export function readCueElement(
	text: string,
	next: string,
): { element: Element; isDual: boolean } | undefined {
	const isForced = /^@[^\s@]/u.test(text)
	const isDual = text.endsWith('^')
	const words = (isDual ? text.slice(0, -1) : text).trim()
	const cue = readCueText(isForced ? words.slice(1) : words)
	if (isForced) return { element: { type: 'character', ...cue, forced: '@' }, isDual }
	if (next === '' || isStrictHeading(next) || !isCue(cue.text)) return undefined
	return { element: { type: 'character', ...cue }, isDual }
}

/** A line inside a speech. */
export function readSpokenElement(text: string): Element {
	if (isParenthetical(text)) return { type: 'parenthetical', text }
	return /^~./u.test(text) ? lyrics(text) : { type: 'dialogue', text }
}

/** Everything else; the spaces a writer put before the words stay. */
export function readActionElement(line: string): Element {
	const words = line.trimEnd()
	if (!line.trimStart().startsWith('!')) return { type: 'action', text: words }
	return { type: 'action', text: words.replace('!', ''), forced: '!' }
}

export function isPageBreak(text: string): boolean {
	return /^={3,}$/u.test(text)
}

/** Types that belong to a speech. */
export function isSpoken(type: FountainType): boolean {
	return (
		type === 'character' || type === 'parenthetical' || type === 'dialogue' || type === 'lyrics'
	)
}

function lyrics(text: string): Element {
	return { type: 'lyrics', text: text.slice(1).trim() }
}

function readHeading(text: string): Element | undefined {
	if (isForcedHeading(text)) return { ...headingElement(text.slice(1).trim(), null), forced: '.' }
	const printed = readPrintedNumber(text)
	if (printed) return headingElement(printed.rest, printed.number)
	return isHeading(takeEmphasis(takeSceneNumber(text).text).text)
		? headingElement(text, null)
		: undefined
}

/** The number may stand inside or outside of emphasis around the whole heading. */
function headingElement(text: string, printedNumber: string | null): Element {
	const outer = takeSceneNumber(text)
	const plain = takeEmphasis(outer.text)
	const inner = outer.number === null ? takeSceneNumber(plain.text) : { ...plain, number: null }
	return {
		type: 'sceneHeading',
		text: inner.text,
		emphasis: plain.emphasis,
		sceneNumber: outer.number ?? inner.number ?? printedNumber,
	}
}

function readCueText(words: string): { text: string; emphasis: string } {
	const whole = takeEmphasis(words)
	const parts = splitCue(whole.text)
	if (!parts || parts.extension === '') return whole
	const name = takeEmphasis(parts.name)
	if (name.emphasis === '') return whole
	return { text: `${name.text} ${parts.extension}`, emphasis: whole.emphasis || name.emphasis }
}
