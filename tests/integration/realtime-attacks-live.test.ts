/**
 * [R3] [R4] Thousands of hostile frames, each on a connection of its own, against a server in its own
 * process while three honest people draw: it stays up, none of them is disconnected or refused, and all
 * they drew is acknowledged, shown to the others and on disk. `HOSTILE=100000` for more.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import * as Y from 'yjs'
import { seededRandom } from '#core/random.ts'
import { EditBook, Sitting } from '../support/hostile-editor.ts'
import { attack, hostileFrame } from '../support/hostile-frames.ts'
import { type ServerProcess, startProcess } from '../support/hostile-process.ts'
import { verifyFile } from '../support/hostile-verify.ts'
import { TestClient } from '../support/test-client.ts'

const FRAMES = Number(process.env.HOSTILE ?? 4_000)
const AT_ONCE = 12
const MB = 1024 * 1024
/** Frames before memory is first looked at: the machine's own warming up is no leak. */
const WARM_UP = 500
const MAX_GROWTH_MB = 200
const MAX_USED_GROWTH_MB = 40

let folder: string
let server: ServerProcess
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'dailies-hostile-'))
	server = startProcess(folder, { book: { open: new Map(), answered: new Map() } })
})
afterEach(async () => {
	await server.end('SIGKILL')
	rmSync(folder, { recursive: true, force: true })
})

/** Memory of the process, and of it what is in use, after a collection; MB. */
async function memory(): Promise<{ rss: number; used: number }> {
	const heard = server.hears('rss')
	server.tell('rss')
	const [rss = 0, used = 0] = (await heard)
		.split(' ')
		.map((bytes) => Math.round(Number(bytes) / MB))
	return { rss, used }
}

const jsonOf = ({ records }: Pick<TestClient, 'records'>) =>
	JSON.stringify([...records.all()].sort((a, b) => (a.id < b.id ? -1 : 1)))

it(`[R3] [R4] ${FRAMES} hostile frames cost no honest person anything`, {
	timeout: 120_000 + FRAMES * 60,
}, async () => {
	const seed = process.env.SEED ?? `hostile-${Date.now()}`
	const random = seededRandom(seed)
	const url = `ws://127.0.0.1:${await server.go(0)}/collab`
	const people = await Promise.all(
		['ada', 'ben', 'cy'].map((who) => new TestClient(url, { who: `${who}:editor` }).synced()),
	)
	const book = new EditBook()
	const sittings = people.map((one, at) => new Sitting(one, book, `w${at}`))
	const victims = () =>
		people.map(({ doc }) => ({ client: doc.clientID, clock: Y.getState(doc.store, doc.clientID) }))
	const tally = new Map<string, number>()
	let next = 0
	let edits = 0
	let before = { rss: 0, used: 0 }
	const attacker = async () => {
		while (next < FRAMES) {
			const n = next++
			if (n === Math.min(WARM_UP, FRAMES >> 1)) before = await memory()
			const { kind, frame } = hostileFrame(n, random, victims())
			const how = `${kind}: ${await attack(url, n, frame)}`
			tally.set(how, (tally.get(how) ?? 0) + 1)
			if (n % 4 === 0) {
				sittings[edits % 3]?.edit(random)
				edits += 1
			}
		}
	}
	await Promise.all(Array.from({ length: AT_ONCE }, attacker))

	for (const one of people) await one.saved()
	for (const one of sittings) one.confirm()
	expect(people.map((one) => one.closed)).toEqual([null, null, null])
	const late = await new TestClient(url, { who: 'late:viewer' }).synced()
	for (const one of people) await one.until(() => jsonOf(one) === jsonOf(late), 'the same board')
	expect([...late.records.all()].some(({ id }) => id.startsWith('shape:forged'))).toBe(false)
	const { pendingStructs, pendingDs } = late.doc.store
	expect([pendingStructs, pendingDs]).toEqual([null, null])
	const after = await memory()
	expect(await server.end('SIGTERM')).toBe(0)
	const { faults, board } = await verifyFile(join(folder, 'dailies.db'))
	expect(faults, seed).toEqual([])
	expect(book.lost(board), seed).toEqual([])
	expect(jsonOf({ records: board })).toBe(jsonOf(late))
	const lines = [...tally].sort().map(([how, n]) => `  ${n} ${how}`)
	console.info(
		`proof: seed ${seed}: ${FRAMES} hostile frames; ${book.acknowledged} honest edits, all acknowledged and there, 0 honest people disconnected; memory ${before.rss} -> ${after.rss} MB, in use ${before.used} -> ${after.used} MB\n${lines.join('\n')}`,
	)
	expect(book.acknowledged).toBeGreaterThan(FRAMES / 8)
	expect(after.rss - before.rss).toBeLessThan(MAX_GROWTH_MB)
	expect(after.used - before.used).toBeLessThan(MAX_USED_GROWTH_MB)
	for (const one of [...people, late]) one.socket.terminate()
})
