import { describe, expect, it } from 'vitest'
import { ERROR_KINDS } from '#core/errors.ts'
import { describeError } from './error-boundary.tsx'

/** An error as Remix hands it to a boundary. */
const thrown = (status: number, data: unknown) => ({
	status,
	statusText: '',
	internal: false,
	data,
})

describe('what a person reads when a page cannot be shown', () => {
	it('is the sentence the server gave', () => {
		const shown = describeError(thrown(410, { code: 'trashed', message: 'Noor threw this away.' }))

		expect(shown).toEqual({ status: 410, title: 'In the trash', message: 'Noor threw this away.' })
	})

	it('is the sentence of its status when the server gave none', () => {
		expect(describeError(thrown(404, 'x')).message).toBe(ERROR_KINDS.not_found.message)
		expect(describeError(thrown(403, null)).title).toBe('Not for your role')
	})

	it('never shows a stack, a code or a status', () => {
		for (const error of [new TypeError('undefined is not a function'), thrown(599, null), null]) {
			const { title, message } = describeError(error)

			expect(title).toBe('Something went wrong')
			expect(message).toBe(ERROR_KINDS.internal.message)
		}
	})
})
