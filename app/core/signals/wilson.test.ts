import { describe, expect, it } from 'vitest'
import { wilsonInterval } from './wilson.ts'

describe('the Wilson interval', () => {
	// Newcombe (1998), Statistics in Medicine 17:857–872, table I, method 3 (score).
	it.each([
		[81, 263, 0.2553, 0.3662],
		[15, 148, 0.0624, 0.1605],
		[0, 20, 0, 0.1611],
		[1, 29, 0.0061, 0.1718],
	])('agrees with the published interval for %i of %i', (successes, n, low, high) => {
		const interval = wilsonInterval(successes, n)

		expect(interval.low).toBeCloseTo(low, 4)
		expect(interval.high).toBeCloseTo(high, 4)
	})

	it('stays between 0 and 1 and around the share, at both ends too', () => {
		for (let n = 1; n <= 60; n++) {
			for (let successes = 0; successes <= n; successes++) {
				const { rate, low, high } = wilsonInterval(successes, n)
				expect(low).toBeGreaterThanOrEqual(0)
				expect(low).toBeLessThanOrEqual(rate)
				expect(high).toBeGreaterThanOrEqual(rate)
				expect(high).toBeLessThanOrEqual(1)
			}
		}
	})

	it('mirrors: what was refused has the mirrored interval', () => {
		const accepted = wilsonInterval(7, 40)
		const refused = wilsonInterval(33, 40)

		expect(refused.low).toBeCloseTo(1 - accepted.high, 12)
		expect(refused.high).toBeCloseTo(1 - accepted.low, 12)
	})

	it('knows nothing when nothing was seen', () => {
		expect(wilsonInterval(0, 0)).toEqual({ rate: 0, low: 0, high: 1 })
	})
})
