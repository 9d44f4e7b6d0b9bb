import { describe, expect, test } from 'vitest'
import { chooseSlate, drawSlate, type Policy, UNIFORM_1 } from './choose.ts'

const candidates = (n: number) => Array.from({ length: n }, (_, i) => ({ bias: 1, place: i }))
/** A policy with opinions, to show that the same code is exact for Plackett–Luce. */
const WEIGHTED: Policy = {
	...UNIFORM_1,
	id: 'test@1',
	epsilon: 0,
	temperature: 0.5,
	score: (f) => f.place ?? 0,
	logWeight: (score) => score / 0.5,
}
/** A tenth uniform, and silence worth as much as the second candidate. */
const MIXED: Policy = { ...WEIGHTED, id: 'mixed@1', epsilon: 0.1, silence: 2 }

/** Every slate of a policy with its chance, "nothing" as the empty string. */
function slatesOf(policy: Policy, n: number): Map<string, number> {
	const weights = candidates(n).map((f) => policy.logWeight(policy.score(f)))
	const slots = Math.min(3, n)
	const weighted = enumerate(weights, slots)
	const total = weights.reduce((sum, weight) => sum + Math.exp(weight), 0)
	const silence = policy.silence === null ? 0 : Math.exp(policy.silence)
	const pSilent = silence / (total + silence)
	const all = new Map([['', (1 - policy.epsilon) * pSilent]])
	for (const [slate, p] of enumerate(
		weights.map(() => 0),
		slots,
	)) {
		const own = (1 - policy.epsilon) * (1 - pSilent) * (weighted.get(slate) ?? 0)
		all.set(slate, policy.epsilon * p + own)
	}
	return all
}

/** Every ordered slate of `slots` out of n with its probability, by brute force. */
function enumerate(
	weights: readonly number[],
	slots: number,
	head: number[] = [],
): Map<string, number> {
	if (head.length === slots) return new Map([[head.join(), 1]])
	const left = weights.map((_, i) => i).filter((i) => !head.includes(i))
	const total = left.reduce((sum, i) => sum + Math.exp(weights[i] ?? 0), 0)
	const all = new Map<string, number>()
	for (const i of left) {
		for (const [slate, p] of enumerate(weights, slots, [...head, i])) {
			all.set(slate, (p * Math.exp(weights[i] ?? 0)) / total)
		}
	}
	return all
}

describe('the draw of a slate', () => {
	for (const policy of [UNIFORM_1, WEIGHTED, MIXED]) {
		for (const n of [1, 2, 3, 4, 6]) {
			test(`[SG31] [SG35] propensities of ${policy.id} over ${n} candidates equal exhaustive enumeration`, () => {
				const all = slatesOf(policy, n)
				const draw = chooseSlate(candidates(n), 'seed', policy)

				expect([...all.values()].reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12)
				expect(Math.abs(draw.pSlate - (all.get(draw.slate.join()) ?? 0))).toBeLessThan(1e-12)
				for (const [i, entry] of draw.entries.entries()) {
					const chance = (test: (slate: number[]) => boolean) =>
						[...all]
							.filter(([slate]) => slate !== '' && test(slate.split(',').map(Number)))
							.reduce((sum, [, p]) => sum + p, 0)
					expect(Math.abs(entry.pIncluded - chance((slate) => slate.includes(i)))).toBeLessThan(
						1e-12,
					)
					if (entry.position === null) continue
					const { position } = entry
					expect(draw.slate[position]).toBe(i)
					expect(
						Math.abs((entry.pPosition ?? 0) - chance((slate) => slate[position] === i)),
					).toBeLessThan(1e-12)
				}
				const cascade = draw.slate.reduce(
					(product, i) => product * (draw.entries[i]?.pCascade ?? 0),
					1,
				)
				if (draw.slate.length > 0) expect(Math.abs(cascade - draw.pSlate)).toBeLessThan(1e-12)
				expect(Math.abs(draw.none.pIncluded - (all.get('') ?? 0))).toBeLessThan(1e-12)
			})
		}
	}

	test('[SG31] uniform propensities are 1/n, 1/(n-k), 3/n and (n-3)!/n!', () => {
		const draw = chooseSlate(candidates(20), 'seed')

		expect(draw.pSlate).toBeCloseTo(1 / (20 * 19 * 18), 12)
		for (const [k, i] of draw.slate.entries()) {
			const entry = draw.entries[i]
			expect(entry?.pPosition).toBeCloseTo(1 / 20, 12)
			expect(entry?.pCascade).toBeCloseTo(1 / (20 - k), 12)
			expect(entry?.pIncluded).toBeCloseTo(3 / 20, 12)
		}
		expect(draw.none).toMatchObject({ position: null, pIncluded: 0 })
	})

	for (const policy of [UNIFORM_1, WEIGHTED, MIXED]) {
		test(`[SG32] 200,000 draws of ${policy.id} agree with the stated chances (|z| < 4.5)`, () => {
			const features = candidates(5)
			const counts = new Map<string, number>()
			const draws = 200_000
			for (let i = 0; i < draws; i++) {
				const slate = drawSlate(features, `draw ${i}`, policy)
				counts.set(slate.join(), (counts.get(slate.join()) ?? 0) + 1)
			}
			const all = slatesOf(policy, features.length)
			let worst = 0
			for (const [slate, p] of all) {
				const expected = draws * p
				if (expected < 10) continue
				worst = Math.max(
					worst,
					Math.abs((counts.get(slate) ?? 0) - expected) / Math.sqrt(expected * (1 - p)),
				)
			}
			console.info(`${policy.id}: worst |z| over ${all.size} slates ${worst.toFixed(2)}`)
			expect(worst).toBeLessThan(4.5)
		})
	}

	test('[SG30] the slate that is drawn alone is the one that is drawn with its chances', () => {
		for (let i = 0; i < 200; i++) {
			const slate = drawSlate(candidates(7), `s${i}`, MIXED)
			expect(chooseSlate(candidates(7), `s${i}`, MIXED).slate).toEqual(slate)
		}
	})

	test('[SG30] the same candidates, policy and seed give the same slate and the same numbers', () => {
		for (const seed of ['a', 'b', 'Qx81']) {
			const [first, again] = [chooseSlate(candidates(9), seed), chooseSlate(candidates(9), seed)]
			expect(again).toEqual(first)
			expect(Math.abs(again.pSlate - first.pSlate)).toBeLessThan(1e-12)
		}
		expect(
			new Set(
				['a', 'b', 'c', 'd', 'e'].map((seed) => chooseSlate(candidates(20), seed).slate.join()),
			).size,
		).toBeGreaterThan(1)
	})

	test('[SG33] with nothing to choose from, nothing is shown and that is certain', () => {
		expect(chooseSlate([], 'seed')).toMatchObject({
			slate: [],
			pSlate: 1,
			entries: [],
			none: { pIncluded: 1 },
		})
	})

	test('[SG33] a policy that may stay silent states how often', () => {
		// Four cards of weight 1 and silence of weight 4/3: silent one time in four.
		const shy = { ...UNIFORM_1, epsilon: 0, silence: Math.log(4 / 3) }
		const draws = Array.from({ length: 400 }, (_, i) => chooseSlate(candidates(4), `s${i}`, shy))
		const silent = draws.filter(({ slate }) => slate.length === 0)

		expect(silent.length).toBeGreaterThan(60)
		expect(silent.length).toBeLessThan(140)
		expect(silent[0]?.pSlate).toBeCloseTo(0.25, 12)
		expect(draws.find(({ slate }) => slate.length > 0)?.pSlate).toBeCloseTo(0.75 / 24, 12)
	})

	test('one overwhelming weight leaves no NaN', () => {
		const steep = { ...WEIGHTED, logWeight: (score: number) => score * 900 }
		const draw = chooseSlate(candidates(6), 'seed', steep)
		for (const entry of draw.entries) expect(Number.isFinite(entry.pIncluded)).toBe(true)
		expect(draw.slate).toEqual([5, 4, 3])
		expect(draw.pSlate).toBeCloseTo(1, 12)
	})
})
