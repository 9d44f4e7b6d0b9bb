/**
 * Emphasis inside a line, both ways: Fountain's marks (`*italic*`, `**bold**`, `_underline_`, a backslash
 * before a mark that is meant as it stands) and runs of one style, which FDX and the page have. Never over
 * a line's end; one pass, whatever the input (docs/spec/screenplay.md SP40, SP41).
 */

export interface StyledRun {
	text: string
	isBold: boolean
	isItalic: boolean
	isUnderlined: boolean
}
type Style = 'isBold' | 'isItalic' | 'isUnderlined'
type StyleSet = Pick<StyledRun, Style>

/** A piece of a line: words, or one mark that may turn a style on or off. */
interface Piece {
	text: string
	style: Style | null
	canOpen: boolean
	canClose: boolean
	/** Whether the mark found its partner; one that did not is words. */
	isPaired: boolean
}

const PLAIN: StyleSet = { isBold: false, isItalic: false, isUnderlined: false }
const MARKS: readonly (readonly [style: Style, mark: string])[] = [
	['isUnderlined', '_'],
	['isBold', '**'],
	['isItalic', '*'],
]

/** Reads a text's marks; neighbouring runs differ in style. */
export function readRuns(text: string): StyledRun[] {
	const runs: StyledRun[] = []
	for (const [at, line] of text.split('\n').entries()) {
		if (at > 0) push(runs, '\n', runs.at(-1) ?? PLAIN)
		const style: StyleSet = { ...PLAIN }
		for (const piece of pairMarks(readPieces(line))) {
			if (piece.style && piece.isPaired) style[piece.style] = !style[piece.style]
			else push(runs, piece.text, style)
		}
	}
	return runs
}

/** The words alone. */
export function plainText(text: string): string {
	return readRuns(text)
		.map((run) => run.text)
		.join('')
}

/** The styles that marks around a whole text say: `_**` is bold and underlined. */
export function stylesOf(marks: string): StyleSet {
	const stars = marks.replace(/[^*]/gu, '').length
	return { isBold: stars >= 2, isItalic: stars % 2 === 1, isUnderlined: marks.includes('_') }
}

/**
 * A line that is a name (a heading, a cue): its words, and the marks of a style that all of them have. Style
 * of some of the words is dropped; only words that would be read as marks keep their backslashes.
 */
export function readWholeLine(text: string): { words: string; emphasis: string } {
	const runs = readRuns(text)
	const plain = runs.map((run) => run.text).join('')
	const styled = runs.filter((run) => run.text.trim() !== '')
	const whole = MARKS.filter(([style]) => styled.every((run) => run[style]))
	const isPlain = plainText(plain) === plain
	return {
		words: isPlain ? plain : escapeMarks(plain),
		emphasis: styled.length === 0 ? '' : whole.map(([, mark]) => mark).join(''),
	}
}

/** Writes runs with marks, so that reading them gives the same words in the same styles. */
export function writeRuns(runs: readonly StyledRun[]): string {
	const lines: StyledRun[][] = [[]]
	for (const run of runs) {
		for (const [at, text] of run.text.split('\n').entries()) {
			if (at > 0) lines.push([])
			lines.at(-1)?.push({ ...run, text })
		}
	}
	return lines.map(writeLine).join('\n')
}

function writeLine(runs: readonly StyledRun[]): string {
	let written = ''
	let style: StyleSet = PLAIN
	for (const run of trimStyles(runs)) {
		written += marksBetween(style, run) + escapeMarks(run.text)
		style = run
	}
	return written + marksBetween(style, PLAIN)
}

/** Marks hold on to words: spaces at a styled run's ends are written outside of it. */
function trimStyles(runs: readonly StyledRun[]): StyledRun[] {
	const trimmed: StyledRun[] = []
	for (const run of runs) {
		const words = run.text.trim()
		const start = words === '' ? run.text.length : run.text.indexOf(words)
		push(trimmed, run.text.slice(0, start), PLAIN)
		push(trimmed, words, run)
		push(trimmed, run.text.slice(start + words.length), PLAIN)
	}
	return trimmed
}

/** What was opened last is closed first. */
function marksBetween(before: StyleSet, after: StyleSet): string {
	const closing = MARKS.filter(([style]) => before[style] && !after[style]).reverse()
	const opening = MARKS.filter(([style]) => !before[style] && after[style])
	return [...closing, ...opening].map(([, mark]) => mark).join('')
}

function escapeMarks(text: string): string {
	return text.replace(/[*_]|\\(?=[*_\\])|\\$/gu, '\\$&')
}

function push(runs: StyledRun[], text: string, { isBold, isItalic, isUnderlined }: StyleSet): void {
	if (text === '') return
	const last = runs.at(-1)
	const isSame =
		last?.isBold === isBold && last.isItalic === isItalic && last.isUnderlined === isUnderlined
	if (last && isSame) last.text += text
	else runs.push({ text, isBold, isItalic, isUnderlined })
}

function readPieces(line: string): Piece[] {
	const pieces: Piece[] = []
	const scan = /\\[*_\\]|\*{1,3}|_|[^\\*_]+|\\/gu
	for (const found of line.matchAll(scan)) {
		const [text] = found
		const isMark = text.startsWith('*') || text === '_'
		if (!isMark) {
			pieces.push(words(text.length === 2 && text.startsWith('\\') ? text.slice(1) : text))
			continue
		}
		const canOpen = /^\S/u.test(
			line.slice(found.index + text.length, found.index + text.length + 1),
		)
		const canClose = /\S$/u.test(line.slice(Math.max(0, found.index - 1), found.index))
		for (const [style, mark] of marksIn(text))
			pieces.push({ text: mark, style, canOpen, canClose, isPaired: false })
	}
	return pieces
}

function words(text: string): Piece {
	return { text, style: null, canOpen: false, canClose: false, isPaired: false }
}

function marksIn(text: string): (readonly [Style, string])[] {
	return MARKS.filter(([style]) =>
		style === 'isUnderlined'
			? text === '_'
			: style === 'isBold'
				? text.length >= 2
				: text === '*' || text.length === 3,
	)
}

function pairMarks(pieces: Piece[]): Piece[] {
	const open = new Map<Style, Piece>()
	for (const piece of pieces) {
		if (!piece.style) continue
		const opener = open.get(piece.style)
		if (opener && piece.canClose) {
			opener.isPaired = true
			piece.isPaired = true
			open.delete(piece.style)
		} else if (!opener && piece.canOpen) open.set(piece.style, piece)
	}
	return pieces
}
