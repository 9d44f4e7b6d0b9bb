// @vitest-environment jsdom
/** Many people at random, links that break, everything arrives in the end. Seeds: env SEEDS. */
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { seededRandom } from '#core/random.ts'
import { RecordDoc } from '#core/sync/record-doc.ts'
import { contentOf, Hub } from './peers.ts'
import { doSomething, liftPen, type Player } from './random-ops.ts'
import { UndoWatch } from './watch-undo.ts'

const SEEDS = Number(process.env.SEEDS ?? 60)
const FIRST = Number(process.env.FIRST_SEED ?? 1)
const OPS = Number(process.env.OPS ?? 150)
const CHUNK = 10
const LETTERS = ['a', 'b', 'c', 'd']

interface Outcome {
	undos: number
	eaten: string[]
}

function play(seed: number): Outcome {
	const random = seededRandom(`convergence ${seed}`)
	const hub = new Hub()
	const count = 2 + (seed % 3)
	const players: Player[] = LETTERS.slice(0, count).map((letter) => {
		const peer = hub.join(letter)
		return { peer, letter, watch: new UndoWatch(peer, letter), stroke: null }
	})
	const log: string[] = []
	try {
		for (let op = 0; op < OPS; op++) {
			const player = players[Math.floor(random() * players.length)]
			if (player) log.push(`${player.letter} ${doSomething(player, random, op)}`)
		}
		hub.settle()
		for (const player of players) liftPen(player)
		hub.settle()
		expectSame(hub)
	} catch (error) {
		throw new Error(`seed ${seed} failed: ${String(error)}\n${log.slice(-40).join(', ')}`, {
			cause: error,
		})
	} finally {
		for (const player of players) player.watch.dispose()
		for (const peer of hub.peers) peer.dispose()
	}
	const eaten = players.flatMap(({ watch, letter }) =>
		watch.eaten.map((what) => `seed ${seed} ${letter}: ${what}`),
	)
	return { undos: players.reduce((sum, { watch }) => sum + watch.undos, 0), eaten }
}

function expectSame(hub: Hub) {
	const [first, ...others] = hub.peers
	if (!first) return
	const content = contentOf(first)
	const live = recordsOf(hub.records)
	for (const peer of others) expect(contentOf(peer)).toEqual(content)
	for (const peer of hub.peers) {
		expect(recordsOf(peer.records)).toEqual(live)
		expect(peer.binding.pending.get()).toBe(0)
		expect([...peer.binding.damaged.get()]).toEqual([])
		expect(Object.keys(contentOf(peer)).length + peer.binding.held.get()).toBe(peer.records.size)
	}
	const reloaded = new Y.Doc()
	Y.applyUpdate(reloaded, Y.encodeStateAsUpdate(hub.records.doc))
	expect(recordsOf(new RecordDoc(reloaded))).toEqual(live)
	const { pendingStructs, pendingDs } = hub.records.doc.store
	expect([pendingStructs, pendingDs]).toEqual([null, null])
}

function recordsOf(records: RecordDoc) {
	return new Map([...records.all()].map((record): [string, unknown] => [record.id, record]).sort())
}

describe('[B6] [B9] [R2] [U1] many people in one room', () => {
	for (let from = FIRST; from < FIRST + SEEDS; from += CHUNK) {
		const to = Math.min(from + CHUNK, FIRST + SEEDS)
		it(`see the same in the end and undo nothing of each other’s, seeds ${from} to ${to - 1}`, () => {
			let undos = 0
			const eaten: string[] = []
			for (let seed = from; seed < to; seed++) {
				const outcome = play(seed)
				undos += outcome.undos
				eaten.push(...outcome.eaten)
			}

			expect(eaten).toEqual([])
			expect(undos).toBeGreaterThan(0)
		}, 600_000)
	}
})
