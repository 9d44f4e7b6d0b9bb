import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../random.ts'
import { BayesLogit, type Inputs, sigmoid } from './bayes-logit.ts'

const prior = () => ({ mean: 0, variance: 2 })
const NAMES = ['bias', 'close', 'night']
const inputs = (values: readonly number[]): Inputs =>
	NAMES.map((name, i): [string, number] => [name, values[i] ?? 0])

/** Rows with answers from known weights. */
function answers(count: number) {
	const random = seededRandom('answers')
	const truth = [-0.5, 1.2, -0.8]
	return Array.from({ length: count }, () => {
		const values = [1, random() * 2 - 1, random() < 0.5 ? 1 : 0]
		const logit = truth.reduce((sum, weight, i) => sum + weight * (values[i] ?? 0), 0)
		return { values, yes: random() < sigmoid(logit) ? 1 : 0 }
	})
}

/** The posterior mode of all rows at once, by gradient ascent: an independent computation. */
function batchMode(rows: ReturnType<typeof answers>): number[] {
	const weights = [0, 0, 0]
	for (let step = 0; step < 3_000; step++) {
		const gradient = weights.map((weight) => -weight / 2)
		for (const { values, yes } of rows) {
			const gap = yes - sigmoid(weights.reduce((sum, w, i) => sum + w * (values[i] ?? 0), 0))
			for (const [i, value] of values.entries()) gradient[i] = (gradient[i] ?? 0) + gap * value
		}
		for (const [i, slope] of gradient.entries()) weights[i] = (weights[i] ?? 0) + 0.008 * slope
	}
	return weights
}

describe('logistic regression learnt one answer at a time', () => {
	test('one answer moves the mean to the exact mode of its posterior', () => {
		const model = new BayesLogit(prior)
		const values = [1, 0.5, -2]
		model.learn(inputs(values), 1)
		const gap = 1 - sigmoid(model.logit(inputs(values)))
		// At the mode the gradient is zero: weight ÷ variance = (yes − p) · value.
		for (const [i, name] of NAMES.entries())
			expect(model.weight(name)).toBeCloseTo(2 * gap * (values[i] ?? 0), 10)
	})

	test('many answers lead to what all of them at once say', () => {
		const rows = answers(800)
		const model = new BayesLogit(prior)
		for (const { values, yes } of rows) model.learn(inputs(values), yes)
		for (const [i, weight] of batchMode(rows).entries())
			expect(Math.abs(model.weight(NAMES[i] ?? '') - weight)).toBeLessThan(0.08)
	})

	test('every answer makes the belief about such a card surer, and never certain', () => {
		const model = new BayesLogit(prior)
		let last = model.variance(inputs([1, 1, 1]))
		for (const { values, yes } of answers(200)) {
			model.learn(inputs(values), yes)
			const now = model.variance(inputs([1, 1, 1]))
			expect(now).toBeLessThanOrEqual(last + 1e-12)
			expect(now).toBeGreaterThan(0)
			last = now
		}
	})

	test('names are met on the way, more than there was room for at first', () => {
		const model = new BayesLogit(prior)
		for (let i = 0; i < 70; i++) model.learn([[`name ${i}`, 1]], i % 2)
		expect(model.weight('name 1')).toBeGreaterThan(0)
		expect(model.weight('name 68')).toBeLessThan(0)
		expect(model.weight('never met')).toBe(0)
	})

	test('answers of any certainty leave finite numbers', () => {
		const model = new BayesLogit(() => ({ mean: 0, variance: 1e6 }))
		for (let i = 0; i < 50; i++) model.learn([['bias', 1000]], 1, 100)
		expect(Number.isFinite(model.logit([['bias', 1000]]))).toBe(true)
	})
})
