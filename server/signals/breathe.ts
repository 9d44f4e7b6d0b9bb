/**
 * Long work on the thread that also runs the rooms goes in small slices: `breathe` gives the event
 * loop a turn whenever a slice has run long enough, so that no stroke waits for a report.
 */
import { setImmediate as nextTurn } from 'node:timers/promises'

/** A slice of reading or counting, milliseconds; the longest single step adds to it. */
export const SLICE_MS = 4
/** Log rows read from the store at once: at most a few milliseconds of parsing. */
export const PAGE_ROWS = 16

/** Call between steps; resolves at once until the slice is used up. */
export function createBreather(clock: () => number = () => performance.now()) {
	let sliceStart = clock()
	return async function breathe(): Promise<void> {
		if (clock() - sliceStart < SLICE_MS) return
		await nextTurn()
		sliceStart = clock()
	}
}
