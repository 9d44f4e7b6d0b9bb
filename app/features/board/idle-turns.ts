/** Work that can wait: one piece at a time, between frames, so that a hand or an opening board comes first. */

/** Milliseconds after which a piece is done even if the page never rests. */
const LATEST_MS = 1500

export type InTurn = <T>(work: () => T | Promise<T>) => Promise<T>

export function createIdleTurns(): InTurn {
	let last: Promise<unknown> = Promise.resolve()
	return (work) => {
		const mine = last.then(whenIdle).then(work)
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
