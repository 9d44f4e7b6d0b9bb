/**
 * One person moves a shape 30 times a second in a room of 1,000 shapes that N people have open: how
 * long until another store shows it, and what the server works for it. Five of the readers are real
 * clients with stores; the others read bytes in a process of their own.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { gatherCrowd } from '../lib/crowd.ts'
import type { BenchMeasure, MeasureOptions, Row } from '../lib/measure.ts'
import { quantile } from '../lib/median.ts'
import { box, boxes, onRemote } from '../lib/shapes.ts'
import type { BenchClient, BenchServer, BenchSystem } from '../lib/system.ts'
import { until } from '../lib/until.ts'

const SHAPES = 1000
/** People in the room, the writer among them: 200 is what our room takes. */
const PEOPLE = [10, 50, 200]
const REAL_READERS = 5
const EDIT_MS = 1000 / 30
const WARM_UP_EDITS = 45
const EDITS = 180
const QUICK_EDITS = 90
/** A third of tldraw sync's, in the same run. */
const SHARE = 1 / 3

const p50 = (people: number) => `N=${people}: store to store p50`
const p95 = (people: number) => `N=${people}: store to store p95`
const cpu = (people: number) => `N=${people}: server CPU per 1,000 edits × readers`

export const measure: BenchMeasure = {
	name: 'fanout',
	title: 'one writer, 30 edits a second, 1,000 shapes; from put to applied in a reader’s store',
	targets: [
		{ case: p50(50), mostOfPeer: { peer: 'tldraw-sync', share: SHARE } },
		{ case: p95(50), mostOfPeer: { peer: 'tldraw-sync', share: SHARE } },
		{ case: cpu(200), mostOfPeer: { peer: 'tldraw-sync', share: 1 } },
	],
	async run(options) {
		const rows: Row[] = []
		for (const people of PEOPLE)
			for (const system of options.systems)
				rows.push(...(await measureRoom(system, people, options)))
		return rows
	},
}

async function measureRoom(
	system: BenchSystem,
	people: number,
	options: MeasureOptions,
): Promise<Row[]> {
	options.say(`fanout: ${system.label}, ${people} people`)
	const server = await system.start({ dir: options.scratch() })
	const writer = await server.connect({ person: 'writer' })
	writer.store.put(boxes(SHAPES))
	await writer.whenSaved()
	const readers: BenchClient[] = []
	for (let at = 0; at < REAL_READERS; at++) {
		const reader = await server.connect({ person: `reader${at}` })
		await reader.hasAll(SHAPES)
		readers.push(reader)
	}
	const count = people - 1 - REAL_READERS
	const crowd = await gatherCrowd({ system: system.name, address: server.address, count })
	await rested(server)
	try {
		const rows: Row[] = []
		for (let time = 0; time < options.repetitions; time++) {
			const edits = options.isQuick ? QUICK_EDITS : EDITS
			const { delays, cpuSeconds } = await edit({ server, writer, readers, edits })
			const of = { measure: 'fanout', system: system.name }
			const perThousand = (cpuSeconds * 1000) / ((edits * (people - 1)) / 1000)
			rows.push(
				{ ...of, case: p50(people), value: quantile(delays, 0.5), unit: 'ms' },
				{ ...of, case: p95(people), value: quantile(delays, 0.95), unit: 'ms' },
				{ ...of, case: cpu(people), value: perThousand, unit: 'ms' },
			)
		}
		return rows
	} finally {
		for (const client of [writer, ...readers]) await client.close()
		await crowd.leave()
		await server.stop()
	}
}

const REST_MS = 1000
const REST_CPU_SECONDS = 0.05
const MOST_RESTS = 15

/** Waits until the server has put away the board it was given, each system in its own way. */
async function rested(server: BenchServer): Promise<void> {
	for (let times = 0; times < MOST_RESTS; times++) {
		const before = server.cpuSeconds()
		await sleep(REST_MS)
		if (server.cpuSeconds() - before < REST_CPU_SECONDS) return
	}
}

interface Run {
	server: BenchServer
	writer: BenchClient
	readers: readonly BenchClient[]
	edits: number
}

/**
 * Moves the shape and notes each reader's delay per edit. An edit that is overtaken counts until a
 * later one shows: sending fewer of them must not look faster.
 */
async function edit({ server, writer, readers, edits }: Run) {
	const shape = box('box0', 0)
	const putAt: number[] = []
	const delays: number[] = []
	const reached = readers.map(() => -1)
	const stops = readers.map(({ store }, at) =>
		onRemote(store, (record) => {
			if (record.id !== shape.id || record.typeName !== 'shape') return
			const now = performance.now()
			for (let edit = (reached[at] ?? -1) + 1; edit <= record.x; edit++) {
				const then = putAt[edit]
				if (then !== undefined && edit >= WARM_UP_EDITS) delays.push(now - then)
				reached[at] = edit
			}
		}),
	)
	// Away from where the last repetition left it.
	writer.store.put([{ ...shape, x: -1 }])
	await writer.whenSaved()
	const total = WARM_UP_EDITS + edits
	const start = performance.now()
	let cpuBefore = 0
	for (let number = 0; number < total; number++) {
		await sleep(Math.max(0, start + number * EDIT_MS - performance.now()))
		if (number === WARM_UP_EDITS) cpuBefore = server.cpuSeconds()
		putAt[number] = performance.now()
		writer.store.put([{ ...shape, x: number }])
	}
	await until(() => reached.every((number) => number === total - 1))
	const cpuSeconds = server.cpuSeconds() - cpuBefore
	for (const stop of stops) stop()
	return { delays, cpuSeconds }
}
