/**
 * What a single line of Fountain may be, judged by its own letters (docs/spec/screenplay.md SP5–SP11).
 * Every test reads its line a fixed number of times; none backtracks.
 */

const LATIN_HEADING = /^(?:(?:INT|EXT)\.?\/(?:EXT|INT)|INT|EXT|EST|I\.?\/E|E\.?\/I)(?:[.\s]|$)/iu
const STRICT_HEADING = /^(?:(?:INT|EXT)\.?\/(?:EXT|INT)|INT|EXT|EST|I\/E)\.\s*[\p{L}\p{N}]/u
const PRINTED_NUMBER =
	/^([0-9]{1,4}[A-Z]{0,2})[.)]?[ \t]+(?=(?:(?:INT|EXT)\.?\/(?:EXT|INT)|INT|EXT|I\/E)\.)/u
/** Inside and outside in alphabets without capitals: Chinese, Japanese, Arabic, Persian, Hebrew, Georgian, Hindi, Thai. */
const LOCAL_HEADING =
	/^(?:内景|外景|内外景|內景|屋内|屋外|室内|室外|داخلي|خارجي|داخلی|خارجی|פנים|חוץ|ინტ|ექსტ|ნატ|अंदर|बाहर|आंतरिक|बाह्य|ภายใน|ภายนอก|内|外)[ \t]*[.．。/／:：・–—-][ \t]*[\p{L}\p{N}]/u
const LOCAL_HEADING_SPACED =
	/^(?:内景|外景|內景|داخلي|خارجي|داخلی|خارجی|ภายใน|ภายนอก)[ \t\u3000]+[\p{L}\p{N}]/u
const SENTENCE_MARKS = /[.!?…,;:"“”«»。！？，、；：「」『』؟۔،؛।॥]/u
const SENTENCE_CLOSE = /[.!?…。！？؟۔।॥]$/u
const MKHEDRULI = /[\u10d0-\u10ff]/gu

/** A caseless cue is at most this long (SP9). */
export const CASELESS_CUE_MAX_LETTERS = 30
export const CASELESS_CUE_MAX_WORDS = 4

/** Whether a line is a scene heading by its first word: INT, EXT, EST, I/E and their like. */
export function isHeading(text: string): boolean {
	return LATIN_HEADING.test(narrow(text)) || isLocalHeading(text)
}

/** A heading in capitals with its dot: certain enough to count without an empty line before it. */
export function isStrictHeading(text: string): boolean {
	return STRICT_HEADING.test(text)
}

function isLocalHeading(text: string): boolean {
	if (SENTENCE_CLOSE.test(text)) return false
	return LOCAL_HEADING.test(text) || LOCAL_HEADING_SPACED.test(text)
}

/** Letters of double width (ＩＮＴ．) as the ordinary ones. */
function narrow(text: string): string {
	return /^[ＩｉＥｅ]/u.test(text) ? text.slice(0, 20).normalize('NFKC') : text
}

/** `12A INT. BOAT – DAY 12A`, as printed pages carry it; undefined when there is no such number. */
export function readPrintedNumber(text: string): { number: string; rest: string } | undefined {
	const number = PRINTED_NUMBER.exec(text)?.[1]
	if (number === undefined) return undefined
	const rest = text.slice(PRINTED_NUMBER.exec(text)?.[0].length ?? 0).trim()
	const before = rest.slice(0, -number.length)
	const isRepeated = rest.endsWith(number) && /\s$/u.test(before)
	return { number, rest: isRepeated ? before.trim() : rest }
}

/** Takes `#…#` off the end of a heading. */
export function takeSceneNumber(text: string): { text: string; number: string | null } {
	if (!text.endsWith('#')) return { text, number: null }
	const open = text.lastIndexOf('#', text.length - 2)
	const number = open < 0 ? '' : text.slice(open + 1, -1)
	if (!/^[\p{L}\p{N}\p{M}.-]{1,60}$/u.test(number)) return { text, number: null }
	return { text: text.slice(0, open).trim(), number }
}

/** Takes emphasis marks off that stand around the whole text. */
export function takeEmphasis(text: string): { text: string; emphasis: string } {
	let depth = 0
	while (depth < 6 && text.length > 2 * depth + 2) {
		const mark = text.charAt(depth)
		if ((mark !== '*' && mark !== '_') || text.charAt(text.length - 1 - depth) !== mark) break
		depth += 1
	}
	return { text: text.slice(depth, text.length - depth).trim(), emphasis: text.slice(0, depth) }
}

/** Whether a line is written in capitals: one capital at least and no small letter. */
export function isUpperCase(text: string): boolean {
	return /[\p{Lu}\p{Lt}]/u.test(text) && !hasSmallLetters(text)
}

function hasSmallLetters(text: string): boolean {
	// Georgian Mkhedruli counts as small letters in Unicode, but is written without capitals.
	return /\p{Ll}/u.test(text.replace(MKHEDRULI, ''))
}

/** Splits `IDA (V.O.) (CONT'D)` into name and extension; undefined when a bracket stays open. */
export function splitCue(text: string): { name: string; extension: string } | undefined {
	const paren = text.search(/[(（]/u)
	if (paren < 0) return { name: text, extension: '' }
	if (paren === 0 || !/[)）]$/u.test(text)) return undefined
	return { name: text.slice(0, paren).trim(), extension: text.slice(paren) }
}

/** Whether a line can be a character cue by its letters (SP8, SP9). */
export function isCue(text: string): boolean {
	const name = splitCue(text)?.name
	if (!name) return false
	return isUpperCase(name) || isCaselessName(name)
}

/** A short run of letters of an alphabet without capitals and without sentence marks. */
function isCaselessName(name: string): boolean {
	if (name.length > 4 * CASELESS_CUE_MAX_LETTERS) return false
	if (
		!/[\p{Lo}\p{Lm}\u10d0-\u10ff]/u.test(name) ||
		/[\p{Lu}\p{Lt}]/u.test(name) ||
		hasSmallLetters(name)
	)
		return false
	if (SENTENCE_MARKS.test(name) || [...name].length > CASELESS_CUE_MAX_LETTERS) return false
	return name.trim().split(/\s+/u).length <= CASELESS_CUE_MAX_WORDS
}

/** `CUT TO:` and its like. */
export function isTransition(text: string): boolean {
	return text.endsWith('TO:') && isUpperCase(text)
}

export function isParenthetical(text: string): boolean {
	return /^[(（]/u.test(text) && /[)）]$/u.test(text)
}

/** A forced heading: one dot, then a letter or digit (`..` and `. ` are prose). */
export function isForcedHeading(text: string): boolean {
	return /^\.[*_]{0,6}[\p{L}\p{N}]/u.test(text)
}
