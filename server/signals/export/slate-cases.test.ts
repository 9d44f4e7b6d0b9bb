/** A log read slate by slate says what one reading of the whole says, and keeps none of it. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { SignalEvent } from '#core/signals/event.ts'
import { createCaseBook } from '#core/signals/export/case-book.ts'
import type { EventFilter, SuggestionFilter } from '#db/signal-store.ts'
import { makeLog } from '#tests/golden/signals/make-log.ts'
import { slateCases } from './slate-cases.ts'

type Reader = Parameters<typeof slateCases>[0]
const RANGE = { projectId: 'P1', throughSeq: Number.MAX_SAFE_INTEGER }

function readerOf(events: readonly SignalEvent[], asked: number[] = []): Reader {
	const signals = {
		async *scan({ types }: EventFilter) {
			for (const event of events) if (types?.includes(event.type)) yield event
		},
		async rowsAbout({ suggestionIds, afterSeq }: SuggestionFilter) {
			asked.push(suggestionIds.length)
			const ids = new Set(suggestionIds)
			return events.filter(({ suggestionId: id, seq }) => id && ids.has(id) && seq > afterSeq)
		},
	}
	// Cast: reading slates needs no other method of the store.
	return { signals } as unknown as Reader
}

/** The newest verdict on a suggestion, to be told reasons of or contested. */
function decidedOn({ events }: ReturnType<typeof makeLog>, id: string): string {
	const decided = events.filter(
		({ type, suggestionId }) => type === 'suggestion.decided' && suggestionId === id,
	)
	return decided.at(-1)?.eventId ?? 'none'
}

it('[S78] says of every suggestion what one reading of the whole log says, however far apart its rows lie', async () => {
	const step = fc.record({
		slate: fc.oneof(fc.nat({ max: 5 }), fc.nat({ max: 120 })),
		card: fc.constantFrom('a', 'b'),
		what: fc.constantFrom('view', 'accept', 'reject', 'retract', 'contest', 'reason'),
	})
	await fc.assert(
		fc.asyncProperty(
			fc.array(step, { minLength: 20, maxLength: 120 }),
			fc.nat({ max: 120 }),
			async (steps, at) => {
				const log = makeLog()
				// The late half of the slates comes after the first answers.
				for (let i = 0; i < at; i++) log.slate(`q${i}`, { shown: 2 })
				for (const [i, { slate, card, what }] of steps.entries()) {
					if (i === Math.floor(steps.length / 2))
						for (let late = at; late < 121; late++) log.slate(`q${late}`, { shown: 2 })
					const id = `q${slate}${card}`
					if (what === 'view') log.view(id)
					else if (what === 'reason') log.reason(id, decidedOn(log, id), ['taste'])
					else if (what === 'contest')
						log.add({
							...{ type: 'suggestion.contested', by: 'noor', suggestionId: id },
							payload: {
								...{ otherEventId: decidedOn(log, id), verdict: 'reject' },
								...{ reasonCodes: [], critiqueCid: null },
							},
						})
					else log.decide(id, what)
				}
				const book = createCaseBook()
				for (const event of log.events) book.add(event)
				const asked: number[] = []
				const seen: string[] = []
				for await (const { cases } of slateCases(readerOf(log.events, asked), RANGE))
					for (const each of cases) {
						seen.push(each.round.suggestionId)
						expect(each).toEqual(book.get(each.round.suggestionId))
					}
				const slates = log.events.filter(({ type }) => type === 'slate.shown').length
				expect(seen).toHaveLength(slates * 2)
				expect(new Set(seen).size).toBe(seen.length)
				expect(Math.max(0, ...asked)).toBeLessThanOrEqual(200)
			},
		),
		{ numRuns: 12 },
	)
})

it('[S78] keeps nothing of a log of 70,000 rows', async () => {
	setFlagsFromString('--expose-gc')
	const collect: () => void = runInNewContext('gc')
	const used = () => {
		collect()
		return process.memoryUsage().heapUsed
	}
	const log = makeLog()
	const slate = log.slate('q', { shown: 2 })
	const rows = ['qa', 'qb'].flatMap((id) => [
		...[log.view(id), log.decide(id, 'accept'), log.decide(id, 'retract')],
	])
	// Copies through text share nothing with each other, as rows from a disk do not.
	const renamed = (row: SignalEvent, name: string, seq: number): SignalEvent =>
		JSON.parse(JSON.stringify({ ...row, seq }).replaceAll('"q', `"${name}`))
	const signals = {
		async *scan() {
			for (let i = 0; i < 10_000; i++) yield renamed(slate, `q${i}-`, i * 10)
		},
		async rowsAbout({ suggestionIds }: SuggestionFilter) {
			return suggestionIds
				.filter((id) => id.endsWith('a'))
				.flatMap((id) => {
					const number = Number(id.slice(1, -2))
					return rows.map((row, i) => renamed(row, `q${number}-`, number * 10 + 1 + i))
				})
		},
	}
	// Cast: reading slates needs no other method of the store.
	const reader = { signals } as unknown as Reader
	let cases = 0
	let early = 0
	for await (const found of slateCases(reader, RANGE)) {
		cases += found.cases.length
		if (cases === 2000) early = used()
	}
	expect(cases).toBe(20_000)
	// A record per suggestion would be more than 25 MB.
	expect(used() - early).toBeLessThan(4_000_000)
})
