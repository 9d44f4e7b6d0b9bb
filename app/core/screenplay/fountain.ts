/**
 * Our own tokenizer of Fountain 1.1, with source offsets: the ranges of the tokens touch and together
 * are the whole source, so every panel can point back at the line it shows. Never throws; linear time
 * (docs/spec/screenplay.md SP1–SP14). Called by parse-script.ts.
 */
import {
	type Element,
	type FountainType,
	isPageBreak,
	isSpoken,
	readActionElement,
	readCueElement,
	readMarkedElement,
	readOpeningElement,
	readSpokenElement,
} from './fountain-elements.ts'
import { isStrictHeading, isUpperCase } from './line-tests.ts'
import { readSourceLines, type SourceComment, type SourceLine, type Work } from './source-lines.ts'
import { readTitlePage } from './title-page.ts'

export interface FountainToken {
	type: FountainType
	/** Offsets in the source, UTF-16 code units; a token starts where the one before it ends. */
	start: number
	end: number
	/** The words, without marks that only force a type; emphasis marks inside stay. */
	text: string
	dual: 'left' | 'right' | null
	/** The mark that forced the type (`.`, `@`, `!`, `>`), or null. */
	forced: string | null
	/** Emphasis marks that stood around the whole line. */
	emphasis: string
	/** Scene number as written between `#`, or as printed before the heading. */
	sceneNumber: string | null
	/** Title page key. */
	key: string | null
	/** Depth of a section, lines of a blank; 0 elsewhere. */
	depth: number
	/** Comments inside the line, in order. */
	comments: SourceComment[]
}

/** How freely the next line may begin something: after an empty line, after a heading, not at all. */
type Opening = 'blank' | 'break' | 'none'
const OPENING_AFTER: Partial<Record<FountainType, Opening>> = {
	sceneHeading: 'break',
	transition: 'break',
	section: 'blank',
	synopsis: 'blank',
	pageBreak: 'blank',
}

interface Reading {
	lines: SourceLine[]
	tokens: FountainToken[]
	work: Work
	opening: Opening
	inSpeech: boolean
	/** Index of the last cue's token while nothing but its speech and empty lines followed. */
	lastCue: number | null
	/** The column of the speech being read. */
	dual: 'left' | 'right' | null
	/** Lines of the last token while it may still grow; joined once, so that growing stays linear. */
	open: string[] | null
}

/** @returns the tokens, and the number of characters looked at to make them */
export function tokenizeFountain(source: string): { tokens: FountainToken[]; work: number } {
	const work: Work = { count: 0 }
	const reading: Reading = {
		lines: readSourceLines(source, work),
		tokens: [],
		work,
		opening: 'blank',
		inSpeech: false,
		lastCue: null,
		dual: null,
		open: null,
	}
	for (let index = readTop(reading); index < reading.lines.length; index += 1) {
		readLine(reading, index)
	}
	closeOpen(reading)
	return { tokens: reading.tokens, work: work.count }
}

/** Empty lines and the title page at the top; returns the first line of the script itself. */
function readTop(reading: Reading): number {
	let first = 0
	for (let line = reading.lines[0]; line && isBlank(line); line = reading.lines[first]) {
		readBlank(reading, line)
		first += 1
	}
	const page = readTitlePage(reading.lines, first)
	for (const { key, line } of page.entries) {
		add(reading, line, { type: 'titlePage', text: line.text })
		const token = reading.tokens.at(-1)
		if (token) token.key = key
	}
	return page.next
}

function readLine(reading: Reading, index: number): void {
	const line = reading.lines[index]
	if (!line) return
	reading.work.count += line.text.length + 1
	const text = line.text.trim()
	if (text === '' && line.comments.length > 0) readComments(reading, line)
	else if (text === '') readBlank(reading, line)
	else if (reading.inSpeech && !isPageBreak(text)) grow(reading, line, readSpokenElement(text))
	else readParagraph(reading, index, text)
}

function isBlank(line: SourceLine): boolean {
	return line.text.trim() === '' && line.comments.length === 0
}

function readBlank(reading: Reading, line: SourceLine): void {
	// A line of two spaces keeps a speech open (SP10).
	if (reading.inSpeech && line.text.length >= 2) {
		grow(reading, line, { type: 'dialogue', text: '' })
		return
	}
	reading.inSpeech = false
	reading.opening = 'blank'
	const last = reading.tokens.at(-1)
	if (last?.type !== 'blank') {
		add(reading, line, { type: 'blank', text: '', depth: 1 })
		return
	}
	last.end = line.end
	last.depth += 1
}

/** A line of nothing but comments: each is a token, and an open speech stays open (SP12). */
function readComments(reading: Reading, line: SourceLine): void {
	let { start } = line
	for (const [at, comment] of line.comments.entries()) {
		const end = at === line.comments.length - 1 ? line.end : comment.end
		const element: Element = { type: comment.kind, text: comment.text.trim() }
		add(reading, { start, end, text: '', comments: [] }, element)
		start = end
	}
	if (!reading.inSpeech) reading.opening = 'blank'
}

function readParagraph(reading: Reading, index: number, text: string): void {
	const line = reading.lines[index]
	if (!line) return
	const next = nextText(reading, index)
	const element =
		readMarkedElement(text) ??
		(reading.opening === 'none' || /^(?:!|@[^\s@])/u.test(text)
			? undefined
			: readOpeningElement(text, next))
	if (element) {
		grow(reading, line, element)
		reading.opening = OPENING_AFTER[element.type] ?? 'none'
		reading.inSpeech = false
		return
	}
	if (!text.startsWith('!') && readCue(reading, line, text, next)) return
	grow(reading, line, readActionElement(line.text))
	// `FADE IN:` right above a heading is a paragraph of its own, not a cue (SP6).
	const isLeadIn = reading.opening === 'blank' && isUpperCase(text) && isStrictHeading(next)
	reading.opening = isLeadIn ? 'break' : 'none'
}

function readCue(reading: Reading, line: SourceLine, text: string, next: string): boolean {
	if (reading.opening === 'none' || (reading.opening === 'break' && !text.startsWith('@'))) {
		return false
	}
	const cue = readCueElement(text, next)
	if (!cue) return false
	startSpeech(reading, cue.isDual)
	add(reading, line, cue.element)
	reading.lastCue = reading.tokens.length - 1
	reading.inSpeech = true
	reading.opening = 'none'
	return true
}

/** `^` puts this speech to the right of the one before it, when nothing stands between them. */
function startSpeech(reading: Reading, isDual: boolean): void {
	closeOpen(reading)
	const partner = reading.lastCue
	reading.dual = null
	if (!isDual || partner === null || reading.tokens[partner]?.dual === 'right') return
	for (const token of reading.tokens.slice(partner)) {
		if (isSpoken(token.type)) token.dual = 'left'
	}
	reading.dual = 'right'
}

/** The next line's words, passing over lines of comments; '' at an empty line or the end. */
function nextText(reading: Reading, index: number): string {
	let next = index + 1
	for (let line = reading.lines[next]; line; line = reading.lines[next]) {
		reading.work.count += 1
		if (line.text.trim() !== '' || line.comments.length === 0) return line.text.trim()
		next += 1
	}
	return ''
}

const GROWING: ReadonlySet<FountainType> = new Set<FountainType>(['action', 'dialogue', 'lyrics'])

/** Adds the line to the last token when that is the same paragraph, or begins a new one. */
function grow(reading: Reading, line: SourceLine, element: Element): void {
	const last = reading.tokens.at(-1)
	if (!reading.open || last?.type !== element.type || !GROWING.has(element.type)) {
		add(reading, line, element)
		reading.open = [element.text]
		return
	}
	reading.open.push(element.text)
	last.end = line.end
	for (const comment of line.comments) last.comments.push(comment)
}

function add(reading: Reading, line: SourceLine, element: Element): void {
	closeOpen(reading)
	const { type } = element
	const isAside = type === 'blank' || type === 'note' || type === 'boneyard'
	if (!isSpoken(type) && !isAside) reading.lastCue = null
	const isInSpeech = type === 'character' || (reading.inSpeech && isSpoken(type))
	reading.tokens.push({
		type,
		start: line.start,
		end: line.end,
		text: element.text,
		dual: isInSpeech ? reading.dual : null,
		forced: element.forced ?? null,
		emphasis: element.emphasis ?? '',
		sceneNumber: element.sceneNumber ?? null,
		key: null,
		depth: element.depth ?? 0,
		comments: [...line.comments],
	})
}

function closeOpen(reading: Reading): void {
	const last = reading.tokens.at(-1)
	if (reading.open && last) {
		last.text = reading.open.join('\n').trimEnd()
		reading.work.count += last.text.length
		// A speech of nothing but two spaces says nothing.
		if (last.type === 'dialogue' && last.text === '' && last.comments.length === 0)
			last.type = 'blank'
	}
	reading.open = null
}
