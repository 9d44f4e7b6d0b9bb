/**
 * Counting and cutting words in any script: how long a text takes to say or see, where its sentences
 * end, and whose line a cue announces. Pure text in, plain values out; linear in the text's length.
 */

/** Letters of scripts written without spaces; two of them are counted as one word. */
const UNSPACED =
	/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu
const SENTENCE_END = new Set('.!?…。！？؟۔।॥'.split(''))
const CLOSERS = new Set('"\'’”)]»」』）'.split(''))
/** Enders of scripts that need no space before the next sentence. */
const FULL_WIDTH_END = new Set('。！？'.split(''))
const ABBREVIATIONS = new Set(
	'mr mrs ms dr st prof sgt lt capt col gen jr sr vs etc int ext est no vol approx a.m p.m v.o o.s o.c'.split(
		' ',
	),
)

/** Words a reader or speaker needs time for; scripts without spaces count two letters as a word. */
export function countWords(text: string): number {
	const unspaced = text.match(UNSPACED)?.length ?? 0
	const spaced =
		text.replace(UNSPACED, ' ').match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’.-]*/gu)?.length ?? 0
	return spaced + Math.ceil(unspaced / 2)
}

/** The sentences of a text, each trimmed, in order; together they hold every word of it. */
export function splitSentences(text: string): string[] {
	const sentences: string[] = []
	let start = 0
	for (let at = 0; at < text.length; at += 1) {
		if (!SENTENCE_END.has(text.charAt(at))) continue
		const end = endOfSentence(text, start, at)
		if (end === undefined) continue
		sentences.push(text.slice(start, end))
		start = end
		at = end - 1
	}
	sentences.push(text.slice(start))
	return sentences.map((sentence) => sentence.trim()).filter((sentence) => sentence !== '')
}

/** The name of a cue without its extension: `IDA (O.S.)` is `IDA`. */
export function speakerName(cue: string): string {
	const paren = cue.search(/[(（]/u)
	return (paren > 0 ? cue.slice(0, paren) : cue).trim()
}

/** Whether the speaker is heard and not seen (voice over, off screen, off camera, a voice on a line). */
export function isHeardOnly(cue: string): boolean {
	return /[(（][^)）]*(?:\bV\.? ?O\b|\bO\.? ?[SC]\b|on (?:the )?(?:radio|phone|tv|television|speaker))/iu.test(
		cue.slice(0, 300),
	)
}

/** Where the sentence that has an ender at `at` really ends, or undefined when it goes on. */
function endOfSentence(text: string, start: number, at: number): number | undefined {
	let end = at + 1
	while (SENTENCE_END.has(text.charAt(end)) || CLOSERS.has(text.charAt(end))) end += 1
	if (FULL_WIDTH_END.has(text.charAt(at))) return end
	const next = text.charAt(end)
	if (next !== '' && !/\s/u.test(next)) return undefined
	return text.charAt(at) === '.' && end === at + 1 && isAbbreviation(text, start, at)
		? undefined
		: end
}

function isAbbreviation(text: string, start: number, at: number): boolean {
	let from = at
	while (from > start && at - from < 12 && !/\s/u.test(text.charAt(from - 1))) from -= 1
	const word = text.slice(from, at).replace(/^[(["'“‘]+/u, '')
	return ABBREVIATIONS.has(word.toLowerCase()) || /^\p{Lu}$/u.test(word)
}
