/**
 * A two-column AV script as pasted text: rows of VIDEO and AUDIO between tabs, pipes or runs of spaces,
 * with or without a header row and row numbers (SP17). Reads cells only; av-script.ts gives them meaning.
 */

export interface AvRow {
	number: string
	video: string
	audio: string
	/** Cells of other columns, by their header. */
	others: { name: string; text: string }[]
	start: number
	end: number
}
export interface AvTable {
	rows: AvRow[]
	/** Lines above the header row. */
	above: { text: string; start: number; end: number }[]
	hasHeader: boolean
}
type Separator = 'tab' | 'pipe' | 'spaces'
interface RawRow {
	cells: string[]
	/** Column at which the first cell begins. */
	indent: number
	isFirst: boolean
	start: number
	end: number
}
interface Columns {
	separator: Separator
	video: number
	audio: number
	number: number | null
	names: string[]
	/** Where the audio column begins in a table of spaces. */
	audioOffset: number
}

const VIDEO =
	/^(?:video|visuals?|picture|images?|action|on screen|what we see|vidéo|bild|imagen|画面|映像|视频)$/iu
const AUDIO =
	/^(?:audio|sound|voice ?over|voice|v\.?o\.?|narration|dialogue|what we hear|son|ton|sonido|声音|音频|旁白|音声)$/iu
const NUMBER = /^(?:#|no\.?|nr\.?|row|shot|scene|sc\.?|frame)?$/iu
const HEADER_LINES = 12
/** Letters at the top that tell whether a text is a table at all. */
const TOP_LETTERS = 20_000

/** The table with a VIDEO | AUDIO header, or undefined. */
export function readTableWithHeader(text: string): AvTable | undefined {
	const top = text.slice(0, TOP_LETTERS)
	for (const separator of ['tab', 'pipe', 'spaces'] as const) {
		const head = splitRows(top, separator).slice(0, HEADER_LINES)
		if (!head.some((row) => readHeader(row, separator))) continue
		const rows = splitRows(text, separator)
		for (const [at, row] of rows.slice(0, HEADER_LINES).entries()) {
			const columns = readHeader(row, separator)
			if (!columns) continue
			const above = rows
				.slice(0, at)
				.map(({ cells, start, end }) => ({ text: cells.join(' ').trim(), start, end }))
			return { rows: readRows(rows.slice(at + 1), columns), above, hasHeader: true }
		}
	}
	return undefined
}

/** A table without a header: most lines fall into two columns, or three with a row number first. */
export function readTableWithoutHeader(text: string): AvTable | undefined {
	const top = text.slice(0, TOP_LETTERS)
	for (const separator of ['tab', 'pipe', 'spaces'] as const) {
		// Most texts are no table: the top tells without cutting all of it into cells.
		if (!isMostlyWide(splitRows(top, separator))) continue
		const rows = splitRows(text, separator)
		if (!isMostlyWide(rows)) continue
		const widths = Math.max(...rows.slice(0, 2000).map((row) => row.cells.length))
		const hasNumber =
			widths >= 3 && rows.every((row) => /^(?:\d{1,4}[a-z]?[.)]?)?$/iu.test(row.cells[0] ?? ''))
		if (widths > (hasNumber ? 3 : 2)) continue
		const first = hasNumber ? 1 : 0
		const columns: Columns = {
			separator,
			video: first,
			audio: first + 1,
			number: hasNumber ? 0 : null,
			names: [],
			audioOffset: Number.POSITIVE_INFINITY,
		}
		return { rows: readRows(rows, columns), above: [], hasHeader: false }
	}
	return undefined
}

function isMostlyWide(rows: readonly RawRow[]): boolean {
	const wide = rows.filter((row) => row.cells.filter((cell) => cell !== '').length >= 2).length
	return wide >= 2 && wide >= rows.length * 0.6
}

function readHeader(row: RawRow, separator: Separator): Columns | undefined {
	const names = row.cells.map((cell) => cell.replace(/[*_:]/gu, '').trim())
	const video = names.findIndex((name) => VIDEO.test(name))
	const audio = names.findIndex((name) => AUDIO.test(name))
	if (video < 0 || audio < 0) return undefined
	const first = names[0] ?? ''
	const number = video > 0 && audio > 0 && NUMBER.test(first) ? 0 : null
	const audioOffset = row.cells
		.slice(0, audio)
		.reduce((sum, cell) => sum + cell.length + 2, row.indent)
	return { separator, video, audio, number, names, audioOffset }
}

function readRows(raw: readonly RawRow[], columns: Columns): AvRow[] {
	const rows: AvRow[] = []
	const hasGaps = raw.some((row, at) => at > 0 && row.isFirst)
	for (const row of raw) {
		if (row.cells.every((cell) => /^:?-{2,}:?$/u.test(cell))) continue
		const read = readRow(row, columns)
		const last = rows.at(-1)
		const goesOn =
			columns.separator === 'spaces' && last && !(hasGaps ? row.isFirst : read.video !== '')
		const isNumberless =
			columns.number !== null &&
			read.number === '' &&
			last &&
			last.number !== '' &&
			columns.separator !== 'pipe'
		if (last && (goesOn || isNumberless)) extend(last, read)
		else rows.push(read)
	}
	return rows
}

function readRow(row: RawRow, columns: Columns): AvRow {
	let { cells } = row
	// In a table of spaces an empty first column leaves no cell: the indent tells.
	if (columns.separator === 'spaces' && row.indent > 3 && cells.length <= columns.audio) {
		cells = [...Array<string>(columns.audio).fill(''), ...cells]
	}
	const others = cells.flatMap((text, at) => {
		const isOwn = at === columns.video || at === columns.audio || at === columns.number
		return isOwn || text === '' ? [] : [{ name: columns.names[at] ?? '', text }]
	})
	const cell = (at: number | null) => (at === null ? '' : (cells[at] ?? ''))
	return {
		number: cell(columns.number),
		video: cell(columns.video),
		audio: cell(columns.audio),
		others,
		start: row.start,
		end: row.end,
	}
}

function extend(row: AvRow, more: AvRow): void {
	row.video = [row.video, more.video].filter((text) => text !== '').join(' ')
	row.audio = [row.audio, more.audio].filter((text) => text !== '').join(' ')
	row.others.push(...more.others)
	row.end = more.end
}

/** The lines that hold words, in cells. A quoted cell of a spreadsheet may run over several lines. */
function splitRows(text: string, separator: Separator): RawRow[] {
	const rows: RawRow[] = []
	let isFirst = true
	for (const { line, start, end } of separator === 'tab'
		? splitQuotedLines(text)
		: splitLines(text)) {
		if (line.trim() === '') {
			isFirst = true
			continue
		}
		rows.push({
			cells: splitCells(line, separator),
			indent: line.length - line.trimStart().length,
			isFirst,
			start,
			end,
		})
		isFirst = false
	}
	return rows
}

function splitCells(line: string, separator: Separator): string[] {
	if (separator === 'tab') return line.split('\t').map(unquote)
	if (separator === 'pipe')
		return line
			.trim()
			.replace(/^\|/u, '')
			.replace(/\|$/u, '')
			.split('|')
			.map((cell) => cell.trim())
	return line.trim().split(/[ \u00a0]{2,}/u)
}

function unquote(cell: string): string {
	const text = cell.trim()
	return text.length > 1 && text.startsWith('"') && text.endsWith('"')
		? text.slice(1, -1).replaceAll('""', '"').trim()
		: text
}

function splitLines(text: string): { line: string; start: number; end: number }[] {
	let start = 0
	return text.split('\n').map((line) => {
		const own = { line, start, end: start + line.length + 1 }
		start = own.end
		return own
	})
}

/** Lines of tab-separated text; one goes on while a cell's quote is open. */
function splitQuotedLines(text: string): { line: string; start: number; end: number }[] {
	const joined: { line: string; start: number; end: number }[] = []
	let open: { parts: string[]; start: number } | null = null
	for (const { line, start, end } of splitLines(text)) {
		const isOdd = (line.match(/"/gu)?.length ?? 0) % 2 === 1
		if (!open && isOdd && /(?:^|\t)"/u.test(line) && line.includes('\t'))
			open = { parts: [line], start }
		else if (open) {
			open.parts.push(line)
			if (isOdd) {
				joined.push({ line: open.parts.join('\n'), start: open.start, end })
				open = null
			}
		} else joined.push({ line, start, end })
	}
	// A quote that is never closed was an inch or a mistake: the lines stand as they are.
	let { start } = open ?? { start: 0 }
	for (const line of open?.parts ?? []) {
		joined.push({ line, start, end: start + line.length + 1 })
		start += line.length + 1
	}
	return joined
}
