import { expect, it } from 'vitest'
import type { SignalEvent } from '#core/signals/event.ts'
import type { LogReader } from '#db/open-reader.ts'
import type { EventFilter, SuggestionFilter } from '#db/signal-store.ts'
import { makeLog, pidOf } from '#tests/golden/signals/make-log.ts'
import type { ProjectVault } from '../signal-service.ts'
import { readRefusedContexts } from './refused-contexts.ts'

/** A log of one project on whose scene S2 Noor drew, who does not allow it. */
function readerOf(events: readonly SignalEvent[]): LogReader {
	const signals = {
		head: async () => events.at(-1) ?? null,
		getConsents: async () => [{ userId: 'noor', purpose: 'operate', granted: false }],
		getDataKeys: async () => [],
		async *scan({ types }: EventFilter) {
			for (const event of events) if (types?.includes(event.type)) yield event
		},
		rowsAbout: async ({ suggestionIds }: SuggestionFilter) =>
			events.filter(({ suggestionId: id }) => id !== null && suggestionIds.includes(id)),
	}
	const writersOf = async (_: string, sceneId: string) => [sceneId === 'S2' ? 'noor' : 'ines']
	// Cast: choosing contexts needs no other method of the reader.
	return { signals, writersOf, keyOfBlob: () => null } as unknown as LogReader
}
// Cast: pseudonyms are all that is needed of it.
const vault = { projectId: 'P1', pid: pidOf } as unknown as ProjectVault

it('[S122] a limit counts only contexts that everybody allows', async () => {
	const log = makeLog()
	for (const id of ['old', 'own', 'hers']) {
		const slate = log.slate(id)
		if (id === 'hers') slate.sceneId = 'S2'
		log.view(`${id}a`)
		log.decide(`${id}a`, 'reject')
	}
	const ask = (limit: number | null) =>
		readRefusedContexts(readerOf(log.events), vault, { purpose: 'operate', limit })

	expect(await ask(1)).toMatchObject({ count: 1, leftOut: { consent: 1, overLimit: 1 } })
	expect(await ask(null)).toMatchObject({ count: 2, leftOut: { consent: 1, overLimit: 0 } })
})
