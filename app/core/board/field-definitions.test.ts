import { describe, expect, it } from 'vitest'
import { customDefinitions, customPath } from './custom-field.ts'
import { FIELD_DEFINITIONS } from './field-definitions.ts'
import { SHOT_FIELDS } from './shot-fields.ts'

describe('FIELD_DEFINITIONS', () => {
	it('has every field that people fill in, so that a new one appears in lists by itself', () => {
		expect(FIELD_DEFINITIONS.map(({ path }) => path)).toEqual(SHOT_FIELDS.map(({ key }) => key))
	})

	it('keeps the words of a choice and the range of a number', () => {
		const fieldOf = (path: string) => FIELD_DEFINITIONS.find((field) => field.path === path)?.of
		expect(fieldOf('size')).toMatchObject({
			kind: 'choice',
			words: expect.arrayContaining([['CU', 'Close-up']]),
		})
		expect(fieldOf('lensMm')).toEqual({ kind: 'number', min: 4, max: 2000, unit: 'mm' })
		expect(fieldOf('vfxNote')).toEqual({ kind: 'text', maxLength: 500 })
	})
})

describe('customDefinitions', () => {
	it('stand in the order of their index and keep their values in the shot’s meta', () => {
		const field = { type: 'choice' as const, choices: ['A', 'B'] }
		const made = customDefinitions([
			{ id: 'custom_field:2', index: 'a2', name: '  ', ...field },
			{ id: 'custom_field:1', index: 'a1', name: 'Unit', ...field },
		])
		expect(made.map(({ label }) => label)).toEqual(['Unit', 'Unnamed'])
		expect(made[0]).toMatchObject({
			path: 'meta.field:1',
			of: {
				kind: 'choice',
				words: [
					['A', 'A'],
					['B', 'B'],
				],
			},
		})
		expect(customPath('custom_field:1')).toBe('meta.field:1')
	})
})
