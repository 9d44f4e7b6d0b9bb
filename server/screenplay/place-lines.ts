/** Finds places (fractional index keys) between lines that stay where they are. */
import { getIndicesBetween, type IndexKey } from '@tldraw/utils'
import type { AlignedBlock } from '#core/screenplay/align.ts'

/**
 * A place for every added or moved line of a passage, by its position there; undefined = it stays.
 * @param indexOf the place of an old line, by id
 * @param start what the passage stands behind when nothing in it stays
 */
export function placeLines(
	aligned: readonly AlignedBlock[],
	indexOf: (id: string) => string | undefined,
	start: string | undefined,
): (string | undefined)[] {
	const fixed = aligned.map((block) =>
		block.kind === 'added' || block.kind === 'moved' ? undefined : indexOf(block.id),
	)
	const places: (string | undefined)[] = []
	let below = fixed.some((index) => index !== undefined) ? undefined : start
	for (let at = 0; at < aligned.length; ) {
		if (fixed[at] !== undefined) {
			below = fixed[at]
			at += 1
			continue
		}
		let end = at
		while (end < aligned.length && fixed[end] === undefined) end += 1
		for (const index of placesBetween(below, firstAbove(fixed, end, below), end - at)) {
			places[at] = index
			below = index
			at += 1
		}
	}
	return places
}

/** `count` keys between two; undefined = no bound on that side. */
export function placesBetween(
	below: string | undefined,
	above: string | undefined,
	count: number,
): string[] {
	// Keys come from validated records; the brand is tldraw's own.
	return getIndicesBetween(below as IndexKey | undefined, above as IndexKey | undefined, count)
}

/** Two lines may share a place (two people inserting at once): nothing fits between those. */
function firstAbove(
	fixed: readonly (string | undefined)[],
	from: number,
	below: string | undefined,
): string | undefined {
	for (let at = from; at < fixed.length; at += 1) {
		const index = fixed[at]
		if (index !== undefined && (below === undefined || index > below)) return index
	}
	return undefined
}
