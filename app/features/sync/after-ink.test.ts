import { beforeEach, describe, expect, it } from 'vitest'
import { createAfterInk, LATEST_MS, type SetTimer } from './after-ink.ts'

/** A page by hand: time passes and frames come when a test says so. */
class PageByHand {
	at = 0
	timers = new Map<object, { due: number; run: () => void }>()
	frames = new Map<object, (startedAt: number) => void>()
	move: () => void = () => undefined
	now = () => this.at
	onDrawn = (heard: () => void) => {
		this.move = heard
	}
	setTimer: SetTimer = (run, delayMs) => {
		const key = {}
		this.timers.set(key, { due: this.at + delayMs, run })
		return () => this.timers.delete(key)
	}
	nextFrame = (run: (startedAt: number) => void) => {
		const key = {}
		this.frames.set(key, run)
		return () => this.frames.delete(key)
	}
	pass(ms: number) {
		const end = this.at + ms
		for (;;) {
			const [key, next] = [...this.timers].sort((a, b) => a[1].due - b[1].due)[0] ?? []
			if (!key || !next || next.due > end) break
			this.timers.delete(key)
			this.at = Math.max(this.at, next.due)
			next.run()
		}
		this.at = end
	}
	/** One frame; `move`: the pointer's move is heard in it, before its callbacks. */
	frame({ move = false } = {}) {
		this.at += 1
		const startedAt = this.at
		this.at += 0.5
		if (move) this.move()
		const runs = [...this.frames.values()]
		this.frames.clear()
		for (const run of runs) run(startedAt)
	}
}

let page: PageByHand
let afterInk: SetTimer
let runs: number[]
const run = () => runs.push(page.at)
beforeEach(() => {
	page = new PageByHand()
	afterInk = createAfterInk(page)
	runs = []
})

describe('a timer beside a stroke', () => {
	it('is a timer like any other while nobody draws', () => {
		afterInk(run, 20)
		page.pass(19)
		expect(runs).toEqual([])
		page.pass(1)
		expect(runs).toEqual([20])
		expect(page.frames.size).toBe(0)
	})

	it('waits for the frame in which the ink of the last move stands, and runs right behind it', () => {
		page.frame({ move: true })
		afterInk(run, 0)
		page.pass(0)
		expect(runs).toEqual([])
		page.frame()
		expect(runs).toEqual([])
		page.pass(0)
		expect(runs).toHaveLength(1)
	})

	it('waits for the next frame when a newer move came in this one', () => {
		page.frame({ move: true })
		afterInk(run, 0)
		page.pass(0)
		page.frame({ move: true })
		page.pass(0)
		expect(runs).toEqual([])
		page.frame()
		page.pass(0)
		expect(runs).toHaveLength(1)
	})

	it('waits for two frames at most, though each has a move in it', () => {
		page.frame({ move: true })
		afterInk(run, 0)
		page.pass(0)
		for (const turn of [0, 1, 2, 3]) {
			page.frame({ move: true })
			page.pass(0)
			expect(runs).toHaveLength(turn < 1 ? 0 : 1)
		}
	})

	it('runs soon on a page that gets no frames, and only once', () => {
		page.frame({ move: true })
		afterInk(run, 0)
		page.pass(LATEST_MS)
		expect(runs).toHaveLength(1)
		page.frame()
		page.pass(1000)
		expect(runs).toHaveLength(1)
	})

	it('does not run once it is taken back, whatever it waits for', () => {
		page.frame({ move: true })
		const [early, waiting, behind] = [afterInk(run, 10), afterInk(run, 0), afterInk(run, 0)]
		early()
		page.pass(0)
		waiting()
		page.frame()
		behind()
		page.pass(1000)
		expect(runs).toEqual([])
	})
})
