/** Reads a project's log from the store in short pages, letting others have their turn in between. */
import type { SignalEvent } from '#core/signals/event.ts'
import type { SignalStore } from '#db/signal-store.ts'
import { createBreather, PAGE_ROWS } from './breathe.ts'

/** Rows passed over at once where only some types are wanted: few of them are parsed. */
const PASSED_ROWS = 16 * PAGE_ROWS

/** Rows after `afterSeq` up to and including `throughSeq` (default: the newest), in seq order. */
export async function* readLog(
	store: SignalStore,
	projectId: string,
	range: { afterSeq?: number; throughSeq?: number; asWritten?: boolean } = {},
): AsyncGenerator<SignalEvent> {
	const breathe = createBreather()
	let afterSeq = range.afterSeq ?? 0
	const { asWritten = false } = range
	const throughSeq = range.throughSeq ?? Number.POSITIVE_INFINITY
	while (afterSeq < throughSeq) {
		const limit = Math.min(PAGE_ROWS, throughSeq - afterSeq)
		let rows = 0
		for await (const event of store.scan({ projectId, afterSeq, limit, asWritten })) {
			if (event.seq > throughSeq) return
			rows++
			afterSeq = event.seq
			yield event
			await breathe()
		}
		if (rows < limit) return
	}
}

/** Only rows of some types, after `afterSeq` up to and including `throughSeq`. */
export async function* readTypes(
	store: SignalStore,
	projectId: string,
	range: { afterSeq: number; throughSeq: number; types: readonly string[] },
): AsyncGenerator<SignalEvent> {
	const breathe = createBreather()
	for (let { afterSeq } = range; afterSeq < range.throughSeq; afterSeq += PASSED_ROWS) {
		const throughSeq = Math.min(afterSeq + PASSED_ROWS, range.throughSeq)
		for await (const event of store.scan({ ...range, projectId, afterSeq, throughSeq })) {
			yield event
			await breathe()
		}
		await breathe()
	}
}

/** The newest row that came before that time, 0 for none: halving finds it, as rows stand as they came. */
export async function seqBefore(
	store: SignalStore,
	projectId: string,
	timeMs: number,
): Promise<number> {
	let low = 0
	let high = (await store.head(projectId))?.seq ?? 0
	while (low < high) {
		const middle = Math.ceil((low + high) / 2)
		let isBefore = false
		for await (const { recvMs } of store.scan({ projectId, afterSeq: middle - 1, limit: 1 }))
			isBefore = recvMs < timeMs
		if (isBefore) low = middle
		else high = middle - 1
	}
	return low
}
