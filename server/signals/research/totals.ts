/**
 * A few numbers of each project's log, for the list of all of them. Kept by the log's last row: a
 * project whose log has not grown costs one look at its end.
 */
import type { AcceptanceRow } from '#core/signals/acceptance.ts'
import { countOverall } from '#core/signals/acceptance.ts'
import type { SignalStore } from '#db/signal-store.ts'
import { createBreather } from '../breathe.ts'
import type { Permissions } from '../consents.ts'
import { mayCount } from '../figures.ts'
import type { Tallies } from '../tallies.ts'

export interface ResearchTotals {
	events: number
	offered: number
	decided: number
	overall: AcceptanceRow
	/** When the last suggestion was offered, ms UTC. */
	lastOfferMs: number | null
}

/** Totals kept; a server with more projects counts the others again. */
const MAX_KEPT = 1000

export function createTotals(source: {
	store: Pick<SignalStore, 'head'>
	tallies: Tallies
	permissions: (projectId: string) => Promise<Permissions>
}): (projectId: string) => Promise<ResearchTotals> {
	const kept = new Map<string, { seq: number; totals: ResearchTotals }>()
	return async (projectId) => {
		const seq = (await source.store.head(projectId))?.seq ?? 0
		const known = kept.get(projectId)
		// Answers about consent are rows too, so the same row means the same permissions.
		if (known?.seq === seq) return known.totals
		const totals = await countTotals(source, projectId)
		if (kept.size >= MAX_KEPT) kept.delete(kept.keys().next().value ?? '')
		kept.set(projectId, { seq, totals })
		return totals
	}
}

async function countTotals(
	{ tallies, permissions }: { tallies: Tallies; permissions: (id: string) => Promise<Permissions> },
	projectId: string,
): Promise<ResearchTotals> {
	const allowed = await permissions(projectId)
	const tally = await tallies.read(projectId)
	const overall = countOverall()
	const breathe = createBreather()
	let [offered, decided] = [0, 0]
	let lastOfferMs: number | null = null
	for (const round of tally.book.rounds()) {
		if (offered % 64 === 0) await breathe()
		if (!mayCount(round, allowed)) continue
		offered++
		if (round.decision) decided++
		lastOfferMs = Math.max(lastOfferMs ?? 0, round.tsMs)
		overall.add(round)
	}
	return { events: tally.seq, offered, decided, overall: overall.result(), lastOfferMs }
}
