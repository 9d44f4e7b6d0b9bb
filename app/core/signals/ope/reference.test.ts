import { describe, expect, it } from 'vitest'
import { menColumns } from '#tests/golden/ope/obd-men.ts'
import { evaluate } from './evaluate.ts'

const { rows, units } = menColumns()
const result = evaluate(rows, {
	...{ units, groups: [], per: 'row' },
	limits: [10, 5, 2],
	seed: '12345',
	repetitions: 1000,
})
const of = (key: string) => {
	const found = result.estimators.find((estimator) => estimator.key === key)
	if (!found) throw new Error(`No estimator ${key}`)
	return found
}

describe('[S62] Open Bandit Pipeline’s own values on its “men” sample are reproduced', () => {
	it('for the log itself: 10,000 rows and 46 clicks', () => {
		expect(result.n).toBe(10_000)
		expect(result.onPolicy.value).toBe(0.0046)
	})

	it.each([
		['ips', 0.00453356],
		['ips-clip10', 0.00453356],
		['ips-clip5', 0.004273414],
		['ips-clip2', 0.003310764],
		['snips', 0.004604232164349611],
		['dm', 0.006395250544682528],
		['dr', 0.004652911471801754],
		['dr-clip10', 0.004683925262686473],
		['sndr', 0.004625750725432151],
		['switch-dr10', 0.0051343274074585905],
		['dr-os10', 0.005570831266491981],
	])('%s to 1e-12', (key, value) => {
		expect(Math.abs((of(key).value ?? Number.NaN) - value)).toBeLessThan(1e-12)
	})

	it('with its weights, standard error and bootstrap interval', () => {
		expect(result.overlap.meanWeight).toBeCloseTo(0.984650608, 9)
		expect(result.overlap.maxWeight).toBeCloseTo(10.68858, 9)
		expect(result.overlap.ess).toBeCloseTo(2467.4, 1)
		expect(of('ips').standardError).toBeCloseTo(0.00118152, 7)
		const drawn = of('ips').bootstrap.round
		expect(Math.abs((drawn?.low ?? 0) - 0.00245)).toBeLessThan(2e-4)
		expect(Math.abs((drawn?.high ?? 0) - 0.007084)).toBeLessThan(2e-4)
	})
})
