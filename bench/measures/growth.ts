/**
 * What an hour's work costs in upload, disk, reopening and server time. Driven as fast as the server
 * takes it, so nothing can tidy up in a pause; but what is sent together is what would be sent
 * together at real speed: every change of a frame of 1/60 s reaches the store, and a client sends on the
 * beat of its own throttle.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { seededRandom } from '../../app/core/random.ts'
import { jsonBytes, shapesOf } from '../lib/fill-board.ts'
import { HOUR, type HourSize, hour, PEOPLE, SIX_MINUTES, shapesLeft } from '../lib/hour.ts'
import type { BenchMeasure, MeasureOptions, Row } from '../lib/measure.ts'
import { shapeCount } from '../lib/shapes.ts'
import type { BenchClient, BenchServer, BenchSystem, SystemName } from '../lib/system.ts'
import { until } from '../lib/until.ts'

const MEASURE = 'growth'
const FRAME_MS = 1000 / 60
/** Milliseconds between two sends while somebody draws: our beat (B3), 30 a second, every frame. */
const SEND_EVERY_MS: Record<SystemName, number> = {
	dailies: 45,
	'tldraw-sync': 1000 / 30,
	hocuspocus: FRAME_MS,
}
/**
 * Who works. The whole-record binding's index costs time in proportion to all that was ever written,
 * in every client: four of them do not finish the hour in minutes, so one does the work of four.
 */
const PEOPLE_OF: Record<SystemName, number> = {
	dailies: PEOPLE,
	'tldraw-sync': PEOPLE,
	hocuspocus: 1,
}
/** Gestures before everybody waits until the server has confirmed all. */
const GESTURES_AT_ONCE = 40
const IDLE_MS = 5000
/** How long copies may take to agree after the work: 20 s. */
const AGREE_POLL_MS = 200
const AGREE_TRIES = 100

export const measure: BenchMeasure = {
	name: MEASURE,
	title:
		'an hour: 500 boxes, 20,000 moves, 2,000 strokes of 100 points, 700 deletions, four people',
	targets: [
		{ case: 'upload', most: 4_000_000 },
		{ case: 'disk ÷ live JSON, stopped', most: 2 },
		{ case: 'reopening, to all shapes', mostOfPeer: { share: 1 } },
	],
	async run(options) {
		const rows: Row[] = []
		for (const system of options.systems) rows.push(...(await measureSystem(system, options)))
		return rows
	},
}

async function measureSystem(system: BenchSystem, options: MeasureOptions): Promise<Row[]> {
	const size = options.isQuick ? SIX_MINUTES : HOUR
	const dir = options.scratch()
	options.say(`growth: ${system.label} works for an hour`)
	const server = await system.start({ dir })
	const bareDisk = server.diskBytes()
	const people = await connectAll(server, PEOPLE_OF[system.name])
	const startCpu = server.cpuSeconds()
	await work(people, { size, sendEveryMs: SEND_EVERY_MS[system.name] })
	const cpu = server.cpuSeconds() - startCpu
	const upload = people.reduce((sum, person) => sum + person.bytesOut(), 0)
	await Promise.all(
		people.map((person) => until(() => shapeCount(person.store) === shapesLeft(size))),
	)
	const busyDisk = server.diskBytes()
	const live = await liveBytes(people, system, options)
	await Promise.all(people.map((person) => person.close()))
	await sleep(IDLE_MS)
	const idleDisk = server.diskBytes()
	await server.stop()
	const stoppedDisk = server.diskBytes()
	const row = rowOf(system.name)
	return [
		row('upload', upload, 'B'),
		row('disk ÷ live JSON, at once', busyDisk / live, '×'),
		row('disk ÷ live JSON, idle', idleDisk / live, '×'),
		row('disk ÷ live JSON, stopped', stoppedDisk / live, '×'),
		row('disk of an empty room', bareDisk, 'B'),
		row('live JSON', live, 'B'),
		row('server CPU of the hour', cpu, 's'),
		...(await reopen(system, { dir, shapes: shapesLeft(size), options })),
	]
}

async function connectAll(server: BenchServer, count: number): Promise<BenchClient[]> {
	const people: BenchClient[] = []
	for (let at = 0; at < count; at++) people.push(await server.connect())
	return people
}

async function work(
	people: readonly BenchClient[],
	{ size, sendEveryMs }: { size: HourSize; sendEveryMs: number },
): Promise<void> {
	const settle = () => Promise.all(people.map((person) => person.whenSaved()))
	let count = 0
	for (const gesture of hour(seededRandom('hour'), size)) {
		const person = people[gesture.person % people.length]
		if (!person) throw new Error(`there is no person ${gesture.person}`)
		for (const [frame, change] of gesture.frames.entries()) {
			change(person.store)
			const isLast = frame === gesture.frames.length - 1
			if (isLast || isBeat(frame, sendEveryMs)) person.flush()
		}
		count += 1
		if (count === 1) await settleSeed(people, size)
		else if (count % GESTURES_AT_ONCE === 0) await settle()
	}
	await settle()
}

/** Whether a client that sends at once and then on a beat has its turn after this frame. */
function isBeat(frame: number, everyMs: number): boolean {
	const beatsUntil = (at: number) => Math.floor((at * FRAME_MS) / everyMs + 1e-6)
	return frame === 0 || beatsUntil(frame) > beatsUntil(frame - 1)
}

/** Nobody can move what has not reached them yet. */
async function settleSeed(people: readonly BenchClient[], size: HourSize): Promise<void> {
	await Promise.all(people.map((person) => person.hasAll(size.boxes)))
}

/**
 * Bytes of the board once all hold the same: the last moves are still on their way when the last
 * shape is there. A peer whose copies stay apart is said and still measured; ours must agree.
 * @throws Error when our own boards differ after that time
 */
async function liveBytes(
	people: readonly BenchClient[],
	system: BenchSystem,
	options: MeasureOptions,
): Promise<number> {
	const bytes = () => people.map((person) => jsonBytes(shapesOf(person.store)))
	const areEqual = (sizes: readonly number[]) => sizes.every((size) => size === sizes[0])
	let sizes = bytes()
	for (let tries = 0; !areEqual(sizes) && tries < AGREE_TRIES; tries++) {
		await sleep(AGREE_POLL_MS)
		sizes = bytes()
	}
	if (!areEqual(sizes)) {
		const words = `growth: the boards of ${system.label} differ: ${sizes.join(', ')} bytes`
		if (system.name === 'dailies') throw new Error(words)
		options.say(words)
	}
	return sizes[0] ?? 0
}

async function reopen(
	system: BenchSystem,
	{ dir, shapes, options }: { dir: string; shapes: number; options: MeasureOptions },
): Promise<Row[]> {
	const rows: Row[] = []
	for (let at = 0; at <= options.repetitions; at++) {
		const server = await system.start({ dir })
		const start = performance.now()
		const client = await server.connect()
		await client.hasAll(shapes)
		const ms = performance.now() - start
		const found = shapeCount(client.store)
		if (found !== shapes) throw new Error(`${system.name} came back with ${found} shapes`)
		await client.close()
		await server.stop()
		if (at > 0) rows.push(rowOf(system.name)('reopening, to all shapes', ms, 'ms'))
	}
	return rows
}

function rowOf(system: SystemName) {
	return (name: string, value: number, unit: string): Row => ({
		...{ measure: MEASURE, case: name, system, value, unit },
	})
}
