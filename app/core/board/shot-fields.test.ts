import { describe, expect, it } from 'vitest'
import { parseShotField, readShotField, SHOT_FIELDS, shotFieldSpec } from './shot-fields.ts'
import { EMPTY_PRODUCTION, EMPTY_SHOT, ShotRecordSchema } from './shot-record.ts'

const spec = (key: string) => {
	const found = shotFieldSpec(key)
	if (!found) throw new Error(`no field ${key}`)
	return found
}

describe('the fields of a shot', () => {
	it('are all in the table, once', () => {
		const keys = SHOT_FIELDS.map(({ key }) => key)
		expect([...keys].sort()).toEqual(
			Object.keys({ ...EMPTY_SHOT, ...EMPTY_PRODUCTION })
				.filter((key) => key !== 'setUpOf')
				.sort(),
		)
	})

	it('take every word and both ends of every range of the table', () => {
		const empty = { id: 'shot:s', typeName: 'shot', ...EMPTY_SHOT, ...EMPTY_PRODUCTION }
		const record = {
			...empty,
			numberOverride: null,
			lockedNumber: null,
			backdropId: null,
			meta: {},
		}
		for (const field of SHOT_FIELDS) {
			const values =
				field.kind === 'word'
					? field.words.map(([code]) => code)
					: field.kind === 'number'
						? field.range
						: []
			for (const value of values) {
				const checked = ShotRecordSchema.safeParse({ ...record, [field.key]: value })
				expect(checked.success, `${field.key} ${value}`).toBe(true)
			}
		}
	})

	it('are read as people type them', () => {
		expect(parseShotField(spec('size'), 'cu')).toEqual({ ok: true, value: 'CU' })
		expect(parseShotField(spec('size'), 'Close-up')).toEqual({ ok: true, value: 'CU' })
		expect(parseShotField(spec('lensMm'), '35 mm')).toEqual({ ok: true, value: 35 })
		expect(parseShotField(spec('keyElevationDeg'), '-12,5')).toEqual({ ok: true, value: -12.5 })
		expect(parseShotField(spec('subjects'), 'IDA; TOMAS, IDA')).toEqual({
			ok: true,
			value: ['IDA', 'TOMAS'],
		})
		expect(parseShotField(spec('status'), '')).toEqual({ ok: true, value: null })
		expect(parseShotField(spec('size'), 'huge')).toMatchObject({ ok: false })
		expect(parseShotField(spec('lensMm'), '2')).toMatchObject({ ok: false })
	})

	it('are shown in words', () => {
		expect(readShotField(spec('equipment'), 'steadicam')).toBe('Steadicam')
		expect(readShotField(spec('lensMm'), 35)).toBe('35 mm')
		expect(readShotField(spec('props'), ['lamp', 'book'])).toBe('lamp, book')
		expect(readShotField(spec('kind'), null)).toBe('')
	})
})
