import { describe, expect, it } from 'vitest'
import { AppError, ERROR_KINDS } from '../errors.ts'
import { closeReasonOf, MAX_REASON_BYTES, readCloseReason } from './close-reason.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text).length

describe('why a socket was closed', () => {
	it.each(Object.entries(ERROR_KINDS))(
		'[W5] %s travels as its code and is read again',
		(name, kind) => {
			const code = name in ERROR_KINDS ? (name as keyof typeof ERROR_KINDS) : 'internal'
			const reason = closeReasonOf(new AppError(code))

			expect(reason).toBe(name)
			expect(readCloseReason({ code: kind.close, reason })).toEqual({ code, sentence: null })
		},
	)

	it('[W5] a sentence of its own goes along', () => {
		const full = new AppError('too_large', {
			userMessage: 'This board is full: take away a drawing.',
		})

		const reason = closeReasonOf(full)

		expect(readCloseReason({ code: 4413, reason })).toEqual({
			code: 'too_large',
			sentence: 'This board is full: take away a drawing.',
		})
	})

	it('[W5] a long sentence is cut between letters and fits the frame', () => {
		for (const userMessage of ['ä'.repeat(90), 'aä'.repeat(90), '木'.repeat(90)]) {
			const reason = closeReasonOf(new AppError('forbidden', { userMessage }))

			expect(bytesOf(reason)).toBeLessThanOrEqual(MAX_REASON_BYTES)
			expect(reason).toMatch(/^forbidden: [aä木]+…$/)
		}
	})

	it('[W5] a reason nobody knows is told by its number, and a lost line by nothing', () => {
		expect(readCloseReason({ code: 4427, reason: 'gone elsewhere' })).toEqual({
			code: 'generation_changed',
			sentence: null,
		})
		expect(readCloseReason({ code: 4403, reason: 'toString: x' })?.code).toBe('forbidden')
		expect(readCloseReason({ code: 1013, reason: '' })).toBeNull()
		expect(readCloseReason({ code: 1006, reason: '' })).toBeNull()
		expect(readCloseReason({ code: 1001, reason: 'The server is stopping.' })).toBeNull()
	})
})
