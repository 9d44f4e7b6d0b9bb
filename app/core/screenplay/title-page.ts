/** The title page at the top of a Fountain file: `Key: value`, values going on in indented lines (SP4). */
import type { SourceLine } from './source-lines.ts'

/** Keys that make a file's first line a title page. */
export const KNOWN_TITLE_KEYS: ReadonlySet<string> = new Set(
	'title|credit|author|authors|source|notes|draft date|date|contact|contact info|copyright|format|revision'.split(
		'|',
	),
)

export interface TitleEntry {
	key: string
	/** The entry as one line: the value's lines, the whole range, the comments inside it. */
	line: SourceLine
}

/** Reads the entries from line `first` on; none when the first line has no known key. */
export function readTitlePage(
	lines: readonly SourceLine[],
	first: number,
): { entries: TitleEntry[]; next: number } {
	const entries: { key: string; lines: SourceLine[]; values: string[] }[] = []
	let next = first
	for (let line = lines[next]; line && line.text.trim() !== ''; line = lines[next]) {
		const entry = entries.at(-1)
		const key = keyOf(line.text)
		if (key !== undefined && (entry || KNOWN_TITLE_KEYS.has(key.toLowerCase()))) {
			entries.push({ key, lines: [line], values: [valueAfterColon(line.text)] })
		} else if (entry && /^(?:\t| {3})/u.test(line.text)) {
			entry.lines.push(line)
			entry.values.push(line.text.trim())
		} else break
		next += 1
	}
	return { entries: entries.map((entry) => ({ key: entry.key, line: asOneLine(entry) })), next }
}

/** Whether a line at the very top would begin a title page. */
export function isTitleKey(text: string): boolean {
	const key = keyOf(text)
	return key !== undefined && KNOWN_TITLE_KEYS.has(key.toLowerCase())
}

function asOneLine(entry: { lines: SourceLine[]; values: string[] }): SourceLine {
	return {
		start: entry.lines[0]?.start ?? 0,
		end: entry.lines.at(-1)?.end ?? 0,
		text: entry.values.filter((value) => value !== '').join('\n'),
		comments: entry.lines.flatMap((line) => line.comments),
	}
}

function valueAfterColon(text: string): string {
	return text.slice(text.indexOf(':') + 1).trim()
}

function keyOf(text: string): string | undefined {
	const colon = text.indexOf(':')
	if (colon < 1 || colon > 60 || /^\s/u.test(text)) return undefined
	return text.slice(0, colon).trim()
}
