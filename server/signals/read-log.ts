/** Reads a project's log from the store in short pages, letting others have their turn in between. */
import type { SignalEvent } from '#core/signals/event.ts'
import type { SignalStore } from '#db/signal-store.ts'
import { createBreather, PAGE_ROWS } from './breathe.ts'

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
