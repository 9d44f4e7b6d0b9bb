/**
 * Ours alone, under load: 200 boards of three people each, and one board of 50 who draw and 150 who
 * watch. How long until an edit is durable, until others have it, what memory it takes, whether
 * anybody was turned away, and that not one acknowledged edit is missing when the disk is read again.
 */
import { type LoadReport, type LoadTask, runLoad } from '../lib/load.ts'
import type { BenchMeasure, MeasureOptions, Row } from '../lib/measure.ts'
import { quantile } from '../lib/median.ts'
import { OURS } from '../lib/rows.ts'
import type { BenchServer, BenchSystem } from '../lib/system.ts'

interface Crowding {
	name: string
	rooms: number
	writersPerRoom: number
	viewersPerRoom: number
	/** Edits a second of each writer. */
	rate: number
}

const CROWDINGS: readonly Crowding[] = [
	{ name: '200 rooms × 3', rooms: 200, writersPerRoom: 3, viewersPerRoom: 0, rate: 1 },
	{ name: 'one room, 50 + 150', rooms: 1, writersPerRoom: 50, viewersPerRoom: 150, rate: 4 },
]
const SECONDS = 15
const QUICK_SECONDS = 5
/** Processes the people are spread over, so that their work does not look like the server's. */
const PROCESSES = 2
const MB = 1024 * 1024

export const measure: BenchMeasure = {
	name: 'load',
	title: 'many boards, and one crowded board (ours only)',
	targets: CROWDINGS.flatMap(({ name }) => [
		{ case: `${name}: acknowledged edits lost`, most: 0 },
		{ case: `${name}: sockets shed`, most: 0 },
	]),
	async run(options) {
		const ours = options.systems.find(({ name }) => name === OURS)
		if (!ours) return []
		const rows: Row[] = []
		for (const crowding of CROWDINGS) rows.push(...(await measureCrowd(ours, crowding, options)))
		return rows
	},
}

async function measureCrowd(
	system: BenchSystem,
	crowding: Crowding,
	options: MeasureOptions,
): Promise<Row[]> {
	const { name, rooms } = crowding
	options.say(`load: ${name}`)
	const dir = options.scratch()
	const server = await system.start({ dir, rooms })
	const seconds = options.isQuick ? QUICK_SECONDS : SECONDS
	const before = server.cpuSeconds()
	const reports = await Promise.all(
		tasksOf(crowding, server.address, seconds).map((task) => runLoad(task)),
	)
	const cpuSeconds = server.cpuSeconds() - before
	const rssBytes = server.rssBytes()
	await server.stop()
	const lost = await countLost(await system.start({ dir, rooms }), reports)
	const acks = reports.flatMap((report) => report.ackMs)
	const fans = reports.flatMap((report) => report.fanOutMs)
	const shed = reports.reduce((sum, report) => sum + report.shed, 0)
	const figures: [string, number, string][] = [
		['acknowledged p50', quantile(acks, 0.5), 'ms'],
		['acknowledged p99', quantile(acks, 0.99), 'ms'],
		['fan-out p99', quantile(fans, 0.99), 'ms'],
		['edits acknowledged', acks.length, 'edits'],
		['server memory', rssBytes / MB, 'MB'],
		['server CPU, joining included', cpuSeconds, 's'],
		['sockets shed', shed, 'sockets'],
		['acknowledged edits lost', lost, 'edits'],
	]
	const of = { measure: 'load', system: system.name }
	return figures.map(([what, value, unit]) => ({ ...of, case: `${name}: ${what}`, value, unit }))
}

function tasksOf(crowding: Crowding, address: string, seconds: number): LoadTask[] {
	const { rooms, writersPerRoom, viewersPerRoom, rate } = crowding
	const people = Array.from({ length: rooms }, (_, room) => [
		...Array.from({ length: writersPerRoom }, (_, at) => ({
			room,
			name: `r${room}w${at}`,
			draws: true,
		})),
		...Array.from({ length: viewersPerRoom }, (_, at) => ({
			room,
			name: `r${room}v${at}`,
			draws: false,
		})),
	]).flat()
	return Array.from({ length: PROCESSES }, (_, process) => ({
		...{ address, rate, seconds },
		people: people.filter((_, at) => at % PROCESSES === process),
	}))
}

/** Reads every board again from disk and looks for each writer's last acknowledged edit. */
async function countLost(server: BenchServer, reports: readonly LoadReport[]): Promise<number> {
	const acknowledged = reports.flatMap((report) => report.lastAcknowledged)
	let lost = 0
	for (const room of new Set(acknowledged.map((one) => one.room))) {
		const reader = await server.connect({ room, person: 'auditor' })
		for (const { shapeId, edit } of acknowledged.filter((one) => one.room === room)) {
			const shape = reader.store.allRecords().find((record) => record.id === shapeId)
			const found = shape?.typeName === 'shape' ? shape.x : -1
			lost += Math.max(0, edit - found)
		}
		await reader.close()
	}
	await server.stop()
	return lost
}
