/**
 * A log slate by slate, each with what became of its cards, folded from their own rows. Nothing is kept from one
 * batch to the next, so that memory does not grow with the log. A suggestion stands on one slate.
 */
import type { SignalEvent } from '#core/signals/event.ts'
import { type Case, createCaseBook } from '#core/signals/export/case-book.ts'
import { slateOfProposal } from '#core/signals/proposed.ts'
import type { LogReader } from '#db/open-reader.ts'
import { takingTurns } from './take-turns.ts'

export type Shown = Extract<SignalEvent, { type: 'slate.shown' }>
/** What was offered together, or proposed by a colleague, in log order. */
export interface SlateCases {
	slate: Shown
	cases: Case[]
}

/** Rows about the cards of so many slates are looked for together, and lie in memory together. */
const SLATES_AT_ONCE = 100

export async function* slateCases(
	reader: Pick<LogReader, 'signals'>,
	{ projectId, throughSeq }: { projectId: string; throughSeq: number },
): AsyncGenerator<SlateCases> {
	// From the first row on, whatever a range says: what changed late may have been offered early.
	const range = { projectId, throughSeq }
	const types = ['slate.shown', 'suggestion.proposed']
	let batch: SignalEvent[] = []
	for await (const row of takingTurns(reader.signals.scan({ ...range, types }))) {
		batch.push(row)
		if (batch.length < SLATES_AT_ONCE) continue
		yield* folded(reader, range, batch)
		batch = []
	}
	if (batch.length > 0) yield* folded(reader, range, batch)
}

async function* folded(
	{ signals }: Pick<LogReader, 'signals'>,
	range: { projectId: string; throughSeq: number },
	batch: readonly SignalEvent[],
): AsyncGenerator<SlateCases> {
	const slates = batch.flatMap(asSlate)
	const suggestionIds = slates.flatMap(shownOn)
	const afterSeq = batch[0]?.seq ?? 0
	const rows = await signals.rowsAbout({ ...range, suggestionIds, afterSeq })
	const later = rows.filter(({ type }) => type !== 'suggestion.proposed')
	const book = createCaseBook()
	for (const row of [...batch, ...later].sort((a, b) => a.seq - b.seq)) book.add(row)
	for (const slate of slates) {
		const cases = shownOn(slate).flatMap((id) => {
			const found = book.get(id)
			return found?.round.slateId === slate.slateId ? [found] : []
		})
		yield { slate, cases }
	}
}

function asSlate(row: SignalEvent): Shown[] {
	if (row.type === 'suggestion.proposed') return [slateOfProposal(row)]
	return row.type === 'slate.shown' ? [row] : []
}

function shownOn({ payload }: Shown): string[] {
	return payload.candidates.flatMap(({ suggestionId, position }) =>
		suggestionId === null || position === null ? [] : [suggestionId],
	)
}
