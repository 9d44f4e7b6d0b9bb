/**
 * Story order: a record's place is its fractional `index`, ties (two people inserting at one place)
 * are broken by id, so every copy sorts alike. New keys are made here and nowhere else.
 */
import { getIndexBetween, getIndicesBetween, type IndexKey } from '@tldraw/utils'

export interface Ordered {
	readonly id: string
	readonly index: string
}

/** Sorts by index, then id; both by code unit, the same on every machine. */
export function compareStoryOrder(a: Ordered, b: Ordered): number {
	if (a.index !== b.index) return a.index < b.index ? -1 : 1
	if (a.id === b.id) return 0
	return a.id < b.id ? -1 : 1
}

/** A new array in story order. */
export function sortInStoryOrder<T extends Ordered>(items: Iterable<T>): T[] {
	return [...items].sort(compareStoryOrder)
}

/**
 * An index that stands right after `afterId` (null = before everything). Items that share one index
 * cannot be parted, so the new place is then behind the last of them.
 */
export function indexAfter(items: readonly Ordered[], afterId: string | null): IndexKey {
	const sorted = sortInStoryOrder(items)
	const at = afterId === null ? -1 : sorted.findIndex((item) => item.id === afterId)
	if (afterId !== null && at < 0) return between(sorted.at(-1)?.index, undefined)
	const below = sorted[at]?.index
	const above = sorted.slice(at + 1).find((item) => below === undefined || item.index > below)
	return between(below, above?.index)
}

/** An index for `id` right after `afterId`, or null when it stands there already. */
export function indexForMove(
	items: readonly Ordered[],
	id: string,
	afterId: string | null,
): IndexKey | null {
	const sorted = sortInStoryOrder(items)
	const at = sorted.findIndex((item) => item.id === id)
	if (at < 0 || afterId === id || (sorted[at - 1]?.id ?? null) === afterId) return null
	return indexAfter(
		sorted.filter((item) => item.id !== id),
		afterId,
	)
}

/**
 * New indexes for several items that move together, in their own order, right behind `afterId`
 * (null = to the start). Empty when nothing would change.
 */
export function indexesForMove(
	items: readonly Ordered[],
	moved: ReadonlySet<string>,
	afterId: string | null,
): Map<string, IndexKey> {
	const sorted = sortInStoryOrder(items)
	const rest = sorted.filter((item) => !moved.has(item.id))
	const block = sorted.filter((item) => moved.has(item.id))
	const at = anchorAt(sorted, rest, moved, afterId)
	const wanted = [...rest.slice(0, at + 1), ...block, ...rest.slice(at + 1)]
	if (wanted.every((item, place) => item.id === sorted[place]?.id)) return new Map()
	const below = rest[at]?.index
	const above = rest.slice(at + 1).find((item) => below === undefined || item.index > below)
	const keys = getIndicesBetween(key(below), key(above?.index), block.length)
	return new Map(block.flatMap((item, place) => (keys[place] ? [[item.id, keys[place]]] : [])))
}

// Where the block goes among the others; "behind a moved item" means behind what precedes that one.
function anchorAt(
	sorted: readonly Ordered[],
	rest: readonly Ordered[],
	moved: ReadonlySet<string>,
	afterId: string | null,
): number {
	if (afterId === null) return -1
	const upto = sorted.slice(0, sorted.findIndex((item) => item.id === afterId) + 1)
	const anchor = upto.filter((item) => !moved.has(item.id)).at(-1)
	return rest.findIndex((item) => item.id === anchor?.id)
}

// Index keys that come from records were validated with them; the brand is tldraw's own.
function between(below: string | undefined, above: string | undefined): IndexKey {
	return getIndexBetween(key(below), key(above))
}

function key(index: string | undefined): IndexKey | undefined {
	return index as IndexKey | undefined
}
