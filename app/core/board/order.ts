/**
 * Story order: a record's place is its fractional `index`, ties (two people inserting at one place)
 * are broken by id, so every copy sorts alike. New keys are made here and nowhere else.
 */
import { getIndexBetween, type IndexKey } from '@tldraw/utils'

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

// Index keys that come from records were validated with them; the brand is tldraw's own.
function between(below: string | undefined, above: string | undefined): IndexKey {
	return getIndexBetween(below as IndexKey | undefined, above as IndexKey | undefined)
}
