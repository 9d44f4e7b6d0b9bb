/**
 * Which scenes a draft cut. Pages with more of the film's scenes than they lack are the film's new draft, and a
 * scene they lack is cut; fewer are pages of some scenes, and say nothing about the others (SP25, SP71).
 */
import type { OldScript } from './align.ts'

/** @param inTrash scenes in the trash: no draft cuts them */
export function cutScenes(
	{ scenes }: OldScript,
	unmatchedScenes: readonly string[],
	inTrash: ReadonlySet<string>,
): Set<string> {
	const missing = new Set(unmatchedScenes)
	const standing = scenes.filter(({ id, blocks }) => blocks.length > 0 && !inTrash.has(id))
	const cut = standing.filter(({ id }) => missing.has(id))
	const found = standing.length - cut.length
	return new Set(found > cut.length ? cut.map(({ id }) => id) : [])
}
