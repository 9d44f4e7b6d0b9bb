/**
 * Coming back after being cut off: a room of 1,000 shapes, two people, 500 edits each (450 moves of
 * random shapes, 50 new ones) while A has no network. Counted from the moment it has one again until
 * both stores hold the same.
 */
import type { TLShape } from '@tldraw/tlschema'
import { type Random, seededRandom } from '../../app/core/random.ts'
import { anyPlace, looseBoxes, pick } from '../lib/boards.ts'
import { fillBoard, sameBoards } from '../lib/fill-board.ts'
import type { BenchMeasure, MeasureOptions, Row } from '../lib/measure.ts'
import { shapeCount } from '../lib/shapes.ts'
import type { BenchClient, BenchSystem } from '../lib/system.ts'
import { until } from '../lib/until.ts'

const MEASURE = 'reconnect'
const SHAPES = 1000
const EDITS = 500
const CREATES = 50
/** Long enough for every client to have noticed, and for both to have edited in small steps. */
const EDIT_EVERY_MS = 4

export const measure: BenchMeasure = {
	name: MEASURE,
	title: 'coming back after 500 + 500 edits on a board of 1,000 shapes',
	targets: [
		{ case: 'A sends', most: 40_000 },
		{ case: 'until both agree', mostOfPeer: { share: 1 } },
	],
	async run(options) {
		const rows: Row[] = []
		for (const system of options.systems)
			for (let at = 0; at <= options.repetitions; at++) {
				options.say(`reconnect: ${system.label}, ${at === 0 ? 'warming up' : `repetition ${at}`}`)
				const found = await reconnectOnce(system, { ...options, seed: `reconnect-${at}` })
				if (at > 0) rows.push(...found)
			}
		return rows
	},
}

async function reconnectOnce(
	system: BenchSystem,
	{ scratch, seed }: MeasureOptions & { seed: string },
): Promise<Row[]> {
	const server = await system.start({ dir: scratch() })
	const [a, b] = [await server.connect(), await server.connect()]
	const board = looseBoxes(seededRandom(seed), SHAPES)
	await fillBoard(a, board)
	await b.hasAll(SHAPES)
	a.goOffline()
	const before = { aOut: a.bytesOut(), aIn: a.bytesIn(), bIn: b.bytesIn() }
	await Promise.all([
		edit(a, { board, random: seededRandom(`${seed}-a`) }),
		edit(b, { board, random: seededRandom(`${seed}-b`) }),
	])
	await b.whenSaved()
	const start = performance.now()
	await a.goOnline()
	const all = SHAPES + 2 * CREATES
	await until(whenAgreed(a, b, all))
	const ms = performance.now() - start
	const rows = [
		['A sends', a.bytesOut() - before.aOut, 'B'],
		['until both agree', ms, 'ms'],
		['A receives', a.bytesIn() - before.aIn, 'B'],
		['B receives', b.bytesIn() - before.bIn, 'B'],
	] as const
	await Promise.all([a.close(), b.close()])
	await server.stop()
	return rows.map(([name, value, unit]) => ({
		...{ measure: MEASURE, case: name, system: system.name, value, unit },
	}))
}

/** Compares anew only after one of the stores has changed: looking must not cost what is measured. */
function whenAgreed(a: BenchClient, b: BenchClient, shapes: number): () => boolean {
	let seen = ''
	return () => {
		const epochs = `${a.store.history.lastChangedEpoch} ${b.store.history.lastChangedEpoch}`
		if (epochs === seen) return false
		seen = epochs
		return shapeCount(b.store) === shapes && sameBoards(a.store, b.store)
	}
}

/** 500 edits, one at a time: every tenth makes a shape, the others move one of the board's. */
async function edit(
	client: BenchClient,
	{ board, random }: { board: readonly TLShape[]; random: Random },
): Promise<void> {
	const made = looseBoxes(random, CREATES)
	for (let number = 0; number < EDITS; number++) {
		const one = number % (EDITS / CREATES) === 0 ? made[number / (EDITS / CREATES)] : undefined
		if (one) client.store.put([one])
		else client.store.update(pick(random, board).id, (shape) => moved(shape, random))
		await new Promise((resolve) => setTimeout(resolve, EDIT_EVERY_MS))
	}
}

function moved<T extends object>(shape: T, random: Random): T {
	return { ...shape, ...anyPlace(random) }
}
