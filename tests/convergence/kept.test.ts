/**
 * What the fuzz has found, told as cases: each lost or refused somebody's honest work once. The seeds
 * that found others are played again with the numbers they had.
 */
import './as-in-production.ts'
import './page-in-node.ts'
import { createShapeId } from '@tldraw/tlschema'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { committedRecords } from './check-rooms.ts'
import { warmUp } from './editing.ts'
import { play } from './play-rooms.ts'
import { RoomPeer } from './room-peer.ts'
import { RoomPlayer } from './room-player.ts'
import { BOARDS, RoomWorld } from './room-world.ts'
import { personOf } from './seed-film.ts'

let world: RoomWorld

async function join(letter: string, at: number): Promise<RoomPlayer> {
	const tab = new RoomPeer(world, { letter, who: personOf(at), room: 'board:s1' })
	world.peers.push(tab)
	const player = new RoomPlayer(world, tab)
	await tab.load()
	await deliver(player)
	return player
}
async function deliver(...players: RoomPlayer[]): Promise<void> {
	for (let round = 0; round < 4; round++) {
		for (const { tab } of players) tab.socket?.deliverToServer()
		await world.serve()
		for (const { tab } of players) await tab.receive()
	}
}
function draw(player: RoomPlayer, id: string): void {
	player.peer.editor.createShape({ id: createShapeId(id), type: 'geo' })
	player.peer.binding.flush()
}

beforeEach(async () => {
	vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
	warmUp()
	world = await RoomWorld.make(1)
})
afterEach(async () => {
	for (const tab of world.peers) tab.close(true)
	await world.stop()
	vi.useRealTimers()
})

describe('cases that the fuzz has found', () => {
	it('[R4] [W3] a page that draws while it comes back is not refused and loses nothing', async () => {
		const ana = await join('a', 0)
		ana.tab.cut()
		draw(ana, 'offline')
		await ana.tab.connect()
		// On its way before the server's step 1 has been read.
		draw(ana, 'early')
		ana.tab.socket?.deliverToServer()
		await world.serve()
		await deliver(ana)

		expect(world.wrongly).toEqual([])
		expect(ana.tab.isSaved).toBe(true)
		const records = await committedRecords(world, 'board:s1')
		expect(records.has('shape:offline') && records.has('shape:early')).toBe(true)
	})

	it('[R19] a panel whose deletion is undone after it was moved stands in one scene, with the words', async () => {
		const ana = await join('a', 0)
		const [first] = ana.peer.editor.getCurrentPageShapes().map(({ id }) => id)
		if (!first) throw new Error('no panel')
		ana.tab.cut()
		ana.peer.editor.markHistoryStoppingPoint('delete')
		ana.peer.editor.deleteShape(first)
		ana.peer.binding.flush()
		ana.peer.history.undo()
		ana.peer.binding.flush()
		ana.peer.editor.updateShape({ id: first, type: 'panel', props: { notes: 'later' } })
		ana.peer.binding.flush()
		const input = { fromSceneId: 's1', toSceneId: 's2', panelIds: [first] }
		const idempotencyKey = '00000000-0000-4000-8000-000000000001'
		await world.server.projects.movePanels(personOf(1), { ...input, idempotencyKey })
		await ana.tab.connect()
		await deliver(ana)

		const [s1, s2] = await Promise.all(BOARDS.map((room) => committedRecords(world, room)))
		expect([s1?.has(first), s2?.has(first)]).toEqual([false, true])
		expect(s2?.get(first)).toMatchObject({ props: { notes: 'later' } })
		expect(ana.peer.editor.getShape(first)).toBeUndefined()
	})
})

describe('seeds that failed once', () => {
	it.each([2, 16, 36, 79, 137, 155, 420])(
		'[R1] [R18] [R19] rooms, seed %i',
		async (seed) => {
			await play(seed, 200)
		},
		60_000,
	)
})
