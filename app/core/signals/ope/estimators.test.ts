import { describe, expect, it } from 'vitest'
import { evaluate } from './evaluate.ts'
import { clustersOf, OpeError, type OpeRows } from './rows.ts'

/** Four rows whose every estimate is worked out by hand below. */
const ROWS: OpeRows = {
	n: 4,
	reward: Float64Array.of(1, 0, 1, 0),
	weight: Float64Array.of(2, 0.5, 0.5, 1),
	qLogged: Float64Array.of(0.5, 0.25, 0.5, 0.25),
	qPolicy: Float64Array.of(0.4, 0.4, 0.3, 0.3),
	unsupported: new Float64Array(4),
}
const row = clustersOf('round', ['a', 'b', 'c', 'd'])

/** Weights and overlap good enough to be answered: the four rows fifty times. */
function repeated(rows: OpeRows, times: number): OpeRows {
	const again = (column: Float64Array) =>
		Float64Array.from({ length: rows.n * times }, (_, i) => column[i % rows.n] ?? 0)
	return {
		n: rows.n * times,
		reward: again(rows.reward),
		weight: again(rows.weight),
		qLogged: again(rows.qLogged ?? new Float64Array(rows.n)),
		qPolicy: again(rows.qPolicy ?? new Float64Array(rows.n)),
		unsupported: again(rows.unsupported),
	}
}

const many = repeated(ROWS, 50)
const each = clustersOf(
	'round',
	Array.from({ length: many.n }, (_, i) => String(i)),
)
const result = evaluate(many, {
	...{ units: each, groups: [], per: 'row', limits: [1], seed: 's', repetitions: 200 },
})

describe('[S60] [S61] estimators on rows worked out by hand', () => {
	it.each([
		['ips', (2 + 0.5) / 4],
		['snips', 2.5 / 4],
		['dm', 1.4 / 4],
		// w (r − q): 2 · .5, .5 · −.25, .5 · .5, 1 · −.25 = .875
		['dr', (1.4 + 0.875) / 4],
		['sndr', 1.4 / 4 + 0.875 / 4],
		['ips-clip1', (1 + 0.5) / 4],
		// 1 · .5 − .125 + .25 − .25 = .375
		['dr-clip1', (1.4 + 0.375) / 4],
		// only w ≤ 1: −.125 + .25 − .25
		['switch-dr1', (1.4 - 0.125) / 4],
		// w ÷ (w² + 1): .4, .4, .4, .5
		['dr-os1', (1.4 + 0.4 * 0.5 - 0.4 * 0.25 + 0.4 * 0.5 - 0.5 * 0.25) / 4],
	])('%s', (key, value) => {
		const found = result.estimators.find((estimate) => estimate.key === key)
		expect(found?.value).toBeCloseTo(value, 12)
	})

	it('with ESS (Σ w)² ÷ Σ w² and the ordinary standard error of the mean', () => {
		expect(result.overlap.ess).toBeCloseTo((4 * 50) ** 2 / (5.5 * 50), 9)
		const terms = [2, 0, 0.5, 0].map((term) => (term - 0.625) ** 2)
		const variance = (50 * terms.reduce((a, b) => a + b, 0)) / (200 - 1)
		const ips = result.estimators.find(({ key }) => key === 'ips')
		expect(ips?.standardError).toBeCloseTo(Math.sqrt(variance / 200), 12)
	})

	it('the limit that was used stands in the result', () => {
		expect(result.estimators.find(({ key }) => key === 'dr-clip1')?.clip).toBe(1)
		expect(result.estimators.find(({ key }) => key === 'dr')?.clip).toBe(null)
	})

	it('the same seed gives the same intervals, another one others', () => {
		const at = (seed: string) =>
			evaluate(many, { units: each, groups: [], per: 'row', seed, repetitions: 200 })
		expect(at('x')).toEqual(at('x'))
		expect(at('x').estimators[0]?.bootstrap).not.toEqual(at('y').estimators[0]?.bootstrap)
	})
})

describe('[S63] errors over people', () => {
	it('forty rows of each of five people are five, not two hundred', () => {
		// Everybody answers alike all the time: rows add nothing to people.
		const people = clustersOf(
			'person',
			Array.from({ length: 200 }, (_, i) => `p${Math.floor(i / 40)}`),
		)
		const reward = Float64Array.from(people.ids, (id) => (id < 2 ? 1 : 0))
		const rows = { ...many, reward, weight: new Float64Array(200).fill(1) }
		const report = evaluate(rows, {
			...{ units: each, groups: [people], per: 'row', seed: 's', families: ['ips'] },
		})
		const ips = report.estimators[0]
		expect(ips?.over).toBe('person')
		expect(ips?.degreesOfFreedom).toBe(4)
		// Five values 1, 1, 0, 0, 0: s ÷ √5 = √(1.2 ÷ 4 ÷ 5), t(4) = 2.776445.
		expect(ips?.standardError).toBeCloseTo(Math.sqrt(1.2 / 4 / 5), 12)
		expect((ips?.interval?.high ?? 0) - 0.4).toBeCloseTo(2.7764451 * Math.sqrt(0.06), 6)
		expect(ips?.bootstrap).toHaveProperty('person')
	})
})

describe('[S64] too little overlap is refused with the reason, and without a number', () => {
	const evaluated = (weight: Float64Array, unsupported = many.unsupported) =>
		evaluate({ ...many, weight, unsupported }, { units: each, groups: [], per: 'row', seed: 's' })

	it('when few rows carry the estimate', () => {
		const { overlap, estimators } = evaluated(
			Float64Array.from({ length: 200 }, (_, i) => (i < 20 ? 10 : 0)),
		)
		expect(overlap.verdict).toBe('insufficient')
		expect(overlap.reason).toContain('weigh as much as 20 for this policy, and 100 are needed')
		expect(estimators.map(({ value, interval }) => value ?? interval)).toEqual(
			estimators.map(() => null),
		)
		expect(estimators.every(({ bootstrap }) => Object.keys(bootstrap).length === 0)).toBe(true)
	})

	it('when weights do not average 1: the chances are wrong', () => {
		const { overlap } = evaluated(Float64Array.from({ length: 200 }, (_, i) => 1.4 + (i % 2) / 10))
		expect(overlap.reason).toContain('The mean weight is 1.45 where it should be 1')
	})

	it('when one row carries a tenth of all weight', () => {
		const weight = new Float64Array(200).fill(0.9)
		weight[7] = 21
		expect(evaluated(weight).overlap.reason).toContain('A single row carries')
	})

	it('when the policy shows what could not be shown', () => {
		const { overlap } = evaluated(new Float64Array(200).fill(1), new Float64Array(200).fill(0.02))
		expect(overlap.reason).toContain('2 % of what the policy would show could never be shown')
	})

	it('and weights that are all 1 are no drift', () => {
		expect(evaluated(new Float64Array(200).fill(1)).overlap.verdict).toBe('enough')
	})
})

it('[S60] numbers that cannot be right are refused by row', () => {
	const weight = Float64Array.of(1, Number.NaN, 1, 1)
	const options = { units: row, groups: [], per: 'row' as const, seed: 's' }
	expect(() => evaluate({ ...ROWS, weight }, options)).toThrow(OpeError)
	expect(() => evaluate({ ...ROWS, weight }, options)).toThrow('Row 2 has no usable weight')
})
