/**
 * Locked numbers. Once a scene's numbers are out on paper they stay: what is put in later takes the
 * number before it and a letter (`3A`, between `3A` and `3B` `3AA`; before the first, or between `4`
 * and `4A`, the letter goes in front: `A4A`), and a shot that is taken out reads OMITTED and keeps its
 * number. The lock is kept where the number belongs: on each shot and each panel.
 */
import {
	type NumberedPanel,
	type NumberedShot,
	type NumberingOptions,
	type NumberingScheme,
	numberPanels,
	numberShots,
} from './numbering.ts'
import { sortInStoryOrder } from './order.ts'

export interface NumberLocks {
	/** Shot id -> the number it keeps from now on. */
	shots: Map<string, string>
	/** Panel id -> the number it keeps from now on. */
	panels: Map<string, string>
}

/** What a lock writes now: the numbers of everything that has none locked yet. */
export function locksToSet(
	panels: readonly NumberedPanel[],
	shots: ReadonlyMap<string, NumberedShot>,
	options: NumberingOptions,
): NumberLocks {
	const open = (id: string) => shots.has(id) && (shots.get(id)?.lockedNumber ?? null) === null
	const ofShots = [...numberShots(panels, shots, options)].filter(([id]) => open(id))
	const unlocked = new Set(
		panels.filter((panel) => (panel.lockedNumber ?? null) === null).map(({ id }) => id),
	)
	const ofPanels = [...numberPanels(panels, shots, options)].filter(([id]) => unlocked.has(id))
	return { shots: new Map(ofShots), panels: new Map(ofPanels) }
}

/** Whether any number of the scene is locked. */
export function isLocked(
	panels: Iterable<NumberedPanel>,
	shots: ReadonlyMap<string, NumberedShot>,
): boolean {
	const has = ({ lockedNumber }: { lockedNumber?: string | null }) =>
		(lockedNumber ?? null) !== null
	return [...panels].some(has) || [...shots.values()].some(has)
}

/** A shot whose number stays though nothing of it is left (N4). */
export interface OmittedShot {
	shotId: string
	number: string
	/** The panel of the story it stands after; null = before the first. */
	afterId: string | null
}

/**
 * Shots whose number is locked and of which nothing is left in the story, in its order: where their
 * panels in the trash would stand, and those whose panels went to another scene by their numbers.
 * @param off the scene's panels that are not in the story
 */
export function omittedShots(
	story: Iterable<NumberedPanel>,
	shots: ReadonlyMap<string, NumberedShot>,
	off: Iterable<NumberedPanel> = [],
): OmittedShot[] {
	const standing = sortInStoryOrder(story)
	const inStory = new Set(standing.map(({ shotId }) => shotId))
	const thrown = sortInStoryOrder(off)
	const lockOf = ({ shotId }: NumberedPanel) => shots.get(shotId ?? '')?.lockedNumber ?? null
	const omitted = [...shots].flatMap(([shotId, { lockedNumber: number }]) => {
		if (!number || inStory.has(shotId)) return []
		const own = thrown.find((panel) => panel.shotId === shotId)
		const isBefore = (panel: NumberedPanel) =>
			own
				? panel.index < own.index || (panel.index === own.index && panel.id < own.id)
				: byNumber(lockOf(panel) ?? '', number) < 0 && lockOf(panel) !== null
		const place = standing.findLastIndex(isBefore)
		return [{ shotId, number, place }]
	})
	return omitted
		.sort((a, b) => a.place - b.place || byNumber(a.number, b.number))
		.map(({ shotId, number, place }) => ({ shotId, number, afterId: standing[place]?.id ?? null }))
}

/** Shots that read OMITTED; counted panels have one number for all shots of a scene, so none does. */
export function omittedIn(
	scheme: NumberingScheme,
	facts: { readonly omitted: readonly OmittedShot[] } | undefined,
): readonly OmittedShot[] {
	return scheme === 'dash' ? [] : (facts?.omitted ?? [])
}

function byNumber(a: string, b: string): number {
	return a.localeCompare(b, 'en', { numeric: true })
}
