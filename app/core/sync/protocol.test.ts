import { describe, expect, it } from 'vitest'
import { EMPTY_PRESENCE, parsePresence } from './presence.ts'
import { collabUrl, decodeAck, encodeAck, isCounted, roomOfPath } from './protocol.ts'

describe('protocol', () => {
	it('[W3] codes an acknowledgement in digits of 0x40 and above', () => {
		expect([...encodeAck(307)]).toEqual([0x6e, 0x43, 0x40, 0x47])
		for (const count of [0, 1, 9, 10, 65_536, 2 ** 40]) {
			const frame = encodeAck(count)
			expect(decodeAck(frame.subarray(1))).toBe(count)
			expect([...frame.subarray(1)].every((byte) => byte >= 0x40)).toBe(true)
		}
		expect(decodeAck(new Uint8Array([1, 2]))).toBeUndefined()
		expect(decodeAck(new Uint8Array())).toBeUndefined()
	})

	it('[W3] counts step 2 and updates, and neither step 1 nor presence', () => {
		expect(
			[
				[0, 0],
				[0, 1],
				[0, 2],
				[1, 5],
			].map((bytes) => isCounted(new Uint8Array(bytes))),
		).toEqual([false, true, true, false])
	})

	it('[W1] addresses a room', () => {
		expect(collabUrl('http://127.0.0.1:3000')).toBe('ws://127.0.0.1:3000/collab')
		expect(collabUrl('https://film.example')).toBe('wss://film.example/collab')
		expect(roomOfPath('/collab/board:s1')).toBe('board:s1')
		expect(roomOfPath('/collab/board%3As1')).toBe('board:s1')
		expect(roomOfPath('/collab/%E0%A4%A')).toBeUndefined()
		expect(roomOfPath('/elsewhere/board:s1')).toBeUndefined()
	})

	it('[P3] drops an entry that does not parse', () => {
		const user = { userId: 'u1', name: 'Ada', color: 'teal' }

		expect(parsePresence({ user })).toEqual({ user, ...EMPTY_PRESENCE })
		expect(parsePresence({ user: { ...user, color: 'amber' } })).toBeUndefined()
		expect(parsePresence({ user, cursor: { x: Number.NaN, y: 0, panelId: null } })).toBeUndefined()
		expect(parsePresence(null)).toBeUndefined()
	})
})
