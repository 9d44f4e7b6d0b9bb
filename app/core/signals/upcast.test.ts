import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { EVENT_PAYLOADS, NewSignalEventSchema } from './event.ts'
import { type Upcasters, upcast } from './upcast.ts'

const golden: { row: unknown }[] = JSON.parse(
	readFileSync(new URL('../../../tests/golden/signals/events-v1.json', import.meta.url), 'utf8'),
)

describe('reading rows of earlier versions', () => {
	it('[S4] leaves every row of version 1 as it was written', () => {
		for (const { row } of golden) {
			const event = NewSignalEventSchema.parse(row)
			expect(upcast(event)).toBe(event.payload)
			expect(EVENT_PAYLOADS[event.type].safeParse(upcast(event)).success).toBe(true)
		}
	})

	it('[S4] takes each step between its version and ours, in order, and no other type’s', () => {
		const steps: Upcasters = {
			'suggestion.withdrawn': {
				1: (payload) => ({ ...Object(payload), trail: ['1 to 2'] }),
				2: (payload) => ({ ...Object(payload), trail: [...Object(payload).trail, '2 to 3'] }),
			},
		}
		const row = { schemaVersion: 1, payload: { why: 'muted' } }
		const options = { steps, target: 3 }

		expect(upcast({ ...row, type: 'suggestion.withdrawn' }, options)).toEqual({
			why: 'muted',
			trail: ['1 to 2', '2 to 3'],
		})
		expect(upcast({ ...row, type: 'consent.changed' }, options)).toBe(row.payload)
		expect(row.payload).toEqual({ why: 'muted' })
	})

	it('[S4] refuses what a newer program wrote, in a sentence', () => {
		const row = { type: 'consent.changed', schemaVersion: 9, payload: {} } as const
		expect(() => upcast(row)).toThrow(expect.objectContaining({ code: 'damaged' }))
	})
})
