/**
 * Timers that let ink go first. A pen's move is drawn in the frame after the one in which it was heard;
 * whatever runs between the two is felt as a slow pen, and what runs right after is not. So what is
 * written, sent and kept beside a stroke waits for that frame, and never long.
 */

/** After a move so old its ink stands, or there was none. */
const INK_MS = 32
/** So many frames are waited for: at the speed of a display there is a newer move in each of them. */
const FRAMES = 2
/** A page that gets no frames goes on all the same. */
export const LATEST_MS = 50

/** Runs `run` once, `delayMs` from now or a little later; returns its disposer. */
export type SetTimer = (run: () => void, delayMs: number) => () => void

export interface HandPage {
	/** Monotonic milliseconds; frames are dated by the same clock. */
	now(): number
	setTimer: SetTimer
	/** Runs once at the next frame; `startedAt` is when that frame was begun. */
	nextFrame(run: (startedAt: number) => void): () => void
	/** Hears of each move of a pointer that is pressed. */
	onDrawn(heard: () => void): void
}

export function createAfterInk(page: HandPage): SetTimer {
	let movedAt = Number.NEGATIVE_INFINITY
	page.onDrawn(() => {
		movedAt = page.now()
	})
	return (run, delayMs) => {
		let stops: (() => void)[] = []
		const stop = () => {
			for (const each of stops) each()
			stops = []
		}
		const end = () => {
			stop()
			run()
		}
		const isWaiting = () => page.now() - movedAt < INK_MS
		const attempt = (frames: number) => {
			if (frames === 0 || !isWaiting()) return end()
			const stopFrame = page.nextFrame((startedAt) => {
				const isShown = startedAt > movedAt
				// Behind the frame, which paints when its callbacks have run.
				stops.push(page.setTimer(() => (isShown ? end() : attempt(frames - 1)), 0))
			})
			stops.push(stopFrame)
			return undefined
		}
		const begin = () => {
			if (!isWaiting()) return run()
			stops = [page.setTimer(end, LATEST_MS)]
			return attempt(FRAMES)
		}
		stops = [page.setTimer(begin, delayMs)]
		return stop
	}
}

/** The timers of this page, which has one hand. */
export const afterInk: SetTimer = createAfterInk({
	now: () => performance.now(),
	setTimer: (run, delayMs) => {
		const timer = setTimeout(run, delayMs)
		return () => clearTimeout(timer)
	},
	nextFrame: (run) => {
		if (typeof requestAnimationFrame === 'undefined') return () => undefined
		const frame = requestAnimationFrame(run)
		return () => cancelAnimationFrame(frame)
	},
	onDrawn: (heard) => {
		if (typeof window === 'undefined') return
		const onMove = (event: PointerEvent) => {
			if (event.buttons !== 0) heard()
		}
		window.addEventListener('pointermove', onMove, { capture: true, passive: true })
	},
})
