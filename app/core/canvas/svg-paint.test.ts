import { describe, expect, it } from 'vitest'
import { seededRandom } from '../random.ts'
import { num } from './svg-paint.ts'

describe('a number in SVG', () => {
	it('has two decimals at most and nothing behind them', () => {
		expect([0, -0, 1, -1, 0.1, 0.05, 12.5, -0.004, -0.005, 99.999, 1.005].map(num)).toEqual([
			'0',
			'0',
			'1',
			'-1',
			'0.1',
			'0.05',
			'12.5',
			'0',
			'0',
			'100',
			'1',
		])
		expect([Number.NaN, Infinity, -Infinity].map(num)).toEqual(['0', '0', '0'])
	})

	it('is the number rounded to hundredths, whatever its size', () => {
		const random = seededRandom('num')
		for (let at = 0; at < 20_000; at++) {
			const value = (random() - 0.5) * 10 ** (random() * 20 - 2)
			expect(num(value)).toBe(String(Math.round(value * 100) / 100))
		}
	})
})
