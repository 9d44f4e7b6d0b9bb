/**
 * Seeds for the fuzz tests: env SEEDS, FIRST_SEED and OPS say how many, from where, and how much
 * happens in each. A seed that fails prints its number and the last things done. Of the 200 seeds of
 * `npm test` 120 play editors alone (a tenth of a second each, and where merging goes wrong) and 80
 * play whole servers (three times as dear, and where losing and double counting go wrong).
 */
import * as utils from '@tldraw/utils'
import { expect, it } from 'vitest'
import { seededRandom } from '#core/random.ts'

const CHUNK = 10
const SHOWN_OPS = 40

export interface Played {
	/** Things of the kind the run is about (undos, decisions): zero of them in a chunk proves nothing. */
	count: number
}

/** Runs one seed, with the names of what was done kept for the message of its failure. */
export async function playable(
	seed: number,
	game: {
		run(log: (line: string) => void): number | Promise<number>
		stop(): void | Promise<void>
	},
): Promise<Played> {
	const done: string[] = []
	try {
		const count = await game.run((line) => done.push(line))
		return { count }
	} catch (error) {
		const last = done.slice(-SHOWN_OPS).join(', ')
		const reason = error instanceof Error ? `${error.message}\n${error.stack}` : String(error)
		throw new Error(`seed ${seed} failed after ${done.length} ops: ${reason}\n${last}`, {
			cause: error,
		})
	} finally {
		await game.stop()
	}
}

/** One test per ten seeds. */
export function runSeeds(
	title: string,
	usual: { seeds: number; ops: number },
	play: (seed: number, ops: number) => Promise<Played>,
): void {
	const seeds = Number(process.env.SEEDS ?? usual.seeds)
	const first = Number(process.env.FIRST_SEED ?? 1)
	const ops = Number(process.env.OPS ?? usual.ops)
	for (let from = first; from < first + seeds; from += CHUNK) {
		const to = Math.min(from + CHUNK, first + seeds)
		it(`${title}, seeds ${from} to ${to - 1}`, async () => {
			let count = 0
			for (let seed = from; seed < to; seed++) count += (await play(seed, ops)).count
			expect(count).toBeGreaterThan(0)
		}, 600_000)
	}
}

/**
 * What tldraw draws by chance for itself (ids of copies, jitter of indexes) comes from the seed until
 * the returned function is called, so that a seed always plays the same.
 */
export function seededChance(seed: number): () => void {
	const [ids, jitter] = [seededRandom(`ids ${seed}`), seededRandom(`jitter ${seed}`)]
	// Cast at a library edge: these two are exported and left out of the types.
	const door = utils as unknown as {
		mockUniqueId(make: () => string): void
		restoreUniqueId(): void
	}
	door.mockUniqueId(() => Array.from({ length: 12 }, () => letterOf(ids())).join(''))
	const { random: chance } = Math
	Math.random = jitter
	return () => {
		Math.random = chance
		door.restoreUniqueId()
	}
}

const letterOf = (value: number) => String.fromCharCode(97 + Math.floor(value * 26))
