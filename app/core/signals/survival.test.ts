import { expect, it } from 'vitest'
import { dueLooks, FOLLOWED_MS, LOOKS, lookEventId, lookName } from './survival.ts'

const named = (looks: ReturnType<typeof dueLooks>) =>
	looks.map((look) => `${lookName(look)}${look.isLate ? ' late' : ''}`)

it('[S91] a look is due when its own clock reached it, and once', () => {
	const fresh = { decidedMs: 1000, activeMs: 0, measured: [] }
	expect(dueLooks(fresh, 30_999)).toEqual([])
	expect(named(dueLooks(fresh, 31_000))).toEqual(['wall:30s'])
	const worked = { ...fresh, activeMs: 130_000, measured: ['wall:30s', 'active:30s'] }
	expect(named(dueLooks(worked, 150_000))).toEqual(['wall:2m', 'active:2m'])
})

it('[S91] by the clock on the wall a look can come too late, by the time on the board it cannot', () => {
	const away = { decidedMs: 0, activeMs: 45_000, measured: [] }
	expect(named(dueLooks(away, 600_000))).toEqual([
		'wall:30s late',
		'wall:2m late',
		'wall:5m late',
		'wall:10m',
		'active:30s',
	])
})

it('[S91] what is followed too long is given up whole', () => {
	const forgotten = { decidedMs: 0, activeMs: 0, measured: [] }
	const looks = dueLooks(forgotten, FOLLOWED_MS + 1)
	expect(looks).toHaveLength(LOOKS.length)
	expect(looks.every(({ isLate }) => isLate)).toBe(true)
})

it('[S91] every look of a decision has an id of its own that follows from it', () => {
	const ids = LOOKS.map((look) => lookEventId('decision', 1_795_000_000_000, look))
	expect(new Set(ids).size).toBe(LOOKS.length)
	expect(LOOKS.map((look) => lookEventId('decision', 1_795_000_000_000, look))).toEqual(ids)
})
