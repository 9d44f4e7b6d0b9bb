/**
 * How two versions of a text become one (rules T1, T2 of docs/spec/sync.md). Positions are UTF-16
 * code units as Y.Text counts them; a surrogate pair is never cut, because Yjs would replace each
 * half by U+FFFD.
 */

/** Replace `remove` code units at `index` by `insert`. */
export interface TextSpan {
	index: number
	remove: number
	insert: string
}

const isHigh = (unit: number) => unit >= 0xd800 && unit <= 0xdbff
const isLow = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff
const cutsPair = (text: string, at: number) =>
	at > 0 && at < text.length && isHigh(text.charCodeAt(at - 1)) && isLow(text.charCodeAt(at))

/** The one span that turns `from` into `to`, or undefined when they are equal. */
export function textSpan(from: string, to: string): TextSpan | undefined {
	if (from === to) return undefined
	const shortest = Math.min(from.length, to.length)
	let start = 0
	while (start < shortest && from.charCodeAt(start) === to.charCodeAt(start)) start++
	while (cutsPair(from, start) || cutsPair(to, start)) start--
	let end = 0
	const most = shortest - start
	while (end < most && from.at(-1 - end) === to.at(-1 - end)) end++
	while (cutsPair(from, from.length - end) || cutsPair(to, to.length - end)) end--
	return {
		index: start,
		remove: from.length - start - end,
		insert: to.slice(start, to.length - end),
	}
}

/** Where a caret at `position` stands after `span`; one inside the removed part goes to its start. */
export function moveCaret(position: number, span: TextSpan): number {
	if (position <= span.index) return position
	if (position >= span.index + span.remove) return position - span.remove + span.insert.length
	return span.index
}

/** One side of a merge: what stands before each base letter, and which base letters are gone. */
interface Edit {
	insertedBefore: string[]
	removed: boolean[]
}

/** Beyond this many differing letters a middle part counts as replaced whole (time and memory n²). */
const MAX_DIFFERENCES = 1500

/**
 * Merges two versions of `base` letter by letter: every letter either side added is kept, every
 * letter either side removed is gone. Added at one place by both, `first`'s stand first.
 */
export function mergeText(base: string, first: string, second: string): string {
	if (first === second || second === base) return first
	if (first === base) return second
	const letters = [...base]
	const a = editOf(letters, [...first])
	const b = editOf(letters, [...second])
	let merged = ''
	for (let i = 0; i <= letters.length; i++) {
		merged += (a.insertedBefore[i] ?? '') + (b.insertedBefore[i] ?? '')
		if (i < letters.length && !a.removed[i] && !b.removed[i]) merged += letters[i]
	}
	return merged
}

function editOf(base: string[], next: string[]): Edit {
	const edit: Edit = { insertedBefore: [], removed: [] }
	let start = 0
	while (start < base.length && start < next.length && base[start] === next[start]) start++
	let end = 0
	const most = Math.min(base.length, next.length) - start
	while (end < most && base[base.length - 1 - end] === next[next.length - 1 - end]) end++
	const from = base.slice(start, base.length - end)
	const to = next.slice(start, next.length - end)
	const kept = commonLetters(from, to)
	let j = 0
	for (let i = 0; i <= from.length; i++) {
		const match = i < from.length ? kept[i] : to.length
		if (match === undefined) {
			edit.removed[start + i] = true
			continue
		}
		edit.insertedBefore[start + i] = to.slice(j, match).join('')
		j = match + 1
	}
	return edit
}

/**
 * For each letter of `from` the index of the letter of `to` it stays as: a longest common
 * subsequence by the greedy algorithm of Myers (1986), O((n + m) d).
 */
function commonLetters(from: string[], to: string[]): (number | undefined)[] {
	const kept: (number | undefined)[] = new Array(from.length).fill(undefined)
	if (from.length === 0 || to.length === 0) return kept
	const trace = shortestEdit(from, to)
	if (!trace) return kept
	let x = from.length
	let y = to.length
	for (let d = trace.length - 1; d >= 0; d--) {
		const reach = trace[d] ?? new Map<number, number>()
		const k = x - y
		const at = (diagonal: number) => reach.get(diagonal) ?? -1
		const down = k === -d || (k !== d && at(k - 1) < at(k + 1))
		const previousK = down ? k + 1 : k - 1
		const previousX = d === 0 ? 0 : at(previousK)
		const previousY = d === 0 ? 0 : previousX - previousK
		while (x > previousX && y > previousY) {
			x--
			y--
			kept[x] = y
		}
		x = previousX
		y = previousY
	}
	return kept
}

/** Furthest reach on each diagonal before each step, or undefined when the two differ too much. */
function shortestEdit(from: string[], to: string[]): Map<number, number>[] | undefined {
	const reach = new Map<number, number>([[1, 0]])
	const trace: Map<number, number>[] = []
	const most = Math.min(from.length + to.length, MAX_DIFFERENCES)
	for (let d = 0; d <= most; d++) {
		trace.push(new Map(reach))
		for (let k = -d; k <= d; k += 2) {
			const left = reach.get(k - 1) ?? -1
			const right = reach.get(k + 1) ?? -1
			let x = k === -d || (k !== d && left < right) ? right : left + 1
			let y = x - k
			while (x < from.length && y < to.length && from[x] === to[y]) {
				x++
				y++
			}
			reach.set(k, x)
			if (x >= from.length && y >= to.length) return trace
		}
	}
	return undefined
}
