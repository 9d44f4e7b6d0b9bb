import { describe, expect, it } from 'vitest'
import { MAX_UNNAMED, versionsToDrop } from './thin-versions.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const NOW = 400 * DAY

const auto = (at: number, kind = 'auto') => ({ versionId: `${kind} ${at}`, kind, at })
const every = (stepMs: number, from: number, to: number) =>
	Array.from({ length: Math.floor((to - from) / stepMs) }, (_, place) =>
		auto(from + place * stepMs),
	)
const kept = (versions: ReturnType<typeof auto>[]) => {
	const dropped = new Set(versionsToDrop(versions, NOW))
	return versions.filter(({ versionId }) => !dropped.has(versionId))
}

describe('versionsToDrop', () => {
	it('keeps all of the last day', () => {
		const today = every(10 * MINUTE, NOW - DAY + MINUTE, NOW)
		expect(kept(today)).toEqual(today)
	})

	it('keeps the newest of each hour for a week, of each day for a quarter of a year, of each week after', () => {
		const week = kept(every(10 * MINUTE, NOW - 3 * DAY, NOW - 2 * DAY))
		expect(week).toHaveLength(24)
		expect(week.every(({ at }) => at % HOUR === 50 * MINUTE)).toBe(true)
		expect(kept(every(HOUR, NOW - 30 * DAY, NOW - 20 * DAY))).toHaveLength(10)
		expect(kept(every(DAY, NOW - 351 * DAY, NOW - 309 * DAY))).toHaveLength(6)
	})

	it('never takes away what has a name', () => {
		const named = Array.from({ length: 500 }, (_, place) => auto(place, 'named'))
		expect(versionsToDrop(named, NOW)).toEqual([])
	})

	it('keeps at most so many without a name, and lets the oldest go first', () => {
		const busy = every(MINUTE, NOW - 500 * MINUTE, NOW)
		const left = kept(busy)
		expect(left).toHaveLength(MAX_UNNAMED)
		expect(left[0]?.at).toBe(NOW - MAX_UNNAMED * MINUTE)
		expect(versionsToDrop(busy, NOW)[0]).toBe(busy[0]?.versionId)
	})

	it('drops nothing more when it is asked again', () => {
		const left = kept(every(10 * MINUTE, NOW - 30 * DAY, NOW))
		expect(versionsToDrop(left, NOW)).toEqual([])
	})
})
