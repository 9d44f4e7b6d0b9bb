/**
 * `node load-process.ts TASK REPORT`: many people of ours at protocol level. Who draws has a real
 * document, so what is counted as seen was applied; who only watches reads bytes. Stores are left
 * out: a person's browser has a processor to itself, and here hundreds share one.
 */
import { EventEmitter } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { openSink, type RoomSink } from '../systems/dailies.ts'
import type { LoadReport, LoadTask } from './load.ts'
import { LoadClient } from './load-client.ts'
import { box } from './shapes.ts'

// Each client listens for the end of the process; there are many of them.
EventEmitter.defaultMaxListeners = 0

const [taskFile = '', reportFile = ''] = process.argv.slice(2)
// Cast: written by load.ts from this very type.
const task = JSON.parse(readFileSync(taskFile, 'utf8')) as LoadTask
const writers = task.people
	.filter((person) => person.draws)
	.map((person) => new LoadClient(task.address, person))
const viewers: RoomSink[] = []
const report: LoadReport = { ackMs: [], fanOutMs: [], shed: 0, lastAcknowledged: [] }
/** When an edit was made, by shape and number, for those who see it in this process. */
const madeAt = new Map<string, number>()

const JOIN_AT_ONCE = 20
for (let at = 0; at < writers.length; at += JOIN_AT_ONCE)
	await Promise.all(writers.slice(at, at + JOIN_AT_ONCE).map((client) => client.join()))
for (const { room, name, draws } of task.people)
	if (!draws) viewers.push(await openSink(task.address, { room, person: name, canWrite: false }))

for (const client of writers) {
	client.onSeen = (shapeId, edit) => {
		const made = madeAt.get(`${shapeId} ${edit}`)
		if (made !== undefined) report.fanOutMs.push(performance.now() - made)
	}
	client.onAcknowledged = (edit) => {
		const made = madeAt.get(`${client.shapeId} ${edit}`)
		if (made !== undefined) report.ackMs.push(performance.now() - made)
	}
}

for (const [at, client] of writers.entries()) client.put(box(client.shapeName, at, { x: 0 }))
await work()
for (const client of writers) await client.whenAcknowledged()
// Lets the last updates reach everybody before the line is closed.
await sleep(500)
report.shed =
	writers.filter((client) => client.isShed).length +
	viewers.filter((viewer) => !viewer.isOpen()).length
for (const { room, shapeId, acknowledgedEdit: edit } of writers)
	report.lastAcknowledged.push({ room, shapeId, edit })
writeFileSync(reportFile, JSON.stringify(report))
process.exit(0)

/** Everybody edits at the same rate, spread evenly over the time between two edits. */
async function work(): Promise<void> {
	const everyMs = 1000 / task.rate
	const edits = Math.round(task.seconds * task.rate)
	const start = performance.now() + everyMs
	await Promise.all(
		writers.map(async (client, at) => {
			for (let edit = 1; edit <= edits; edit++) {
				const due = start + (edit - 1 + at / writers.length) * everyMs
				await sleep(Math.max(0, due - performance.now()))
				madeAt.set(`${client.shapeId} ${edit}`, performance.now())
				client.move(edit)
			}
		}),
	)
}
