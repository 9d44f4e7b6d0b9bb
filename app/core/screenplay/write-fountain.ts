/**
 * Writes blocks as Fountain 1.1. A type is forced only where the tokenizer would read another one, so a
 * writer gets pages as they would have typed them; reading what was written gives the same blocks, and
 * writing that again the same letters (docs/spec/screenplay.md SP42–SP45).
 */
import { readMarkedElement, readOpeningElement } from './fountain-elements.ts'
import { isCue, isForcedHeading, isHeading, isStrictHeading, isTransition } from './line-tests.ts'
import type { ScriptBlock } from './script.ts'
import { isTitleKey, KNOWN_TITLE_KEYS } from './title-page.ts'

export type WritableBlock = Pick<ScriptBlock, 'type' | 'text' | 'dual' | 'meta'>

const MAY_BE_EMPTY: ReadonlySet<string> = new Set(['pageBreak', 'titlePage'])

/** @returns the source, with a line end at its end; '' for no blocks */
export function writeFountain(blocks: readonly WritableBlock[]): string {
	const shown = blocks.filter((block) => MAY_BE_EMPTY.has(block.type) || block.text.trim() !== '')
	const titles = shown.filter((block) => block.type === 'titlePage')
	const body = joinParts(shown.filter((block) => block.type !== 'titlePage'))
	const page = writeTitlePage(titles)
	const paragraphs = writeParagraphs(body, page !== '')
	const pieces = page === '' ? paragraphs : [page, ...paragraphs]
	return pieces.length === 0 ? '' : `${pieces.join('\n\n')}\n`
}

/** A long text came in as several blocks; it goes out as one (SP14). */
function joinParts(blocks: readonly WritableBlock[]): WritableBlock[] {
	const joined: WritableBlock[] = []
	for (const block of blocks) {
		const last = joined.at(-1)
		if (last && block.meta.part !== undefined && last.type === block.type)
			joined[joined.length - 1] = { ...last, text: last.text + block.text }
		else joined.push(block)
	}
	return joined
}

function writeTitlePage(titles: readonly WritableBlock[]): string {
	const keyOf = (block: WritableBlock) =>
		String(block.meta.key ?? '')
			.replace(/[:\n]/gu, ' ')
			.trim()
	const entries = titles.map((block) => ({ key: keyOf(block) || 'Notes', text: block.text.trim() }))
	// The first key must be a known one, or the page is no title page.
	const isKnown = ({ key }: { key: string }) => KNOWN_TITLE_KEYS.has(key.toLowerCase())
	const first = entries.findIndex(isKnown)
	const [known] = first > 0 ? entries.splice(first, 1) : []
	const ordered = known ? [known, ...entries] : entries
	if (!ordered.some(isKnown)) return ''
	return ordered.map(({ key, text }) => writeEntry(key, text)).join('\n')
}

function writeEntry(key: string, text: string): string {
	const lines = text.split('\n').filter((line) => line.trim() !== '')
	if (lines.length <= 1) return `${key}: ${lines[0]?.trim() ?? ''}`
	return [`${key}:`, ...lines.map((line) => `\t${line.trim()}`)].join('\n')
}

/** Blocks that stand on lines under one another; an empty line stands between two of these. */
function writeParagraphs(blocks: readonly WritableBlock[], hasTitlePage: boolean): string[] {
	const paragraphs: string[] = []
	const ahead = lookAhead(blocks)
	/** Whether the paragraph being written is a speech, which goes on. */
	let isSpeech = false
	for (const [at, block] of blocks.entries()) {
		const isInline = isComment(block) && block.meta.inline === true && paragraphs.length > 0
		if (isInline) {
			paragraphs.push(`${paragraphs.pop() ?? ''} ${writeComment(block)}`)
			continue
		}
		const { hasSpeech, isCutClosed } = ahead[at] ?? NOTHING_AHEAD
		const goesOn: boolean = isSpeech && (isOfSpeech(block) || (isComment(block) && hasSpeech))
		isSpeech = goesOn || block.type === 'character'
		const isAtTop = paragraphs.length === 0 && !hasTitlePage
		const text = apart(block, blocks[at + 1], isCutClosed)
		const place = { isSpeech, isAtTop, hasSpeech }
		const lines = writeBlock({ ...block, text }, place)
		if (goesOn) paragraphs.push(`${paragraphs.pop() ?? ''}\n${lines}`)
		else paragraphs.push(lines)
	}
	return paragraphs
}

interface Place {
	isSpeech: boolean
	/** The first line of the file, which a title page could be read from. */
	isAtTop: boolean
	/** Words of the speech stand right under it. */
	hasSpeech: boolean
}

function writeBlock(block: WritableBlock, place: Place): string {
	if (block.type === 'pageBreak') return '==='
	if (isComment(block)) return writeComment(block)
	const { text } = block
	switch (block.type) {
		case 'sceneHeading':
			return writeHeading(block, oneLine(text))
		case 'character':
			return writeCue(block, oneLine(text), place.hasSpeech)
		case 'transition':
			return writeTransition(block, oneLine(text))
		case 'section':
			return `${'#'.repeat(depthOf(block))} ${oneLine(text)}`
		case 'synopsis':
			return `= ${oneLine(text)}`
		case 'centered':
			return eachLine(text, (line) => `> ${line.trim()} <`)
		case 'lyrics':
			return eachLine(text, (line) => `~${line.trim()}`)
		case 'parenthetical':
		case 'dialogue':
			if (place.isSpeech) return text.trim().replace(/^[^\S\n]*$/gmu, '  ')
			return writeAction(block, text, place)
		default:
			return writeAction(block, text, place)
	}
}

function writeHeading(block: WritableBlock, text: string): string {
	const number = block.meta.sceneNumber
	const tail = typeof number === 'string' && number !== '' ? ` #${number}#` : ''
	const words = emphasised(block, text)
	const isForced = block.meta.forced === '.' || !isHeading(text)
	if (!isForced) return words + tail
	// What a dot cannot force (a heading of marks alone) keeps its words.
	return isForcedHeading(`.${words}`)
		? `.${words}${tail}`
		: `.${text.replace(/^[^\p{L}\p{N}]+/u, '') || 'Untitled'}${tail}`
}

function writeCue(block: WritableBlock, text: string, hasSpeech: boolean): string {
	const tail = block.dual === 'right' ? ' ^' : ''
	// A mark at the end would put the speech into another column.
	const words = emphasised(block, text.replace(/[\s^]+$/u, ''))
	const isPlain =
		hasSpeech &&
		block.meta.forced !== '@' &&
		isCue(text) &&
		!text.startsWith('!') &&
		!readMarkedElement(words) &&
		!readOpeningElement(words, '-')
	return isPlain ? words + tail : `@${words.replace(/^@+/u, '')}${tail}`
}

function writeTransition(block: WritableBlock, text: string): string {
	const isPlain = block.meta.forced !== '>' && isTransition(text) && !isHeading(text)
	// Between two brackets the words would be centred.
	return isPlain ? emphasised(block, text) : `> ${text.replace(/[<\s]+$/u, '')}`
}

/** Forces, line by line, what would be read as something else. */
function writeAction(block: WritableBlock, text: string, place: Place): string {
	const lines = text
		.replace(/^(?:[^\S\n]*\n)+/u, '')
		.trimEnd()
		.split('\n')
	const isForced = block.meta.forced === '!'
	return lines
		.map((line, at) => {
			const words = line.trim()
			// A mark alone keeps a paragraph together where the writer left a line empty.
			if (words === '') return '!'
			const next = lines[at + 1]?.trim() ?? ''
			const isRead =
				words.startsWith('!') ||
				readMarkedElement(words) !== undefined ||
				(at > 0 && isStrictHeading(words)) ||
				(at === 0 && readsAsOpening(words, next)) ||
				(at === 0 && place.isAtTop && isTitleKey(words))
			return isRead || (isForced && at === 0) ? forced(line) : line
		})
		.join('\n')
}

function readsAsOpening(words: string, next: string): boolean {
	if (readOpeningElement(words, next) !== undefined || /^@[^\s@]/u.test(words)) return true
	return next !== '' && isCue(words)
}

function forced(line: string): string {
	const words = line.trimStart()
	return `${line.slice(0, line.length - words.length)}!${words}`
}

function writeComment(block: WritableBlock): string {
	const text = block.text.trim()
	if (block.meta.boneyard === true) return `/* ${text.replaceAll('*/', '* /')} */`
	// An empty line would end the note; one of two spaces does not (SP12).
	const words = text.replaceAll(']]', '] ]').replace(/^[^\S\n]*$/gmu, '  ')
	return `[[${words.endsWith(']') ? `${words} ` : words}]]`
}

/** What the blocks from one on bring. */
interface Ahead {
	/** Speech stands next, notes on their own lines passed over. */
	hasSpeech: boolean
	/** A cut would find its end in this block or further on. */
	isCutClosed: boolean
}
const NOTHING_AHEAD: Ahead = { hasSpeech: false, isCutClosed: false }

/** One pass from the end, whatever stands in the blocks. */
function lookAhead(blocks: readonly WritableBlock[]): Ahead[] {
	const ahead: Ahead[] = []
	let next: WritableBlock | undefined
	let last = NOTHING_AHEAD
	for (const block of [...blocks].reverse()) {
		const isSpeechNext = next !== undefined && (isComment(next) ? last.hasSpeech : isOfSpeech(next))
		const endsCut = block.meta.boneyard === true || block.text.includes('*/')
		last = { hasSpeech: isSpeechNext, isCutClosed: last.isCutClosed || endsCut }
		next = block
		ahead.push(last)
	}
	return ahead.reverse()
}

/** Marks in a block's words that would find an end, and so begin a comment, are written apart. */
function apart(
	block: WritableBlock,
	next: WritableBlock | undefined,
	isCutClosed: boolean,
): string {
	const { text } = block
	if (isComment(block)) return text
	const isNoteClosed = text.includes(']]') || isOfSpeech(block) || next?.meta.inline === true
	const cut = isCutClosed ? text.replaceAll('/*', '/ *') : text
	return isNoteClosed ? cut.replaceAll('[[', '[ [') : cut
}

function emphasised(block: WritableBlock, text: string): string {
	const marks = typeof block.meta.emphasis === 'string' ? block.meta.emphasis : ''
	return `${marks}${text}${[...marks].reverse().join('')}`
}

function depthOf(block: WritableBlock): number {
	const depth = Number(block.meta.depth ?? 1)
	return Number.isInteger(depth) ? Math.min(6, Math.max(1, depth)) : 1
}

function oneLine(text: string): string {
	return text.replace(/\s*\n\s*/gu, ' ').trim()
}

function eachLine(text: string, write: (line: string) => string): string {
	return text
		.split('\n')
		.filter((line) => line.trim() !== '')
		.map(write)
		.join('\n')
}

function isComment(block: WritableBlock): boolean {
	return block.type === 'note'
}

function isOfSpeech(block: WritableBlock): boolean {
	return block.type === 'parenthetical' || block.type === 'dialogue' || block.type === 'lyrics'
}
