import { describe, expect, it } from 'vitest'
import { refusalMessage } from './refusal.ts'

describe('a refusal on its way to a person', () => {
	it('is read as a route says it and as the shell says it', () => {
		expect(refusalMessage({ code: 'forbidden', message: 'Not for your role.' })).toBe(
			'Not for your role.',
		)
		expect(refusalMessage({ error: { code: 'too_large', message: 'Too big.' } })).toBe('Too big.')
	})

	it('is nothing in a page of somebody else', () => {
		for (const body of [null, '<html>', {}, { error: 'no' }, { message: '' }]) {
			expect(refusalMessage(body)).toBeNull()
		}
	})
})
