/**
 * A reader of the plain XML that screenwriting programs write, made for files of unknown origin: it knows
 * tags, attributes, text, CDATA and comments, and refuses everything that can grow or reach out (document
 * types, entities of a file's own making, endless nesting). One pass, every element with its place in the
 * source, every fault with its line (docs/spec/screenplay.md SP50).
 */

export interface XmlElement {
	name: string
	attributes: ReadonlyMap<string, string>
	children: (XmlElement | string)[]
	/** Offsets in the source, tags included. */
	start: number
	end: number
}
export type XmlRead = { ok: true; root: XmlElement } | { ok: false; line: number; what: string }

/** Deeper than any screenplay: a note's paragraph inside dual dialogue inside a paragraph is 8 deep. */
export const MAX_XML_DEPTH = 64
/** More elements than the longest script has words. */
export const MAX_XML_ELEMENTS = 2_000_000
const MAX_ATTRIBUTES = 64
const NAME = /[\p{L}_][\p{L}\p{N}_.:-]*/uy
const ENTITIES: Readonly<Record<string, string>> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	apos: "'",
}

class XmlFault extends Error {
	readonly at: number
	constructor(at: number, what: string) {
		super(what)
		this.at = at
	}
}

interface Reading {
	source: string
	at: number
	open: XmlElement[]
	root: XmlElement | null
	elements: number
}

/** Reads a document; a fault is a value, with the line where it stands. */
export function readXml(source: string): XmlRead {
	const reading: Reading = { source, at: 0, open: [], root: null, elements: 0 }
	try {
		while (reading.at < source.length) readNext(reading)
		const left = reading.open.at(-1)
		if (left) throw new XmlFault(left.start, `<${left.name}> is never closed`)
		if (!reading.root) throw new XmlFault(0, 'there is no element in it')
		return { ok: true, root: reading.root }
	} catch (error) {
		if (!(error instanceof XmlFault)) throw error
		return { ok: false, line: lineAt(source, error.at), what: error.message }
	}
}

/** The line an offset stands on, counted from 1. */
export function lineAt(source: string, offset: number): number {
	let line = 1
	for (let at = source.indexOf('\n'); at >= 0 && at < offset; at = source.indexOf('\n', at + 1))
		line += 1
	return line
}

/** Text for between tags and inside quotes; what XML cannot hold is left out. */
export function escapeXml(text: string): string {
	return text
		.replace(/\p{Surrogate}/gu, '\ufffd')
		.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
		.replace(/[&<>"]/gu, (letter: string) =>
			letter === '&' ? '&amp;' : letter === '<' ? '&lt;' : letter === '>' ? '&gt;' : '&quot;',
		)
}

function readNext(reading: Reading): void {
	const { source, at } = reading
	if (source.charCodeAt(at) !== 60) readText(reading)
	else if (source.startsWith('<!--', at)) skipTo(reading, '-->', 'a comment')
	else if (source.startsWith('<![CDATA[', at)) readCdata(reading)
	else if (source.startsWith('<?', at)) skipTo(reading, '?>', 'an instruction')
	else if (source.startsWith('<!', at))
		throw new XmlFault(at, 'it declares a document type or entities, which scripts never need')
	else if (source.startsWith('</', at)) readClosing(reading)
	else readOpening(reading)
}

function readText(reading: Reading): void {
	const { source, at } = reading
	const next = source.indexOf('<', at)
	const end = next < 0 ? source.length : next
	const text = source.slice(at, end)
	const parent = reading.open.at(-1)
	if (parent) parent.children.push(decode(text, at))
	else if (/[^\s\ufeff]/u.test(text)) throw new XmlFault(at, 'words stand outside of all elements')
	reading.at = end
}

function readCdata(reading: Reading): void {
	const start = reading.at + 9
	skipTo(reading, ']]>', 'a CDATA section')
	reading.open.at(-1)?.children.push(reading.source.slice(start, reading.at - 3))
}

function skipTo(reading: Reading, mark: string, name: string): void {
	const found = reading.source.indexOf(mark, reading.at + 2)
	if (found < 0) throw new XmlFault(reading.at, `${name} is never closed`)
	reading.at = found + mark.length
}

function readClosing(reading: Reading): void {
	const start = reading.at
	reading.at += 2
	const name = readName(reading)
	skipSpace(reading)
	if (reading.source[reading.at] !== '>') throw new XmlFault(start, `</${name} is not finished`)
	reading.at += 1
	const element = reading.open.pop()
	if (element?.name !== name)
		throw new XmlFault(
			start,
			element ? `<${element.name}> is closed by </${name}>` : `</${name}> closes nothing`,
		)
	element.end = reading.at
}

function readOpening(reading: Reading): void {
	const start = reading.at
	reading.at += 1
	const name = readName(reading)
	const attributes = readAttributes(reading, name)
	const isEmpty = reading.source[reading.at] === '/'
	reading.at += isEmpty ? 2 : 1
	const element: XmlElement = { name, attributes, children: [], start, end: reading.at }
	reading.elements += 1
	if (reading.elements > MAX_XML_ELEMENTS) throw new XmlFault(start, 'it has too many elements')
	const parent = reading.open.at(-1)
	if (parent) parent.children.push(element)
	else if (reading.root) throw new XmlFault(start, 'a second document begins')
	else reading.root = element
	if (isEmpty) return
	reading.open.push(element)
	if (reading.open.length > MAX_XML_DEPTH)
		throw new XmlFault(start, `elements stand more than ${MAX_XML_DEPTH} deep in one another`)
}

/** Stops before `>` or `/>`. */
function readAttributes(reading: Reading, element: string): Map<string, string> {
	const { source } = reading
	const attributes = new Map<string, string>()
	for (;;) {
		skipSpace(reading)
		if (source[reading.at] === '>' || source.startsWith('/>', reading.at)) return attributes
		if (reading.at >= source.length) throw new XmlFault(reading.at, `<${element} is not finished`)
		const start = reading.at
		const name = readName(reading)
		skipSpace(reading)
		const isGiven = source[reading.at] === '='
		reading.at += 1
		skipSpace(reading)
		const quote = source[reading.at]
		const end = quote === '"' || quote === "'" ? source.indexOf(quote, reading.at + 1) : -1
		if (!isGiven || end < 0) throw new XmlFault(start, `${name} in <${element}> has no value`)
		if (attributes.has(name)) throw new XmlFault(start, `${name} stands twice in <${element}>`)
		if (attributes.size >= MAX_ATTRIBUTES) throw new XmlFault(start, `<${element}> says too much`)
		attributes.set(name, decode(source.slice(reading.at + 1, end), reading.at + 1))
		reading.at = end + 1
	}
}

function readName(reading: Reading): string {
	NAME.lastIndex = reading.at
	const name = NAME.exec(reading.source)?.[0]
	if (name === undefined) throw new XmlFault(reading.at, 'a tag has no name')
	reading.at += name.length
	return name
}

function skipSpace(reading: Reading): void {
	while (/\s/u.test(reading.source.charAt(reading.at))) reading.at += 1
}

/** The five names XML has by itself, and letters by number; a file's own are refused. */
function decode(text: string, start: number): string {
	if (!text.includes('&')) return text
	return text.replace(
		/&(#x[0-9a-f]{1,6}|#[0-9]{1,7}|[\p{L}\p{N}_.-]*);?/giu,
		(whole, name, offset) => {
			const letter = Object.hasOwn(ENTITIES, name) ? ENTITIES[name] : letterOf(String(name))
			if (letter === undefined || !whole.endsWith(';'))
				throw new XmlFault(start + Number(offset), `“${whole.slice(0, 20)}” is no letter`)
			return letter
		},
	)
}

function letterOf(name: string): string | undefined {
	if (!name.startsWith('#')) return undefined
	const code = /^#x/iu.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
	const isLetter = code === 9 || code === 10 || code === 13 || (code >= 32 && code <= 0x10ffff)
	return isLetter && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : undefined
}
