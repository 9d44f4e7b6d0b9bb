/**
 * Finds the old scene of every new one: by number, by heading, by the lines they share (SP23). Shared
 * lines are counted through an index, so no scene is compared with every other.
 */
import { letterPairs, normaliseLine, similarity } from './similarity.ts'

export interface SceneText {
	number: string
	heading: string
	/** Normalised lines, heading left out. */
	lines: string[]
}

/** A line in more scenes than this (a cue, `CUT TO:`) says nothing about which scene it is. */
const COMMON_LINE_SCENES = 6
/** Share of the shorter scene's letters that two scenes must have in common to be one. */
const SHARED_HALF = 0.5
const SHARED_SOME = 0.15

/** Old scene's place by new scene's place. */
export function matchScenes(
	old: readonly SceneText[],
	next: readonly SceneText[],
): Map<number, number> {
	const shared = shareOfLines(old, next)
	const pairs = new Map<number, number>()
	const taken = new Set<number>()
	const pair = (newAt: number, oldAt: number | undefined) => {
		if (oldAt === undefined || pairs.has(newAt) || taken.has(oldAt)) return
		pairs.set(newAt, oldAt)
		taken.add(oldAt)
	}
	const byNumber = uniquePlaces(old, (scene) => scene.number.toLowerCase())
	const heads = { old: old.map(headOf), next: next.map(headOf) }

	for (const [newAt, oldAt] of sameNumbers(next, byNumber)) {
		if ((shared(newAt).get(oldAt) ?? 0) >= SHARED_SOME) pair(newAt, oldAt)
	}
	for (const newAt of next.keys()) {
		pair(
			newAt,
			bestOf(
				shared(newAt),
				(oldAt, share) =>
					!taken.has(oldAt) && share >= SHARED_SOME && heads.old[oldAt] === heads.next[newAt],
			),
		)
	}
	for (const newAt of next.keys()) {
		pair(
			newAt,
			bestOf(shared(newAt), (oldAt, share) => !taken.has(oldAt) && share >= SHARED_HALF),
		)
	}
	// Lines are the better witness: a draft renumbered throughout must not be laid over by number.
	for (const [newAt, oldAt] of sameNumbers(next, byNumber)) {
		if (alikeHeads(heads.old[oldAt], heads.next[newAt])) pair(newAt, oldAt)
	}
	const byHead = new Map<string, number[]>()
	for (const [oldAt, head] of heads.old.entries()) {
		if (!taken.has(oldAt)) byHead.set(head, [...(byHead.get(head) ?? []), oldAt])
	}
	for (const [newAt, head] of heads.next.entries())
		if (!pairs.has(newAt)) pair(newAt, byHead.get(head)?.shift())
	for (const [newAt, oldAt] of sameNumbers(next, byNumber)) pair(newAt, oldAt)
	return pairs
}

function headOf(scene: SceneText): string {
	return normaliseLine(scene.heading)
}

function alikeHeads(a: string | undefined, b: string | undefined): boolean {
	return a === b || similarity(letterPairs(a ?? ''), letterPairs(b ?? '')) >= SHARED_HALF
}

function sameNumbers(
	next: readonly SceneText[],
	byNumber: ReadonlyMap<string, number>,
): [number, number][] {
	return [...uniquePlaces(next, (scene) => scene.number.toLowerCase())].flatMap(
		([number, newAt]) => {
			const oldAt = byNumber.get(number)
			return oldAt === undefined ? [] : [[newAt, oldAt] as [number, number]]
		},
	)
}

/** Places of scenes by a name that only one of them has; '' is no name. */
function uniquePlaces(
	scenes: readonly SceneText[],
	nameOf: (scene: SceneText) => string,
): Map<string, number> {
	const places = new Map<string, number>()
	const repeated = new Set([''])
	for (const [at, scene] of scenes.entries()) {
		const name = nameOf(scene)
		if (places.has(name)) repeated.add(name)
		places.set(name, at)
	}
	for (const name of repeated) places.delete(name)
	return places
}

/** For a new scene: the share of letters it has in common with each old scene that has any. */
function shareOfLines(
	old: readonly SceneText[],
	next: readonly SceneText[],
): (newAt: number) => Map<number, number> {
	const scenesOf = new Map<string, Set<number>>()
	const sizes = old.map((scene) => scene.lines.reduce((sum, line) => sum + line.length, 0))
	for (const [oldAt, scene] of old.entries()) {
		for (const line of scene.lines)
			scenesOf.set(line, (scenesOf.get(line) ?? new Set<number>()).add(oldAt))
	}
	const shares = next.map((scene) => {
		const letters = new Map<number, number>()
		for (const line of new Set(scene.lines)) {
			const places = scenesOf.get(line)
			if (!places || places.size > COMMON_LINE_SCENES) continue
			for (const oldAt of places) letters.set(oldAt, (letters.get(oldAt) ?? 0) + line.length)
		}
		const size = scene.lines.reduce((sum, line) => sum + line.length, 0)
		return new Map(
			[...letters].map(([oldAt, count]) => [
				oldAt,
				count / Math.max(1, Math.min(size, sizes[oldAt] ?? 0)),
			]),
		)
	})
	return (newAt) => shares[newAt] ?? new Map<number, number>()
}

function bestOf(
	shares: ReadonlyMap<number, number>,
	isAllowed: (oldAt: number, share: number) => boolean,
): number | undefined {
	let best: number | undefined
	let most = 0
	for (const [oldAt, share] of shares) {
		if (share <= most || !isAllowed(oldAt, share)) continue
		best = oldAt
		most = share
	}
	return best
}
