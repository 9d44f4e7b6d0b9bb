import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeLog, sha256 } from '#tests/golden/signals/make-log.ts'
import { canonicalRow, eventHash, toHex, verifyChain } from './chain.ts'
import type { SignalEvent } from './event.ts'
import { EVENT_PAYLOADS, NewSignalEventSchema } from './event.ts'

function sampleLog() {
	const log = makeLog()
	log.slate('s1', { shown: 3 })
	log.view('s1a')
	log.decide('s1a', 'accept')
	log.view('s1b')
	log.decide('s1b', 'reject', { reasonCodes: ['intentional'] })
	return log.events
}
const SEED = 20261122

describe('the hash chain', () => {
	it('[S2] finds an untouched log whole, and an empty one', async () => {
		const events = sampleLog()

		expect(await verifyChain(events, sha256)).toMatchObject({ ok: true, events: 5 })
		expect(await verifyChain([], sha256)).toMatchObject({ ok: true, events: 0, headHash: null })
	})

	it('[S2] finds any flipped bit of any row or hash, and names the row', async () => {
		const events = sampleLog()
		const bits = fc.record({
			row: fc.nat({ max: events.length - 1 }),
			part: fc.constantFrom('row', 'prevHash', 'hash'),
			at: fc.nat(),
			bit: fc.nat({ max: 7 }),
		})

		await fc.assert(
			fc.asyncProperty(bits, async ({ row, part, at, bit }) => {
				const changed = flip(events, row, part, at, bit)
				if (changed === null) return
				const result = await verifyChain(changed, sha256)
				expect(result.ok).toBe(false)
				expect(result.brokenAtSeq).toBe(row + 1)
				expect(result.events).toBe(row)
			}),
			{ seed: SEED, numRuns: 400 },
		)
	})

	it('[S2] finds a removed, a repeated and a moved row', async () => {
		const events = sampleLog()
		const [first, second, third, ...rest] = events
		if (!first || !second || !third) throw new Error('the sample is too short')

		expect(await verifyChain([first, third, ...rest], sha256)).toMatchObject({ brokenAtSeq: 2 })
		expect(await verifyChain([first, first, second], sha256)).toMatchObject({ brokenAtSeq: 2 })
		expect(await verifyChain([second, third, ...rest], sha256)).toMatchObject({ brokenAtSeq: 1 })
		expect(await verifyChain([first, third, second], sha256)).toMatchObject({ ok: false })
	})

	it('[S3] a rebuilt or cut log is found out by a head that was kept elsewhere', async () => {
		const events = sampleLog()
		const head = events.at(-1)
		if (!head) throw new Error('the sample is empty')
		const anchors = [{ seq: head.seq, hash: toHex(head.hash) }]
		const rebuilt = makeLog()
		for (const name of ['s1', 's2', 's3', 's4', 's5']) rebuilt.slate(name)

		expect(await verifyChain(events, sha256, { anchors })).toMatchObject({ ok: true })
		expect(await verifyChain(rebuilt.events, sha256)).toMatchObject({ ok: true })
		expect(await verifyChain(rebuilt.events, sha256, { anchors })).toMatchObject({ brokenAtSeq: 5 })
		expect(await verifyChain(events.slice(0, 3), sha256, { anchors })).toMatchObject({
			ok: false,
			brokenAtSeq: 4,
		})
	})

	it('[S1] hashes the meaning of a row and not the order of its keys', () => {
		const [event] = sampleLog()
		if (!event) throw new Error('the sample is empty')
		const shuffled: SignalEvent = reverseKeys(event)

		expect(toHex(sha256(canonicalRow(shuffled)))).toBe(toHex(sha256(canonicalRow(event))))
	})
})

describe('events of version 1', () => {
	const golden = JSON.parse(
		readFileSync(new URL('../../../tests/golden/signals/events-v1.json', import.meta.url), 'utf8'),
	)

	it('[S4] are still read, and hash to what they hashed to when they were written', () => {
		let prevHash: Uint8Array = new Uint8Array(32)
		for (const [index, { row, recvMs, hash }] of golden.entries()) {
			const event = NewSignalEventSchema.parse(row)
			prevHash = eventHash(prevHash, { ...event, seq: index + 1, recvMs }, sha256)
			expect(toHex(prevHash)).toBe(hash)
		}
	})

	it('[S4] has a fixture of every type', () => {
		const types = golden.map(({ row }: { row: { type: string } }) => row.type)
		expect([...new Set(types)].sort()).toEqual(Object.keys(EVENT_PAYLOADS).sort())
	})
})

/** The log with one bit of one row changed; null when that bit leaves no readable row. */
function flip(events: SignalEvent[], row: number, part: string, at: number, bit: number) {
	const event = events[row]
	if (!event) return null
	const bytes = part === 'hash' ? event.hash : part === 'prevHash' ? event.prevHash : null
	const target = Uint8Array.from(bytes ?? canonicalRow(event))
	const index = at % target.length
	target[index] = (target[index] ?? 0) ^ (1 << bit)
	if (bytes) return replace(events, row, { ...event, [part]: target })
	const changed = readRow(event, target)
	// Where the seq itself was flipped, the row is out of place: also a fault at this row.
	const isSame = changed && toHex(canonicalRow(changed)) === toHex(canonicalRow(event))
	return changed && !isSame ? replace(events, row, changed) : null
}

function readRow(event: SignalEvent, bytes: Uint8Array): SignalEvent | null {
	try {
		const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
		return { ...event, ...JSON.parse(text) }
	} catch {
		return null
	}
}

function replace(events: SignalEvent[], row: number, event: SignalEvent): SignalEvent[] {
	return events.map((kept, index) => (index === row ? event : kept))
}

/** A copy with the keys of every plain object in reverse order. */
function reverseKeys(event: SignalEvent): SignalEvent {
	const reversed = JSON.parse(JSON.stringify(event), (_key, value) =>
		value && typeof value === 'object' && !Array.isArray(value)
			? Object.fromEntries(Object.entries(value).reverse())
			: value,
	)
	return { ...reversed, hash: event.hash, prevHash: event.prevHash }
}
