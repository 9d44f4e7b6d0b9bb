/**
 * SIGKILL in the middle of work: one person makes shapes, another sees them; the server is killed,
 * everybody leaves, and what the second person had SEEN must be there when the server is back.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { type Random, seededRandom } from '../../app/core/random.ts'
import { looseBoxes } from '../lib/boards.ts'
import type { BenchMeasure, MeasureOptions, Row } from '../lib/measure.ts'
import { onRemote } from '../lib/shapes.ts'
import type { BenchClient, BenchSystem } from '../lib/system.ts'

const MEASURE = 'crash'
const RATES = [30, 300] as const
const TICK_MS = 20
const MOST_SECONDS = 10

export const measure: BenchMeasure = {
	name: MEASURE,
	title: 'edits somebody had seen that are gone after a SIGKILL and with everybody away',
	targets: RATES.map((rate) => ({ case: `lost at ${rate} edits/s`, most: 0 })),
	async run(options) {
		const rows: Row[] = []
		for (const system of options.systems)
			for (const rate of RATES) rows.push(...(await measureRate(system, { ...options, rate })))
		return rows
	},
}

async function measureRate(
	system: BenchSystem,
	options: MeasureOptions & { rate: number },
): Promise<Row[]> {
	const { rate, repetitions, say } = options
	const random = seededRandom(`crash-${rate}`)
	let lost = 0
	let seen = 0
	for (let trial = 0; trial < repetitions; trial++) {
		const found = await killOnce(system, { ...options, random })
		say(`crash: ${system.label}, ${rate}/s: ${found.lost} of ${found.seen} lost`)
		lost += found.lost
		seen += found.seen
	}
	const rows = [
		[`lost at ${rate} edits/s`, lost],
		[`seen at ${rate} edits/s`, seen],
	] as const
	return rows.map(([name, value]) => ({
		...{ measure: MEASURE, case: name, system: system.name, value, unit: 'edits' },
	}))
}

async function killOnce(
	system: BenchSystem,
	{ scratch, rate, random }: MeasureOptions & { rate: number; random: Random },
): Promise<{ lost: number; seen: number }> {
	const dir = scratch()
	const server = await system.start({ dir })
	const [writer, reader] = [await server.connect(), await server.connect()]
	const seen = new Set<string>()
	onRemote(reader.store, (record) => {
		if (record.typeName === 'shape') seen.add(record.id)
	})
	const stop = makeShapes(writer, { rate, random })
	await sleep(2000 + random() * 4000)
	await server.kill()
	stop()
	// What arrives after the kill was on its way before it: the reader has seen it too.
	await sleep(200)
	await Promise.all([writer.close(), reader.close()])
	const again = await system.start({ dir })
	const witness = await again.connect()
	await sleep(200)
	const lost = [...seen].filter((id) => !witness.store.allRecords().some((one) => one.id === id))
	await witness.close()
	await again.stop()
	return { lost: lost.length, seen: seen.size }
}

/** Makes `rate` shapes a second, each a change of its own; returns how to stop. */
function makeShapes(client: BenchClient, { rate, random }: { rate: number; random: Random }) {
	const shapes = looseBoxes(random, rate * MOST_SECONDS)
	const start = performance.now()
	let made = 0
	const timer = setInterval(() => {
		const due = Math.floor(((performance.now() - start) / 1000) * rate)
		for (; made < due && made < shapes.length; made++) {
			const shape = shapes[made]
			if (shape) client.store.put([shape])
		}
	}, TICK_MS)
	return () => clearInterval(timer)
}
