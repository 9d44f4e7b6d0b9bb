import { describe, expect, it } from 'vitest'
import { FlushPace } from './flush-pace.ts'

const ONE = { records: 1, isInk: false, isAlone: false }

/** When changes that come every `everyMs` are flushed, if each flush is late by what `lateMs` says. */
function flushesOf(pace: FlushPace, everyMs: number, lateMs: (flush: number) => number): number[] {
	const flushes: number[] = []
	let busyUntil = 0
	for (let change = 0; change < 100; change++) {
		const at = change * everyMs
		if (at < busyUntil) continue
		const now = at + pace.wait(at) + lateMs(flushes.length)
		pace.flushed(now, ONE)
		flushes.push(now)
		busyUntil = now
	}
	return flushes
}

describe('the pace of flushes', () => {
	it('[B3] lets the first change after a rest through at once and the next a beat later', () => {
		const pace = new FlushPace()
		expect(pace.wait(1000)).toBe(0)
		pace.flushed(1000, ONE)
		expect(pace.wait(1000)).toBe(33)
		expect(pace.wait(1020)).toBe(13)
		expect(pace.wait(2000)).toBe(0)
	})

	it('[B3] catches up after one late flush instead of being late ever after', () => {
		const late = flushesOf(new FlushPace(), 34, (flush) => (flush === 10 ? 20 : 0))
		expect(late[10]).toBe(10 * 34 + 20)
		expect(late.slice(12)).toEqual(late.slice(12).map((_, at) => (at + 12) * 34))
	})

	it('[B3] makes no more flushes than one a beat, however late single ones are', () => {
		const flushes = flushesOf(new FlushPace(), 7, (flush) => (flush * 5) % 23)
		const last = flushes.at(-1) ?? 0
		expect(flushes.length).toBeLessThanOrEqual(2 + last / 33)
	})

	it('[B3] is slower while a stroke grows, and after many records', () => {
		const pace = new FlushPace()
		pace.flushed(0, { ...ONE, isInk: true })
		expect(pace.wait(0)).toBe(45)
		pace.flushed(1000, { ...ONE, records: 40 })
		expect(pace.wait(1000)).toBe(165)
		pace.flushed(5000, { ...ONE, records: 4000 })
		expect(pace.wait(5000)).toBe(500)
	})

	it('[B3] writes as often as the copy on the device while nobody else is there to see it', () => {
		for (const isInk of [true, false]) {
			const pace = new FlushPace()
			expect(pace.wait(0)).toBe(0)
			pace.flushed(0, { records: 1, isInk, isAlone: true })
			expect(pace.wait(0)).toBe(100)
		}
	})

	it('[B3] begins a new beat when it is written ahead of time, and never adds beats up', () => {
		const pace = new FlushPace()
		for (const now of [0, 1, 2, 3]) pace.flushed(now, ONE)
		expect(pace.wait(3)).toBe(33)
	})
})
