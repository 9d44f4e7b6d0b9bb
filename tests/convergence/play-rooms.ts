/**
 * One seed of the rooms fuzz: people are seated, things happen, everybody comes back, and the film
 * must be whole.
 */
import { expect } from 'vitest'
import { seededRandom } from '#core/random.ts'
import {
	committedRecords,
	expectDecisionsLogged,
	expectNothingLeftBehind,
	expectNothingMissing,
	expectPagesShow,
	expectRows,
} from './check-rooms.ts'
import { Decisions } from './decisions.ts'
import { liftPen } from './drawing-ops.ts'
import { doSomething } from './room-ops.ts'
import { RoomPeer } from './room-peer.ts'
import { RoomPlayer } from './room-player.ts'
import { BOARDS, RoomWorld } from './room-world.ts'
import { personOf } from './seed-film.ts'
import { type Played, playable, seededChance } from './seeds.ts'

const LETTERS = ['a', 'b', 'c', 'd', 'e']
const MAX_ROUNDS = 30

async function seatPlayers(world: RoomWorld, seed: number): Promise<RoomPlayer[]> {
	const players: RoomPlayer[] = []
	for (const [at, letter] of LETTERS.slice(0, 2 + (seed % 4)).entries()) {
		// In every fourth film one person has two tabs, which share a local copy.
		const who = personOf(seed % 4 === 3 && at === 1 ? 0 : at)
		const room = BOARDS[at < 2 ? 0 : (seed + at) % 2] ?? 'board:s1'
		const tab = new RoomPeer(world, { letter, who, room })
		world.peers.push(tab)
		players.push(new RoomPlayer(world, tab))
		await tab.load()
		tab.socket?.deliverToServer()
		await world.serve()
		await tab.receive()
	}
	return players
}

/** Plays a seed. @throws Error with the last things done when something does not hold. */
export async function play(seed: number, ops: number): Promise<Played> {
	const random = seededRandom(`rooms ${seed}`)
	const restoreChance = seededChance(seed)
	const world = await RoomWorld.make(seed)
	const decisions = new Decisions(world)
	return playable(seed, {
		async run(log) {
			const players = await seatPlayers(world, seed)
			for (let serial = 0; serial < ops; serial++) {
				const player = players[Math.floor(random() * players.length)]
				const seat = player && { player, everybody: players, decisions }
				world.time += 50
				if (seat) await doSomething(seat, { random, serial, log })
			}
			log('settle')
			await settle(world, { players, decisions })
			for (const player of players) if (player.canDraw) liftPen(player)
			await settle(world, { players, decisions })
			log('check')
			return expectWhole(world, { players, decisions })
		},
		async stop() {
			restoreChance()
			for (const tab of world.peers) tab.close(true)
			await world.stop()
		},
	})
}

interface Table {
	players: readonly RoomPlayer[]
	decisions: Decisions
}

/** Everybody comes back, everything arrives, every post is answered. */
async function settle(world: RoomWorld, { players, decisions }: Table): Promise<void> {
	world.fate = null
	await world.serve()
	for (const { tab } of players) world.setRole(tab.who.userId, 'editor')
	for (let round = 0, quiet = 0; quiet < 3; round++) {
		if (round > MAX_ROUNDS) throw new Error('it never comes to rest')
		const before = await world.state()
		world.time += 10_000
		await decisions.retry()
		for (const { tab } of players) {
			tab.wantsOnline = true
			if (tab.clientId === null) await tab.load()
			await tab.connect()
			tab.page?.clock.pass(2000)
			tab.page?.binding.flush()
			tab.socket?.deliverToServer()
		}
		await world.serve()
		for (const { tab } of players) await tab.receive()
		const isStill = before === (await world.state()) && players.every(({ tab }) => tab.isSaved)
		quiet = isStill && decisions.isDone ? quiet + 1 : 0
	}
}

async function expectWhole(world: RoomWorld, { players, decisions }: Table): Promise<number> {
	expect(world.wrongly).toEqual([])
	expect(world.errors).toEqual([])
	const live = await Promise.all(BOARDS.map((room) => committedRecords(world, room)))
	for (const player of players) {
		const records = live[BOARDS.indexOf(player.tab.room)]
		if (records) expectPagesShow(player, records)
		player.leave()
	}
	expect(players.flatMap(({ eaten }) => eaten)).toEqual([])
	expectNothingMissing(world, live)
	await expectNothingLeftBehind(world)
	for (const room of BOARDS) await expectRows(world, room)
	const decided = await expectDecisionsLogged(world, decisions, live)
	world.die()
	await world.restart()
	for (const [at, room] of BOARDS.entries())
		expect(await committedRecords(world, room)).toEqual(live[at])
	for (const room of BOARDS) await expectRows(world, room)
	return decided
}
