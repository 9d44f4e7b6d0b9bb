import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { presenceSender } from './use-presence.ts'

const EVERY_MS = 10
const SECONDS = 2

let awareness: Awareness
let sent: object[]
beforeEach(() => {
	vi.useFakeTimers()
	awareness = new Awareness(new Y.Doc())
	sent = []
})
afterEach(() => {
	awareness.destroy()
	vi.useRealTimers()
})

function pointFor(seconds: number) {
	const sender = presenceSender({ awareness, setPresence: (presence) => sent.push(presence) })
	for (let at = 0; at < seconds * 1000; at += EVERY_MS) {
		sender.send({ cursor: { x: at, y: 0, panelId: null } })
		vi.advanceTimersByTime(EVERY_MS)
	}
	return sender
}

describe('telling others where one is', () => {
	it('[P1] is done at most 20 times a second, the last word included', () => {
		awareness.states.set(99, {})
		pointFor(SECONDS)
		vi.advanceTimersByTime(50)
		expect(sent.length).toBeLessThanOrEqual(20 * SECONDS + 1)
		expect(sent.length).toBeGreaterThan(15 * SECONDS)
		expect(sent.at(-1)).toEqual({ cursor: { x: SECONDS * 1000 - EVERY_MS, y: 0, panelId: null } })
	})

	it('[P1] is done four times a second while nobody else is there, the last word included', () => {
		pointFor(SECONDS)
		vi.advanceTimersByTime(250)
		expect(sent.length).toBeLessThanOrEqual(4 * SECONDS + 1)
		expect(sent.at(-1)).toEqual({ cursor: { x: SECONDS * 1000 - EVERY_MS, y: 0, panelId: null } })
	})

	it('says nothing more once it is left', () => {
		const sender = pointFor(1)
		sender.dispose()
		const before = sent.length
		vi.advanceTimersByTime(1000)
		expect(sent).toHaveLength(before)
	})
})
