import { beforeEach, describe, expect, it } from 'vitest'
import { ImpressionTracker, type View, visibleFraction } from './impression-tracker.ts'

const card = { id: 'suggestion:a' as const, slateId: 'slate', position: 1 }
let now = 0
let told: View[] = []
let timers: { at: number; run: () => void; id: number }[] = []
let tracker: ImpressionTracker

beforeEach(() => {
	now = 1000
	told = []
	timers = []
	let ids = 0
	tracker = new ImpressionTracker({
		now: () => now,
		tell: (view) => void told.push(view),
		setTimer: (run, ms) => {
			timers.push({ at: now + ms, run, id: ++ids })
			return ids
		},
		clearTimer: (timer) => {
			timers = timers.filter(({ id }) => id !== timer)
		},
	})
})

function wait(ms: number): void {
	const until = now + ms
	for (
		let due = timers.find(({ at }) => at <= until);
		due;
		due = timers.find(({ at }) => at <= until)
	) {
		now = due.at
		timers = timers.filter((timer) => timer !== due)
		due.run()
	}
	now = until
}

describe('a look at a card', () => {
	it('counts after one second at least half in view, and is told at once', () => {
		tracker.see(card, 0.6)
		wait(999)
		expect(told).toEqual([])

		wait(1)
		expect(told).toMatchObject([
			{ kind: 'viewed', suggestionId: card.id, dwellMs: 1000, maxVisibleFrac: 0.6 },
		])
	})

	it('adds up looks, never counts time out of view, and tells the whole at the end', () => {
		tracker.see(card, 1)
		wait(700)
		tracker.see(card, 0.2)
		wait(5000)
		tracker.see(card, 0.8)
		wait(1300)
		tracker.gone(card.id)

		expect(told.map(({ dwellMs }) => dwellMs)).toEqual([1000, 2000])
	})

	it('too short, or with too little in view, says nothing', () => {
		tracker.see(card, 0.49)
		wait(9000)
		tracker.see(card, 1)
		wait(300)
		tracker.leave()

		expect(told).toEqual([])
	})

	it('stops while the page is in the background', () => {
		tracker.see(card, 1)
		wait(1500)
		tracker.setHidden(true)
		wait(60_000)
		tracker.setHidden(false)
		wait(500)
		tracker.leave()

		expect(told.at(-1)?.dwellMs).toBe(2000)
	})

	it('is told with a verdict, however quick that was', () => {
		tracker.see(card, 1)
		wait(300)
		tracker.decided(card)

		expect(told).toMatchObject([{ kind: 'viewed', dwellMs: 300 }])
	})

	it('at a ghost is a preview, unless it only flashed by', () => {
		tracker.preview(card)
		wait(100)
		tracker.preview(null)
		tracker.preview(card)
		wait(800)
		tracker.preview(null)

		expect(told).toMatchObject([{ kind: 'previewed', dwellMs: 800 }])
	})
})

describe('how much of a card is seen', () => {
	const seen = (ratio: number, height: number, root: number | null) =>
		visibleFraction({
			intersectionRatio: ratio,
			intersectionRect: { height },
			rootBounds: root === null ? null : { height: root },
		})
	it('is its own part, or the part of the tray that it fills', () => {
		expect(seen(0.5, 100, 800)).toBe(0.5)
		expect(seen(0.2, 400, 800)).toBe(0.5)
		expect(seen(1, 100, null)).toBe(1)
	})
	it('is a number in a window that has no height yet', () => {
		expect(seen(0, 0, 0)).toBe(0)
	})
})
