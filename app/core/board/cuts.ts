/** Which panels a cut shows, in its own order and lengths, and which it leaves out. */
import type { CutClipRecord, CutRecord } from './cut-record.ts'
import { FULL_CUT_ID } from './cut-record.ts'
import { sortInStoryOrder } from './order.ts'
import type { SequencePanel } from './sequence.ts'

/** The lengths that trailers and spots are cut to, seconds. */
export const USUAL_CUTS = [30, 15, 6] as const

/** The cuts people made, in order; what is said of the full version is none. */
export function cutsInOrder(records: Iterable<CutRecord>): CutRecord[] {
	return sortInStoryOrder([...records].filter(({ id }) => id !== FULL_CUT_ID))
}

/**
 * The panels of a cut and those left out, the latter in story order. Clips of panels that are no
 * longer in the story are passed over.
 */
export function panelsOfCut(
	story: readonly SequencePanel[],
	clips: Iterable<CutClipRecord>,
	cutId: string,
): { shown: SequencePanel[]; leftOut: SequencePanel[] } {
	const byId = new Map(story.map((panel) => [panel.id, panel]))
	const own = sortInStoryOrder([...clips].filter((clip) => clip.cutId === cutId))
	const shown = own.flatMap(({ panelId, durationFrames }) => {
		const panel = byId.get(panelId)
		return panel ? [{ id: panelId, durationFrames: durationFrames ?? panel.durationFrames }] : []
	})
	const inCut = new Set(shown.map(({ id }) => id))
	return { shown, leftOut: story.filter(({ id }) => !inCut.has(id)) }
}

/** How far a length is from its target: positive is over. */
export function overBy(timedFrames: number, targetFrames: number | null): number | null {
	return targetFrames === null ? null : timedFrames - targetFrames
}
