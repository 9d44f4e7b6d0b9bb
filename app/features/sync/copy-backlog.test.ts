import { describe, expect, it } from 'vitest'
import { BURST_MS, CONFIRMED_MS, CopyBacklog } from './copy-backlog.ts'

const UPDATE = new Uint8Array([1])
const mark = (turn: number, id = 'tab 1') => ({ id, name: 'copy', turn })

/** As a room's document does it: the mark is noted first, the update comes in the same turn. */
function change(backlog: CopyBacklog, now: number) {
	backlog.unconfirmed(now)
	backlog.add(now, UPDATE)
}

describe('what a copy still has to write', () => {
	it('[W8] a change after a pause is due at once, the next ones within a burst', () => {
		const backlog = new CopyBacklog()
		change(backlog, 5000)
		expect(backlog.due).toBe(5000)
		expect(backlog.take(5000)).toEqual({ updates: [UPDATE], needsMark: true, seen: [] })
		expect(backlog.due).toBe(Number.POSITIVE_INFINITY)

		change(backlog, 5045)
		change(backlog, 5090)
		expect(backlog.due).toBe(5045 + BURST_MS)
		expect(backlog.take(5145)?.updates).toHaveLength(2)
	})

	it('[W8] what the room confirms in time waits a second, and no later change puts it off', () => {
		const backlog = new CopyBacklog()
		change(backlog, 0)
		backlog.take(0)
		for (let at = 45; at < CONFIRMED_MS; at += 45) {
			change(backlog, at)
			expect(backlog.due).toBeLessThanOrEqual(at + BURST_MS)
			backlog.confirmed(at + 10, [mark(at)])
			expect(backlog.due).toBe(45 + CONFIRMED_MS)
		}
		const taken = backlog.take(45 + CONFIRMED_MS)
		expect(taken).toMatchObject({ needsMark: false, seen: [mark(990)] })
		expect(taken?.updates).toHaveLength(22)
	})

	it('[W8] what stays unconfirmed is due within a burst, however much before it was confirmed', () => {
		const backlog = new CopyBacklog()
		change(backlog, 0)
		backlog.take(0)
		change(backlog, 45)
		backlog.confirmed(60, [mark(2), mark(7, 'a tab that is gone')])
		change(backlog, 200)
		expect(backlog.due).toBe(200 + BURST_MS)
		expect(backlog.take(300)).toEqual({
			updates: [UPDATE, UPDATE],
			needsMark: true,
			seen: [mark(2), mark(7, 'a tab that is gone')],
		})
		expect(backlog.take(301)).toBeNull()
	})
})
