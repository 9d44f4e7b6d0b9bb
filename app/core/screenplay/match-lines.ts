/**
 * Pairs the lines of two versions of one passage, in order: first lines that are the same, around
 * lines that stand once in both (patience), then rewritten ones in the gaps. Work grows with the
 * passage, not with its square: large gaps are compared in a narrow band only (SP24).
 */
import { canBeSameLine, letterPairs, type Pairs, SAME_LINE, similarity } from './similarity.ts'

/** A line to be paired: equal keys are the same line; only lines of one kind may be rewritten into each other. */
export interface Line {
	key: string
	kind: string
	/** Normalised words. */
	words: string
}
/** Counts comparisons of two lines, so that a test can hold matching to its bound. */
export interface Comparisons {
	count: number
}

/** A gap with fewer pairs than this is compared whole. */
const SMALL_GAP = 400
/** In a larger gap a line is compared with this many neighbours on either side of its own place. */
const BAND = 6
const MAX_DEPTH = 24

type Range = { oldFrom: number; oldTo: number; newFrom: number; newTo: number }

/** Old index by new index. Pairs never cross, but for those in `moved` (new indexes). */
export function matchLines(
	old: readonly Line[],
	next: readonly Line[],
	comparisons: Comparisons,
): { pairs: Map<number, number>; moved: Set<number> } {
	const pairs = new Map<number, number>()
	const whole = { oldFrom: 0, oldTo: old.length, newFrom: 0, newTo: next.length }
	const gaps: Range[] = []
	matchSame({ old, next, pairs, gaps, comparisons }, whole, 0)
	for (const gap of gaps) matchRewritten({ old, next, pairs, gaps, comparisons }, gap)
	return { pairs, moved: matchMoved(old, next, pairs) }
}

interface Matching {
	old: readonly Line[]
	next: readonly Line[]
	pairs: Map<number, number>
	gaps: Range[]
	comparisons: Comparisons
}

function matchSame(matching: Matching, range: Range, depth: number): void {
	const inner = trimSame(matching, range)
	if (inner.oldFrom === inner.oldTo || inner.newFrom === inner.newTo) return
	const anchors = depth < MAX_DEPTH ? findAnchors(matching, inner) : []
	if (anchors.length === 0) {
		matching.gaps.push(inner)
		return
	}
	let { oldFrom, newFrom } = inner
	for (const [newAt, oldAt] of [...anchors, [inner.newTo, inner.oldTo] as const]) {
		if (newAt < inner.newTo) matching.pairs.set(newAt, oldAt)
		matchSame(matching, { oldFrom, oldTo: oldAt, newFrom, newTo: newAt }, depth + 1)
		oldFrom = oldAt + 1
		newFrom = newAt + 1
	}
}

/** Pairs what is the same at the start and at the end of a range. */
function trimSame(matching: Matching, range: Range): Range {
	let { oldFrom, oldTo, newFrom, newTo } = range
	const isSame = (oldAt: number, newAt: number) => {
		matching.comparisons.count += 1
		return matching.old[oldAt]?.key === matching.next[newAt]?.key
	}
	while (oldFrom < oldTo && newFrom < newTo && isSame(oldFrom, newFrom)) {
		matching.pairs.set(newFrom, oldFrom)
		oldFrom += 1
		newFrom += 1
	}
	while (oldFrom < oldTo && newFrom < newTo && isSame(oldTo - 1, newTo - 1)) {
		oldTo -= 1
		newTo -= 1
		matching.pairs.set(newTo, oldTo)
	}
	return { oldFrom, oldTo, newFrom, newTo }
}

/** Lines that stand once in both ranges, the longest run of them that keeps their order: [new, old]. */
function findAnchors(matching: Matching, range: Range): (readonly [number, number])[] {
	const oldPlaces = placesOfSingles(matching.old, range.oldFrom, range.oldTo)
	const newPlaces = placesOfSingles(matching.next, range.newFrom, range.newTo)
	matching.comparisons.count += range.oldTo - range.oldFrom + range.newTo - range.newFrom
	const both: (readonly [number, number])[] = []
	for (const [key, newAt] of newPlaces) {
		const oldAt = oldPlaces.get(key)
		if (oldAt !== undefined) both.push([newAt, oldAt])
	}
	return longestRising(both)
}

function placesOfSingles(lines: readonly Line[], from: number, to: number): Map<string, number> {
	const places = new Map<string, number>()
	const repeated = new Set<string>()
	for (let at = from; at < to; at += 1) {
		const key = lines[at]?.key ?? ''
		if (places.has(key)) repeated.add(key)
		places.set(key, at)
	}
	for (const key of repeated) places.delete(key)
	return places
}

/** Longest run of pairs whose second numbers rise, by patience sorting. */
function longestRising(
	pairs: readonly (readonly [number, number])[],
): (readonly [number, number])[] {
	const tops: number[] = []
	const before: number[] = []
	for (const [at, pair] of pairs.entries()) {
		let low = 0
		let high = tops.length
		while (low < high) {
			const middle = (low + high) >> 1
			if ((pairs[tops[middle] ?? 0]?.[1] ?? 0) < pair[1]) low = middle + 1
			else high = middle
		}
		before[at] = tops[low - 1] ?? -1
		tops[low] = at
	}
	const run: (readonly [number, number])[] = []
	for (let at = tops.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) {
		const pair = pairs[at]
		if (pair) run.push(pair)
	}
	return run.reverse()
}

/** In a gap: the pairing in order with the greatest total likeness, each at least SAME_LINE. */
function matchRewritten(matching: Matching, gap: Range): void {
	const rows = gap.oldTo - gap.oldFrom
	const columns = gap.newTo - gap.newFrom
	const reach = rows * columns <= SMALL_GAP ? Math.max(rows, columns) : BAND
	const score = likeness(matching, gap)
	// best[row] maps the column to the best total so far; only the band is kept.
	const choice = new Map<number, 'pair' | 'old' | 'new'>()
	let above = new Map<number, number>()
	for (let row = 1; row <= rows; row += 1) {
		const current = new Map<number, number>()
		const middle = Math.round((row * columns) / rows)
		const slope = Math.ceil(columns / rows)
		for (
			let column = Math.max(1, middle - reach - slope);
			column <= Math.min(columns, middle + reach);
			column += 1
		) {
			const alike = score(row - 1, column - 1)
			const options = [
				['pair', alike === 0 ? -1 : (above.get(column - 1) ?? 0) + alike],
				['old', above.get(column) ?? 0],
				['new', current.get(column - 1) ?? 0],
			] as const
			const [name, total] = options.reduce((best, option) => (option[1] > best[1] ? option : best))
			current.set(column, total)
			choice.set(row * (columns + 1) + column, name)
		}
		above = current
	}
	let row = rows
	let column = columns
	while (row > 0 && column > 0) {
		const step = choice.get(row * (columns + 1) + column)
		if (step === 'pair') matching.pairs.set(gap.newFrom + column - 1, gap.oldFrom + row - 1)
		if (step === 'pair' || step === 'new') column -= 1
		if (step !== 'new') row -= 1
	}
}

/** Likeness of the gap's nth old and mth new line; 0 when they cannot be one line. */
function likeness(matching: Matching, gap: Range): (row: number, column: number) => number {
	const known = new Map<Line, Pairs>()
	const pairsOf = (line: Line) => {
		const pairs = known.get(line) ?? letterPairs(line.words)
		known.set(line, pairs)
		return pairs
	}
	return (row, column) => {
		const old = matching.old[gap.oldFrom + row]
		const next = matching.next[gap.newFrom + column]
		if (!old || !next || old.kind !== next.kind) return 0
		matching.comparisons.count += 1
		if (old.key === next.key) return 1
		if (!canBeSameLine(old.words, next.words)) return 0
		const alike = similarity(pairsOf(old), pairsOf(next))
		return alike >= SAME_LINE ? alike : 0
	}
}

/** What is left and stands unchanged elsewhere in the passage was moved; words of some length only. */
function matchMoved(
	old: readonly Line[],
	next: readonly Line[],
	pairs: Map<number, number>,
): Set<number> {
	const taken = new Set(pairs.values())
	const free = new Map<string, number[]>()
	const moved = new Set<number>()
	for (const [at, line] of old.entries()) {
		if (!taken.has(at) && line.words.length >= 12)
			free.set(line.key, [...(free.get(line.key) ?? []), at])
	}
	for (const [at, line] of next.entries()) {
		const place = pairs.has(at) ? undefined : free.get(line.key)?.shift()
		if (place === undefined) continue
		pairs.set(at, place)
		moved.add(at)
	}
	return moved
}
