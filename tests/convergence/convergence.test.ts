// @vitest-environment jsdom
/**
 * Many people with real editors at random, links that break, pages that reload and crash; everything
 * arrives in the end. Seeds: env SEEDS, FIRST_SEED, OPS. (Real rooms: rooms.test.ts.)
 */
import './as-in-production.ts'
import { describe, expect } from 'vitest'
import * as Y from 'yjs'
import { seededRandom } from '#core/random.ts'
import type { DocRecord } from '#core/sync/doc-record.ts'
import { RecordDoc } from '#core/sync/record-doc.ts'
import { liftPen } from './drawing-ops.ts'
import { warmUp } from './editing.ts'
import { lettersTaken, visibleIds } from './expect-visible.ts'
import { doSomething, type HubPlayer } from './link-ops.ts'
import { contentOf, Hub, type Peer } from './peers.ts'
import { playable, runSeeds, seededChance } from './seeds.ts'
import { UndoWatch } from './watch-undo.ts'

const LETTERS = ['a', 'b', 'c', 'd', 'e']

class HubSeat implements HubPlayer {
	readonly peer: Peer
	readonly letter: string
	readonly eaten: string[] = []
	undos = 0
	watch: UndoWatch
	stroke: HubPlayer['stroke'] = null
	gesture: string | null = null

	constructor(peer: Peer, letter: string) {
		this.peer = peer
		this.letter = letter
		this.watch = new UndoWatch(peer, letter)
	}

	onReload() {
		this.leave()
		this.watch = new UndoWatch(this.peer, this.letter)
		this.stroke = null
		this.gesture = null
	}

	leave() {
		this.watch.dispose()
		this.eaten.push(...this.watch.eaten)
		this.undos += this.watch.undos
	}
}

function play(seed: number, ops: number) {
	const random = seededRandom(`convergence ${seed}`)
	const restoreChance = seededChance(seed)
	const issued = new Set([99])
	const hub = new Hub(undefined, () => {
		for (;;) {
			const id = 1 + Math.floor(random() * (2 ** 21 - 1))
			if (!issued.has(id)) return issued.add(id) && id
		}
	})
	const taken: string[] = []
	hub.onCommitted = (change, from) => {
		const what = lettersTaken(change, from)
		if (what) taken.push(what)
	}
	const players = LETTERS.slice(0, 2 + (seed % 4)).map(
		(letter) => new HubSeat(hub.join(letter), letter),
	)
	if (seed % 3 === 0) players.push(new HubSeat(hub.join('v', { readOnly: true }), 'v'))
	return playable(seed, {
		run(log) {
			for (let op = 0; op < ops; op++) {
				const player = players[Math.floor(random() * players.length)]
				if (player) doSomething(player, { random, serial: op, log })
			}
			hub.settle()
			for (const player of players) if (!player.peer.readOnly) liftPen(player)
			hub.settle()
			expectSame(hub)
			for (const player of players) player.leave()
			expect(taken).toEqual([])
			expect(players.flatMap(({ eaten }) => eaten)).toEqual([])
			return players.reduce((sum, { undos }) => sum + undos, 0)
		},
		stop() {
			restoreChance()
			for (const player of players) player.watch.dispose()
			for (const peer of hub.peers) peer.dispose()
		},
	})
}

function expectSame(hub: Hub) {
	const [first, ...others] = hub.peers
	if (!first) return
	const content = contentOf(first)
	const live = recordsOf(hub.records)
	for (const peer of others) expect(contentOf(peer)).toEqual(content)
	expect(Object.keys(content)).toEqual(visibleIds(live))
	for (const peer of hub.peers) {
		expect(recordsOf(peer.records)).toEqual(live)
		expect(peer.binding.pending.get()).toBe(0)
		expect([...peer.binding.damaged.get()]).toEqual([])
		expect(Object.keys(contentOf(peer)).length + peer.binding.held.get()).toBe(peer.records.size)
		for (const [id, record] of Object.entries(content)) expect(record).toEqual(live.get(id))
	}
	const reloaded = new Y.Doc()
	Y.applyUpdate(reloaded, Y.encodeStateAsUpdate(hub.records.doc))
	expect(recordsOf(new RecordDoc(reloaded))).toEqual(live)
	const { pendingStructs, pendingDs } = hub.records.doc.store
	expect([pendingStructs, pendingDs]).toEqual([null, null])
}

function recordsOf(records: RecordDoc) {
	return new Map(
		[...records.all()].map((record): [string, DocRecord] => [record.id, record]).sort(),
	)
}

warmUp()

describe('[B6] [B9] [R2] [U1] many people in one room', () => {
	runSeeds(
		'see the same in the end and undo nothing of each other’s',
		{ seeds: 120, ops: 200 },
		play,
	)
})
