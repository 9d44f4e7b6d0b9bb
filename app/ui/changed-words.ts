/** Which words of a line changed: what stands before and after them is the same in both. */

export interface ChangedWords {
	head: string
	/** Words that go. */
	gone: string
	/** Words that come. */
	come: string
	tail: string
}

/** Cuts at words, never within one; `head + gone + tail` is `before`, `head + come + tail` is `after`. */
export function changedWords(before: string, after: string): ChangedWords {
	const old = wordsOf(before)
	const next = wordsOf(after)
	const shorter = Math.min(old.length, next.length)
	let start = 0
	while (start < shorter && old[start] === next[start]) start += 1
	let end = 0
	while (end < shorter - start && old.at(-1 - end) === next.at(-1 - end)) end += 1
	return {
		head: old.slice(0, start).join(''),
		gone: old.slice(start, old.length - end).join(''),
		come: next.slice(start, next.length - end).join(''),
		tail: old.slice(old.length - end).join(''),
	}
}

/** Words and what stands between them, letter for letter. */
function wordsOf(text: string): string[] {
	return text.match(/\s+|\S+/gu) ?? []
}
