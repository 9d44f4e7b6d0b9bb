/**
 * Joining a board of 10,000 shapes: bytes, and time from opening the connection until the client's
 * store holds them all. Cold = the first client of a server that was just started on what it had
 * stored; warm = the next one. One cold join of each system is made first and thrown away.
 */
import { seededRandom } from '../../app/core/random.ts'
import { largeBoard } from '../lib/boards.ts'
import { fillBoard } from '../lib/fill-board.ts'
import type { BenchMeasure, MeasureOptions, Row } from '../lib/measure.ts'
import type { BenchServer, BenchSystem, SystemName } from '../lib/system.ts'

const MEASURE = 'join'

export const measure: BenchMeasure = {
	name: MEASURE,
	title:
		'joining 100 frames, 6,900 boxes and 3,000 strokes of 200 points (10,000 shapes, 9.4 MB JSON)',
	targets: [
		{ case: 'bytes received', most: 3_500_000 },
		{ case: 'cold, to all shapes', mostOfPeer: { share: 1 } },
	],
	async run(options) {
		const rows: Row[] = []
		for (const system of options.systems) rows.push(...(await measureSystem(system, options)))
		return rows
	},
}

async function measureSystem(system: BenchSystem, options: MeasureOptions): Promise<Row[]> {
	const dir = options.scratch()
	const board = largeBoard(seededRandom('join'))
	options.say(`join: ${system.label} takes the board in`)
	const first = await system.start({ dir })
	const writer = await first.connect()
	await fillBoard(writer, board)
	await writer.close()
	await first.stop()
	const rows: Row[] = []
	for (let at = 0; at <= options.repetitions; at++) {
		options.say(`join: ${system.label}, ${at === 0 ? 'warming up' : `repetition ${at}`}`)
		const server = await system.start({ dir })
		const idleCpu = server.cpuSeconds()
		const cold = await join(server, board.length)
		const cpu = server.cpuSeconds() - idleCpu
		const warm = await join(server, board.length)
		const rss = server.rssBytes()
		const disk = server.diskBytes()
		await server.stop()
		if (at === 0) continue
		const row = rowOf(system.name)
		rows.push(
			row('bytes received', cold.bytes, 'B'),
			row('cold, to all shapes', cold.ms, 'ms'),
			row('warm, to all shapes', warm.ms, 'ms'),
			row('server CPU of the cold join', cpu * 1000, 'ms'),
			row('server memory afterwards', rss, 'B'),
			row('disk', disk, 'B'),
		)
	}
	return rows
}

async function join(server: BenchServer, shapes: number): Promise<{ ms: number; bytes: number }> {
	const start = performance.now()
	const client = await server.connect()
	await client.hasAll(shapes)
	const ms = performance.now() - start
	const bytes = client.bytesIn()
	await client.close()
	return { ms, bytes }
}

function rowOf(system: SystemName) {
	return (name: string, value: number, unit: string): Row => ({
		...{ measure: MEASURE, case: name, system, value, unit },
	})
}
