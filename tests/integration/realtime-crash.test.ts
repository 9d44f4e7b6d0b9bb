/**
 * [R1] [R11] kill -9, again and again: a real server process is killed in the middle of its work; what
 * it acknowledged must be there afterwards, and every decision has exactly one log row.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { seededRandom } from '#core/random.ts'
import { RecordDoc } from '#core/sync/record-doc.ts'
import { openDatabase } from '#db/open.ts'
import { readDocument } from '#server/realtime/room-document.ts'
import { box } from '../convergence/records.ts'
import { TestClient } from '../support/test-client.ts'

const KILLS = 16
const SERVER = new URL('../support/crash-server.ts', import.meta.url).pathname

let dir: string
let child: ChildProcess | null = null
beforeEach(() => {
	dir = mkdtempSync(join(tmpdir(), 'dailies-crash-'))
})
afterEach(() => {
	child?.kill('SIGKILL')
	rmSync(dir, { recursive: true, force: true })
})

/** Starts the server; every `done` line is a decision it answered. */
async function startChild(file: string, done: Set<string>): Promise<string> {
	const started = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', SERVER, file])
	child = started
	let complaint = ''
	started.stderr.on('data', (text: Buffer) => {
		complaint += text
	})
	const lines = createInterface({ input: started.stdout })
	return new Promise((resolve, reject) => {
		lines.on('line', (line) => {
			const [word, value = ''] = line.split(' ')
			if (word === 'port') resolve(`ws://127.0.0.1:${value}/collab`)
			if (word === 'done') done.add(value)
		})
		started.on('exit', () => reject(new Error(`the server ended by itself: ${complaint}`)))
	})
}

async function killChild(): Promise<void> {
	const dying = child
	if (!dying) return
	const gone = new Promise((resolve) => dying.once('exit', resolve))
	dying.kill('SIGKILL')
	await gone
	child = null
}

it(`[R1] [R11] loses nothing acknowledged in ${KILLS} kills`, { timeout: 180_000 }, async () => {
	const seed = `crash-${Date.now()}`
	const random = seededRandom(seed)
	const file = join(dir, 'dailies.db')
	const decided = new Set<string>()
	const acknowledged = new Set<string>()
	let asked = 0

	for (let round = 0; round < KILLS; round++) {
		const url = await startChild(file, decided)
		const people = await Promise.all(
			['ada', 'ben', 'cy'].map((who) => new TestClient(url, { who: `${who}:editor` }).synced()),
		)
		// Each person's edits in the order sent; the first `acked` messages are durable.
		const made = people.map(() => [] as string[])
		const edits = 20 + Math.floor(random() * 40)
		for (let i = 0; i < edits; i++) {
			const who = Math.floor(random() * people.length)
			const id = `r${round}w${who}n${i}`
			people[who]?.records.put(box(id))
			made[who]?.push(`shape:${id}`)
			if (random() < 0.2) child?.stdin?.write(`k${asked++}\n`)
			if (random() < 0.3) await new Promise((resolve) => setImmediate(resolve))
		}
		await new Promise((resolve) => setTimeout(resolve, random() * 60))
		await killChild()
		for (const [who, person] of people.entries()) {
			await person.refused()
			// One of the acknowledged messages is the step 2 at the beginning.
			for (const id of (made[who] ?? []).slice(0, Math.max(0, person.acked - 1)))
				acknowledged.add(id)
		}
	}

	const db = openDatabase({ file })
	const stored = await db.rooms.open('board:s1')
	const updates = stored.updates.map((row) => row.update)
	const records = new RecordDoc(readDocument(stored.snapshot?.state ?? null, updates))
	const rows: string[] = []
	for await (const row of db.signals.scan({ projectId: 'p1' })) rows.push(row.eventId)
	await db.close()

	const lost = [...acknowledged].filter((id) => !records.has(id))
	expect(lost, `seed ${seed}`).toEqual([])
	expect(acknowledged.size, `seed ${seed}: nothing was acknowledged`).toBeGreaterThan(KILLS)
	const effects = [...records.all()].map((record) => record.id).filter((id) => /^shape:dk/.test(id))
	expect(new Set(rows).size, `seed ${seed}: a row twice`).toBe(rows.length)
	expect(rows.map((id) => `shape:d${id}`).sort(), `seed ${seed}`).toEqual(effects.sort())
	expect([...decided].filter((id) => !rows.includes(id))).toEqual([])
	console.info(
		`${KILLS} kills: ${acknowledged.size} acknowledged edits, 0 lost; ${rows.length} decisions, one row each (${decided.size} answered)`,
	)
})
