/**
 * Takes proposals out of an answer while it streams. An answer should be `{"elements": [ … ]}`; what
 * comes is often wrapped in words or fences, or breaks off. Each balanced object with an `edit` is
 * given out the moment it closes; everything else is passed over. Reads every letter once.
 */
/** Brackets around a proposal at most; what is deeper is part of one and never read by itself. */
const MAX_DEPTH = 3

export interface ElementPuller {
	/** The objects that this piece of text completed. */
	push(text: string): unknown[]
	/** Whether the answer ended inside an object or list. */
	isOpen(): boolean
}

export function createElementPuller(): ElementPuller {
	let kept = ''
	let inString = false
	let isEscaped = false
	/** Opened brackets; an object with where it starts in `kept`. */
	const open: { closes: string; start: number }[] = []

	function close(letter: string): unknown {
		const last = open.at(-1)
		// A stray bracket in the prose around an answer.
		if (last?.closes !== letter) return undefined
		open.pop()
		if (letter === ']' || open.length > MAX_DEPTH) return undefined
		const value = parse(kept.slice(last.start))
		return hasEdit(value) ? value : undefined
	}

	return {
		push(text) {
			const found: unknown[] = []
			for (const letter of text) {
				if (open.length > 0) kept += letter
				if (inString) {
					if (isEscaped) isEscaped = false
					else if (letter === '\\') isEscaped = true
					else if (letter === '"') inString = false
				} else if (letter === '"' && open.length > 0) inString = true
				else if (letter === '{' || letter === '[') {
					if (open.length === 0) kept = letter
					open.push({ closes: letter === '{' ? '}' : ']', start: kept.length - 1 })
				} else if (letter === '}' || letter === ']') {
					const value = close(letter)
					if (value !== undefined) found.push(value)
				}
			}
			return found
		},
		isOpen: () => open.length > 0,
	}
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text)
	} catch {
		return undefined
	}
}

function hasEdit(value: unknown): boolean {
	return typeof value === 'object' && value !== null && Object.hasOwn(value, 'edit')
}
