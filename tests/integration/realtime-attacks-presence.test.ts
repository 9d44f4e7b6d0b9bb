/** Presence a hostile client may send: it speaks for nobody else, erases nobody and floods nobody. */
import { describe, expect, it } from 'vitest'
import { MESSAGE_PRESENCE } from '#core/sync/protocol.ts'
import { setUpHostileRoom } from '../support/hostile-room.ts'
import type { TestClient } from '../support/test-client.ts'

const world = setUpHostileRoom()

describe('presence that is not one’s own', () => {
	const entry = (client: TestClient, clock: number, state: unknown) => ({
		clientId: client.doc.clientID,
		clock,
		state,
	})

	it('[P2] stamps who it is, whatever the client claims', async () => {
		const fake = { userId: 'ada', name: 'Ada', color: 'rose' }
		world.mallory.sendPresence([entry(world.mallory, 1, { tool: 'draw', user: fake })])
		await world.ada.until(() => world.ada.presence.has(world.mallory.doc.clientID), 'the entry')
		expect(world.ada.presence.get(world.mallory.doc.clientID)?.state).toMatchObject({
			tool: 'draw',
			user: { userId: 'mallory', name: 'mallory' },
		})
	})
	it('[P2] drops entries for others, their erasure and any crowd of fakes', async () => {
		const ben = await world.join({ who: 'ben:editor' })
		world.ada.sendPresence([entry(world.ada, 1, { tool: 'eraser' })])
		await ben.until(() => ben.presence.has(world.ada.doc.clientID), 'Ada’s entry')
		world.mallory.sendPresence([entry(world.ada, 2 ** 40, null)])
		world.mallory.sendPresence([entry(world.ada, 2 ** 41, { tool: 'forged' })])
		const crowd = Array.from({ length: 200 }, (_, i) => ({ clientId: i + 1, clock: 1, state: {} }))
		world.mallory.sendPresence(crowd)
		world.mallory.sendPresence([entry(world.mallory, 1, { tool: 'last' })])
		await ben.until(() => ben.presence.has(world.mallory.doc.clientID), 'Mallory’s own entry')
		world.ada.sendPresence([entry(world.ada, 2, { tool: 'moved' })])
		await ben.until(
			() => JSON.stringify(ben.presence.get(world.ada.doc.clientID)).includes('moved'),
			'Ada’s next move',
		)
		expect([...ben.presence.keys()].sort()).toEqual(
			[world.ada.doc.clientID, world.mallory.doc.clientID].sort(),
		)
	})
	it('[P4] takes the entry away when the socket closes, and shows newcomers who is here', async () => {
		world.ada.sendPresence([entry(world.ada, 1, { tool: 'draw' })])
		await world.mallory.until(() => world.mallory.presence.has(world.ada.doc.clientID), 'the entry')
		const late = await world.join({ who: 'late:viewer' })
		await late.until(() => late.presence.has(world.ada.doc.clientID), 'the entry for a newcomer')
		world.ada.socket.terminate()
		await late.until(() => !late.presence.has(world.ada.doc.clientID), 'the removal')
		expect(world.server.rooms.present('board:s1').map((one) => one.userId)).not.toContain('ada')
	})
	it('[P4] tells whoever asks again with newer clocks, so that a client that was cut off takes them', async () => {
		world.ada.sendPresence([entry(world.ada, 1, { tool: 'draw' })])
		await world.mallory.until(() => world.mallory.presence.has(world.ada.doc.clientID), 'the entry')
		const clock = () => world.mallory.presence.get(world.ada.doc.clientID)?.clock ?? 0
		const before = clock()
		world.mallory.sendRaw(new Uint8Array([3]))
		await world.mallory.until(() => clock() > before, 'a newer clock')
	})
	it('ignores an entry that is too large or no object', async () => {
		world.mallory.sendPresence([entry(world.mallory, 1, { note: 'x'.repeat(5_000) })])
		world.mallory.sendPresence([entry(world.mallory, 2, 'a string')])
		world.mallory.sendPresence([entry(world.mallory, 3, { tool: 'ok' })])
		await world.ada.until(
			() => world.ada.presence.has(world.mallory.doc.clientID),
			'the good entry',
		)
		expect(world.ada.presence.get(world.mallory.doc.clientID)?.state).toMatchObject({ tool: 'ok' })
		expect(world.mallory.closed).toBeNull()
	})
	it('a flood of entries reaches the others as a few', async () => {
		const ben = await world.join({ who: 'ben:editor' })
		let frames = 0
		ben.socket.on('message', (frame: Buffer) => {
			if (frame[0] === MESSAGE_PRESENCE) frames += 1
		})
		for (let i = 1; i <= 340; i++) world.mallory.sendPresence([entry(world.mallory, i, { at: i })])
		await ben.until(
			() => Object(ben.presence.get(world.mallory.doc.clientID)?.state).at === 340,
			'the last entry',
		)
		expect(frames).toBeLessThan(170)
		expect([ben.closed, world.ada.closed, world.mallory.closed]).toEqual([null, null, null])
	})
	it('an entry that cannot be read closes its sender and nobody else', async () => {
		world.mallory.sendRaw(new Uint8Array([MESSAGE_PRESENCE, 3, 1, 255, 255]))
		expect(await world.mallory.refused()).toBe(4400)
		expect(world.ada.closed).toBeNull()
	})
})
