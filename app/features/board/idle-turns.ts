/** Work that can wait: one piece at a time, between frames, so that a hand or an opening board comes first. */

/** Milliseconds after which a piece is done even if the page never rests, unless a hand is at work. */
const LATEST_MS = 1500

export type InTurn = <T>(work: () => T | Promise<T>) => Promise<T>

/** @param isHandAtWork draws, or moves the wall: nothing is begun meanwhile, however long it goes on */
export function createIdleTurns(isHandAtWork: () => boolean): InTurn {
	let last: Promise<unknown> = Promise.resolve()
	const rest = async () => {
		do await whenIdle()
		while (isHandAtWork())
	}
	return (work) => {
		const mine = last.then(rest).then(work)
		last = mine.catch(() => undefined)
		return mine
	}
}

function whenIdle(): Promise<void> {
	return new Promise((resolve) => {
		// Safari knows no idle time.
		if (typeof requestIdleCallback === 'undefined') setTimeout(resolve, 16)
		else requestIdleCallback(() => resolve(), { timeout: LATEST_MS })
	})
}
