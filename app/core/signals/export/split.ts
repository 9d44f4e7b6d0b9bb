/**
 * Which split a scene belongs to: by its id alone, so that all rows of a scene stay together and stay
 * where they are when the log grows. Never by row (a model would be tested on what it has seen).
 */
export const SPLITS = ['train', 'validation', 'test'] as const
export type Split = (typeof SPLITS)[number]
/** Percent of scenes, adding up to 100. */
export type SplitShares = Readonly<Record<Split, number>>
export const ALL_TRAIN: SplitShares = { train: 100, validation: 0, test: 0 }

/** The split of a group; groups are spread evenly, so a few scenes may miss the shares by much. */
export function splitOf(group: string, shares: SplitShares): Split {
	const place = hash01(group) * 100
	if (place < shares.train) return 'train'
	return place < shares.train + shares.validation ? 'validation' : 'test'
}

/** FNV-1a (Fowler, Noll, Vo), then a final mix; 0 to 1. */
function hash01(text: string): number {
	let hash = 0x811c9dc5
	for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
	hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
	hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
	return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32
}
