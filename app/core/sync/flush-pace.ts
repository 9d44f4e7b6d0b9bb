/**
 * When a binding may write again (B3). The one rule: the pace is kept by a beat and not from the last
 * write, so that one late write does not hold back every write after it, and yet no more are made.
 */

/** Least time between two flushes in the long run, milliseconds. */
const BEAT_MS = 33
/** While a stroke grows: every flush costs 28 bytes beside its ink, which a mouse's few bytes feel. */
const INK_BEAT_MS = 45
/** While nobody else is in the room: as often as the copy on the device is written (W8). */
const ALONE_BEAT_MS = 100
const MAX_BEAT_MS = 500
const RECORDS_PER_BEAT = 8

export interface Flushed {
	records: number
	/** One of them was a growing stroke. */
	isInk: boolean
	/** Nobody else sees it now. */
	isAlone: boolean
}

export class FlushPace {
	private dueAt = Number.NEGATIVE_INFINITY

	/** Milliseconds from `now` until the next flush may be made, never negative. */
	wait(now: number): number {
		return Math.max(0, this.dueAt - now)
	}

	flushed(now: number, { records, isInk, isAlone }: Flushed): void {
		const least = isAlone ? ALONE_BEAT_MS : isInk ? INK_BEAT_MS : BEAT_MS
		const beat = Math.min(MAX_BEAT_MS, Math.max(least, (BEAT_MS * records) / RECORDS_PER_BEAT))
		const late = now - this.dueAt
		// A little late: the beat goes on. After a rest, or ahead of it by `flush()`: a new one begins.
		this.dueAt = (late >= 0 && late < beat ? this.dueAt : now) + beat
	}
}
