/**
 * [R1] [R11] kill -9, again and again, and TERM in between: a real server process with rooms, sockets,
 * suggestions and the sealed log is ended in the middle of its work. What it acknowledged must be there
 * afterwards, and every decision has exactly one log row. `KILLS=1000` for more of it.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { connectRoom, type RoomConnection } from '#app/features/sync/connect-room.ts'
import { createPlainStore } from '#app/features/sync/create-plain-store.ts'
import { noLocalCopy } from '#app/features/sync/local-copy.ts'
import { type Random, seededRandom } from '#core/random.ts'
import { box } from '../convergence/records.ts'
import { EditBook, Sitting } from '../support/hostile-editor.ts'
import { type DecisionBook, type ServerProcess, startProcess } from '../support/hostile-process.ts'
import { type Verdict, verifyFile } from '../support/hostile-verify.ts'
import { TestClient } from '../support/test-client.ts'

const KILLS = Number(process.env.KILLS ?? 50)
/** A film is ended this often before the next one begins, so that boards stay of a film's size. */
const KILLS_A_FILM = 50
/** Every so many lives end only after somebody has had an answer, however slow the machine. */
const EVERY_ANSWERED = 3
const EVERY_TERM = 10
const EVERY_EARLY = 9

let folder: string
const started = new Set<ServerProcess>()
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'dailies-crash-'))
})
afterEach(async () => {
	for (const one of started) await one.end('SIGKILL')
	started.clear()
	rmSync(folder, { recursive: true, force: true })
})

interface Film {
	dataDir: string
	file: string
	port: number
	edits: EditBook
	decisions: DecisionBook
	random: Random
	/** Started ahead; opens nothing before it is told. */
	next: ServerProcess
	/** The product's own client, which lives through every end and comes back by itself. */
	dot: RoomConnection | null
	dotConfirmed: Set<string>
	tally: { kills: number; terms: number; early: number; repeated: number }
}

function warm(film: Pick<Film, 'dataDir' | 'decisions'>): ServerProcess {
	const one = startProcess(film.dataDir, { book: film.decisions })
	started.add(one)
	return one
}

function openDot(port: number): RoomConnection {
	return connectRoom({
		room: 'board:s1',
		origin: `http://127.0.0.1:${port}`,
		clientId: 2_000_000,
		generation: 1,
		user: { userId: 'dot', name: 'dot', color: 'teal' },
		canWrite: true,
		createStore: createPlainStore,
		openLocalCopy: noLocalCopy,
		// Cast: ws's class has the members that the client uses.
		WebSocket: DotSocket as unknown as typeof globalThis.WebSocket,
	})
}
class DotSocket extends WebSocket {
	constructor(url: string | URL) {
		super(url, { headers: { cookie: 'who=dot:editor' } })
	}
}

/** One life of the server: people come, edit and decide; then it ends in the middle of it. */
async function live(film: Film, round: number): Promise<void> {
	const { random, edits, decisions, tally } = film
	const server = film.next
	const isEarly = round % EVERY_EARLY === EVERY_EARLY - 1
	const opening = server.go(film.port)
	if (isEarly) {
		film.next = warm(film)
		tally.early += 1
		await pause(random() * 120)
		opening.catch(() => undefined)
		await stop(film, server, 'SIGKILL')
		return
	}
	film.port = await opening
	film.dot ??= openDot(film.port)
	film.dot.retry()
	for (const verdict of decisions.open.values()) {
		tally.repeated += 1
		server.tell(`again ${JSON.stringify(verdict)}`)
	}
	const url = `ws://127.0.0.1:${film.port}/collab`
	const people = await Promise.all(
		['ada', 'ben', 'cy'].map((who) => new TestClient(url, { who: `${who}:editor` }).synced()),
	)
	film.next = warm(film)
	const sittings = people.map((one, at) => new Sitting(one, edits, `r${round}w${at}`))
	const count = 30 + Math.floor(random() * 60)
	const answered = decisions.answered.size
	for (let i = 0; i < count; i++) {
		sittings[Math.floor(random() * sittings.length)]?.edit(random)
		if (i % 10 === 0) server.tell(`work k${round}x${i}`)
		if (random() < 0.2) drawAsDot(film, `${round}x${i}`)
		if (random() < 0.5) await pause(random() * 16)
	}
	if (round % EVERY_ANSWERED === 0)
		await expect.poll(() => decisions.answered.size, { timeout: 30_000 }).toBeGreaterThan(answered)
	const isTerm = round % EVERY_TERM === EVERY_TERM - 1
	const code = await stop(film, server, isTerm ? 'SIGTERM' : 'SIGKILL')
	if (isTerm) expect(code, 'TERM is an orderly end').toBe(0)
	// What was on the wire when it ended still arrives.
	for (const one of people) await one.refused()
	for (const one of sittings) one.confirm()
	for (const one of people) one.doc.destroy()
}

async function stop(film: Film, server: ServerProcess, signal: 'SIGKILL' | 'SIGTERM') {
	// Before it ends: a saved state means that all the client has drawn is durable.
	noteDot(film)
	const code = await server.end(signal)
	noteDot(film)
	started.delete(server)
	if (signal === 'SIGTERM') film.tally.terms += 1
	else film.tally.kills += 1
	return code
}

function drawAsDot(film: Film, name: string): void {
	noteDot(film)
	if (film.dot?.ready.get()) film.dot.store.put([box(`dot${name}`)])
}

function noteDot({ dot, dotConfirmed }: Film): void {
	if (dot?.saveState.get().kind !== 'saved') return
	for (const { id } of dot.store.allRecords()) if (id.startsWith('shape:dot')) dotConfirmed.add(id)
}

function pause(ms: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, ms))
}

/** What every reopening must show. */
function judge(film: Film, { faults, board, events }: Verdict, where: string): void {
	expect(faults, where).toEqual([])
	expect(film.edits.lost(board), `${where}: acknowledged edits lost`).toEqual([])
	const missing = [...film.dotConfirmed].filter((id) => !board.has(id))
	expect(missing, `${where}: shown as saved and lost`).toEqual([])
	expect(film.dot?.saveState.get().kind ?? '', `${where}: an honest client was refused`).not.toBe(
		'set-aside',
	)
	const decided = new Set(
		events.filter(({ type }) => type === 'suggestion.decided').map((event) => event.suggestionId),
	)
	const withdrawn = new Set(
		events.filter(({ type }) => type === 'suggestion.withdrawn').map((event) => event.suggestionId),
	)
	const unlogged = [...film.decisions.answered.values()].filter(
		({ suggestionId }) => !decided.has(suggestionId) && !withdrawn.has(suggestionId),
	)
	expect(unlogged, `${where}: answered and not in the log`).toEqual([])
}

/** One film from its first start to its last end. */
async function makeFilm(seed: string, ends: number): Promise<Film & { verdict: Verdict }> {
	const dataDir = join(folder, seed)
	mkdirSync(dataDir, { recursive: true })
	const decisions: DecisionBook = { open: new Map(), answered: new Map() }
	const film: Film = {
		...{ dataDir, decisions, file: join(dataDir, 'dailies.db'), port: 0 },
		...{ edits: new EditBook(), random: seededRandom(seed), dotConfirmed: new Set() },
		...{ next: warm({ dataDir, decisions }), dot: null },
		tally: { kills: 0, terms: 0, early: 0, repeated: 0 },
	}
	for (let round = 0; round < ends; round++) {
		await live(film, round)
		judge(film, await verifyFile(film.file), `seed ${seed}, end ${round}`)
	}
	// Last life: whoever was cut off comes back, everything arrives, everybody sees the same.
	const server = film.next
	film.port = await server.go(film.port)
	film.dot?.retry()
	await film.dot?.whenSaved()
	const drawn = film.dot?.store.allRecords().filter(({ id }) => id.startsWith('shape:dot')) ?? []
	for (const { id } of drawn) film.dotConfirmed.add(id)
	expect(await server.end('SIGTERM')).toBe(0)
	started.delete(server)
	film.dot?.dispose()
	const verdict = await verifyFile(film.file)
	judge(film, verdict, `seed ${seed}, the last end`)
	return { ...film, verdict }
}

it(`[R1] [R11] loses nothing acknowledged in ${KILLS} kills`, {
	timeout: 300_000 + KILLS * 10_000,
}, async () => {
	const seed = process.env.SEED ?? `crash-${Date.now()}`
	const total = { kills: 0, terms: 0, early: 0, repeated: 0, edits: 0, dot: 0, rows: 0, told: 0 }
	console.info(`seed ${seed}`)
	for (let part = 0; total.kills < KILLS; part++) {
		const left = Math.min(KILLS_A_FILM, KILLS - total.kills)
		// Every tenth end is a TERM and no kill.
		const ends = Math.ceil((left * EVERY_TERM) / (EVERY_TERM - 1))
		const film = await makeFilm(`${seed}-${part}`, ends)
		total.kills += film.tally.kills
		total.terms += film.tally.terms
		total.early += film.tally.early
		total.repeated += film.tally.repeated
		total.edits += film.edits.acknowledged
		total.dot += film.dotConfirmed.size
		total.rows += film.verdict.decisions
		total.told += film.decisions.answered.size
		rmSync(film.dataDir, { recursive: true, force: true })
	}
	console.info(
		`proof: ${total.kills} kills (${total.early} while starting), ${total.terms} TERM: ` +
			`${total.edits} acknowledged edits and ${total.dot} shown as saved, 0 lost; ` +
			`${total.rows} decisions, one log row each (${total.told} answered, ${total.repeated} asked again)`,
	)
	expect(total.edits, 'edits were acknowledged').toBeGreaterThan(KILLS)
	expect(total.rows, 'decisions were made').toBeGreaterThan(KILLS / 2)
})
