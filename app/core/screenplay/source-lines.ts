/**
 * A screenplay's source as logical lines: physical lines, joined where a comment (boneyard or note)
 * runs over their end, with the comments lifted out. Line ranges touch, so that together they are the
 * whole source. One pass with pointers that never go back, whatever the input (SP2).
 */

/** A stretch the page does not print: `[[ note ]]` or a boneyard, the text cut out between slash-stars. */
export interface SourceComment {
	kind: 'note' | 'boneyard'
	/** Offsets of the whole comment, marks included. */
	start: number
	end: number
	text: string
}
export interface SourceLine {
	/** Offsets in the source; `end` is after the line's own newline. */
	start: number
	end: number
	/** What is left without comments and newline. */
	text: string
	comments: SourceComment[]
}
/** Counts characters looked at, so that a test can hold the scan to linear time. */
export interface Work {
	count: number
}

interface PhysicalLine {
	start: number
	/** End of the content, before the newline. */
	stop: number
	/** Start of the next line. */
	end: number
}

/** Cuts a source at CRLF, LF or CR and lifts its comments out. */
export function readSourceLines(source: string, work: Work): SourceLine[] {
	const physical = splitLines(source, work)
	const comments = findComments(source, physical, work)
	const lines: SourceLine[] = []
	let at = 0
	for (let index = 0; index < physical.length; index += 1) {
		const first = physical[index]
		if (!first) break
		let last = first
		const own: SourceComment[] = []
		for (let comment = comments[at]; comment && comment.start < last.end; comment = comments[at]) {
			own.push(comment)
			at += 1
			while (comment.end > last.stop && index + 1 < physical.length) {
				index += 1
				last = physical[index] ?? last
			}
		}
		work.count += last.end - first.start
		const text = withoutComments(source, { start: first.start, stop: last.stop }, own)
		lines.push({ start: first.start, end: last.end, text, comments: own })
	}
	return lines
}

function splitLines(source: string, work: Work): PhysicalLine[] {
	const lines: PhysicalLine[] = []
	let start = 0
	for (let at = 0; at < source.length; at += 1) {
		const code = source.charCodeAt(at)
		if (code !== 10 && code !== 13) continue
		const stop = at
		if (code === 13 && source.charCodeAt(at + 1) === 10) at += 1
		lines.push({ start, stop, end: at + 1 })
		start = at + 1
	}
	if (start < source.length) lines.push({ start, stop: source.length, end: source.length })
	work.count += source.length
	return lines
}

/** The comments in order. A note is none when an empty line comes before it is closed (SP12). */
function findComments(source: string, lines: readonly PhysicalLine[], work: Work): SourceComment[] {
	const comments: SourceComment[] = []
	const finders = {
		boneyard: finder(source, '/*', work),
		boneyardEnd: finder(source, '*/', work),
		note: finder(source, '[[', work),
		noteEnd: finder(source, ']]', work),
	}
	let emptyLine = 0
	const emptyAfter = (offset: number) => {
		for (
			let line = lines[emptyLine];
			line && (line.start < offset || line.stop > line.start);
			line = lines[emptyLine]
		) {
			emptyLine += 1
			work.count += 1
		}
		return lines[emptyLine]?.start ?? Number.POSITIVE_INFINITY
	}
	for (let from = 0; ; ) {
		const boneyard = finders.boneyard(from)
		const note = finders.note(from)
		const start = Math.min(boneyard, note)
		if (start === Number.POSITIVE_INFINITY) return comments
		const kind = start === note ? 'note' : 'boneyard'
		const close = kind === 'note' ? finders.noteEnd(start + 2) : finders.boneyardEnd(start + 2)
		const isOpen =
			close === Number.POSITIVE_INFINITY || (kind === 'note' && emptyAfter(start) < close)
		if (!isOpen)
			comments.push({ kind, start, end: close + 2, text: source.slice(start + 2, close) })
		from = isOpen ? start + 2 : close + 2
	}
}

/** Finds the next mark at or after an offset; asked with rising offsets, it reads the source once. */
function finder(source: string, mark: string, work: Work): (from: number) => number {
	let found = -1
	return (from) => {
		if (found >= from) return found
		const next = source.indexOf(mark, from)
		work.count += (next < 0 ? source.length : next) - from
		found = next < 0 ? Number.POSITIVE_INFINITY : next
		return found
	}
}

function withoutComments(
	source: string,
	range: { start: number; stop: number },
	comments: readonly SourceComment[],
): string {
	let text = ''
	let from = range.start
	for (const comment of comments) {
		text = joinAround(text, source.slice(from, comment.start))
		from = comment.end
	}
	return comments.length === 0
		? source.slice(from, range.stop)
		: joinAround(text, source.slice(from, range.stop))
}

/** A comment between two spaces leaves one. */
function joinAround(before: string, after: string): string {
	return before.endsWith(' ') && after.startsWith(' ') ? before + after.slice(1) : before + after
}
