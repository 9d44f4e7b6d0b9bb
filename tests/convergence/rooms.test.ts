/**
 * Editors at the real rooms over a real database file, two scenes, everything that can go wrong in
 * between; then everything must agree. Seeds: env SEEDS, FIRST_SEED, OPS.
 */
import './as-in-production.ts'
import './page-in-node.ts'
import { afterAll, beforeAll, describe, vi } from 'vitest'
import { warmUp } from './editing.ts'
import { play } from './play-rooms.ts'
import { runSeeds } from './seeds.ts'

describe('[R1] [R2] [R3] [R8] [R10] [R11] [R18] [W3] [W6] people in real rooms', () => {
	beforeAll(() => {
		// Rooms are let go when the test says so.
		vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
		warmUp()
	})
	afterAll(() => {
		vi.useRealTimers()
	})
	runSeeds(
		'lose nothing, log every decision once, and agree with disk and rows',
		{ seeds: 80, ops: 200 },
		play,
	)
})
