/**
 * What a local copy still has to write, and by when (W8). What the room has not confirmed exists only
 * in this page, so it is written soon; what it has confirmed is safe without this copy. Beginning a
 * write holds up the hand for more than a millisecond, and a stroke changes the document in each frame.
 */
import type { UnsavedMark } from './copy-store.ts'

/** Longest wait of what is not confirmed, milliseconds; after a pause it is written at once. */
export const BURST_MS = 100
/** Longest wait of what is confirmed, milliseconds. */
export const CONFIRMED_MS = 1000

export interface Backlog {
	updates: Uint8Array[]
	/** Something in it waits for the room. */
	needsMark: boolean
	/** Marks whose changes are confirmed. */
	seen: UnsavedMark[]
}

export class CopyBacklog {
	private waiting: Backlog = nothing()
	private unconfirmedBy = Number.POSITIVE_INFINITY
	private allBy = Number.POSITIVE_INFINITY
	private takenAt = Number.NEGATIVE_INFINITY

	/** When it must be written; infinite = nothing waits. */
	get due(): number {
		return Math.min(this.unconfirmedBy, this.allBy)
	}

	/** A change is about to be made that the room has not confirmed. */
	unconfirmed(now: number): void {
		const isAfterPause = this.due === Number.POSITIVE_INFINITY && now >= this.takenAt + BURST_MS
		this.waiting.needsMark = true
		this.unconfirmedBy = Math.min(this.unconfirmedBy, isAfterPause ? now : now + BURST_MS)
	}

	/** The room has confirmed everything: its marks may go. */
	confirmed(now: number, marks: readonly UnsavedMark[]): void {
		// A mark that stands a moment too long costs nothing, and the next change may need it again.
		const ids = new Set(marks.map(({ id }) => id))
		this.waiting.seen = [...this.waiting.seen.filter(({ id }) => !ids.has(id)), ...marks]
		this.waiting.needsMark = false
		this.unconfirmedBy = Number.POSITIVE_INFINITY
		this.allBy = Math.min(this.allBy, now + CONFIRMED_MS)
	}

	add(now: number, update: Uint8Array): void {
		this.waiting.updates.push(update)
		this.allBy = Math.min(this.allBy, now + CONFIRMED_MS)
	}

	/** Hands out what waits; null = nothing does. */
	take(now: number): Backlog | null {
		if (this.due === Number.POSITIVE_INFINITY) return null
		const taken = this.waiting
		this.takenAt = now
		this.clear()
		return taken
	}

	clear(): void {
		this.waiting = nothing()
		this.unconfirmedBy = Number.POSITIVE_INFINITY
		this.allBy = Number.POSITIVE_INFINITY
	}
}

function nothing(): Backlog {
	return { updates: [], needsMark: false, seen: [] }
}
