/**
 * Reads on with a turn of the event loop now and then. Even in a thread of its own a reader needs them: native
 * objects (hashes, ciphers, statements) that are garbage are freed by a task of the loop, so that a loop which
 * never ends its turn keeps all of them.
 */
import { setImmediate as nextTurn } from 'node:timers/promises'

const ROWS_A_TURN = 500

export async function* takingTurns<T>(rows: AsyncIterable<T>): AsyncGenerator<T> {
	let count = 0
	for await (const row of rows) {
		if (++count % ROWS_A_TURN === 0) await nextTurn()
		yield row
	}
}
