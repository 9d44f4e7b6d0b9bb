import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Database } from '#db/database.ts'
import { openDatabase } from '#db/open.ts'
import type { EventFilter, SignalStore } from '#db/signal-store.ts'
import { consentEvent, seedProject } from '#tests/support/factories.ts'
import { readTypes, seqBefore } from './read-log.ts'

const ROWS = 1_000
let db: Database
let nowMs = 0

beforeEach(async () => {
	db = openDatabase({ file: ':memory:', now: () => nowMs })
	await seedProject(db)
	for (let at = 0; at < ROWS; at += 100) {
		nowMs = at
		const events = Array.from({ length: 100 }, (_, i) => consentEvent(`e${at + i}`))
		await db.signals.append('p1', events, [])
	}
})
afterEach(() => db.close())

/** The log with every question to it noted. */
function noted(asked: EventFilter[]): SignalStore {
	return {
		...db.signals,
		scan(filter) {
			asked.push(filter)
			return db.signals.scan(filter)
		},
	}
}

it('[S91] finds where a time begins without reading what is before', async () => {
	const asked: EventFilter[] = []
	expect(await seqBefore(noted(asked), 'p1', 700)).toBe(700)
	expect(await seqBefore(noted(asked), 'p1', 0)).toBe(0)
	expect(await seqBefore(noted(asked), 'p1', ROWS)).toBe(ROWS)
	expect(await seqBefore(noted(asked), 'nowhere', 1)).toBe(0)
	expect(asked.length).toBeLessThan(40)
	expect(asked.every(({ limit }) => limit === 1)).toBe(true)
})

it('[S91] reads rows of some types in short pages, through one row and no further', async () => {
	const asked: EventFilter[] = []
	const seqs: number[] = []
	const range = { afterSeq: 3, throughSeq: 990, types: ['consent.changed'] }
	for await (const { seq } of readTypes(noted(asked), 'p1', range)) seqs.push(seq)
	expect(seqs).toEqual(Array.from({ length: 987 }, (_, i) => i + 4))
	const spans = asked.map(({ afterSeq = 0, throughSeq = Number.NaN }) => throughSeq - afterSeq)
	expect(Math.max(...spans)).toBeLessThanOrEqual(256)

	const none = { ...range, types: ['edit.survival'] }
	for await (const event of readTypes(db.signals, 'p1', none)) throw new Error(event.type)
})
