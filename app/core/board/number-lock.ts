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
	numberPanels,
	numberShots,
} from './numbering.ts'

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

/** Shots whose number is locked and of which nothing is left in the story, by number. */
export function omittedShots(
	panels: Iterable<NumberedPanel>,
	shots: ReadonlyMap<string, NumberedShot>,
): { shotId: string; number: string }[] {
	const standing = new Set([...panels].map(({ shotId }) => shotId))
	return [...shots].flatMap(([shotId, { lockedNumber }]) =>
		lockedNumber && !standing.has(shotId) ? [{ shotId, number: lockedNumber }] : [],
	)
}
