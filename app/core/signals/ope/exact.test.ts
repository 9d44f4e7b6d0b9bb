import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../random.ts'
import { cascadeOf } from '../../suggestions/plackett-luce.ts'
import { doublyRobust } from './doubly-robust.ts'
import { inversePropensity } from './inverse-propensity.ts'
import { clustersOf, type OpeRows } from './rows.ts'
import { mixtureChances } from './slate-policy.ts'
import { type LoggedSlate, slateRows } from './slates.ts'
import { estimateOf, grandTotal, type Terms, totalsOf } from './terms.ts'

/** All ordered slates of `places` out of n. */
function orders(n: number, places: number): number[][] {
	if (places === 0) return [[]]
	return orders(n, places - 1).flatMap((start) =>
		Array.from({ length: n }, (_, i) => i)
			.filter((i) => !start.includes(i))
			.map((i) => [...start, i]),
	)
}

interface Case {
	n: number
	logging: { weights: number[]; epsilon: number }
	wanted: { weights: number[]; epsilon: number }
	/** Expected reward of candidate a at place k. */
	reward: number[][]
}

function makeCase(seed: string, n: number): Case {
	const random = seededRandom(seed)
	const weights = () => Array.from({ length: n }, () => 6 * random() - 3)
	return {
		n,
		logging: { weights: weights(), epsilon: 0.1 },
		wanted: { weights: weights(), epsilon: 0.02 },
		reward: Array.from({ length: 3 }, () => Array.from({ length: n }, random)),
	}
}

/** Every slate that could have been logged, with its chance. */
function everySlate({ n, logging, reward }: Case): { slate: LoggedSlate; chance: number }[] {
	const { weights, epsilon } = logging
	const features = weights.map(() => ({}))
	return orders(n, Math.min(3, n)).map((order) => {
		const { position, prefix } = mixtureChances(weights, { epsilon, order, places: order.length })
		const chance = prefix?.at(-1) ?? 0
		const slate: LoggedSlate = {
			...{ slateId: order.join(), personId: 'p', sceneId: 's', features, order },
			...{ policyId: 'b', epsilon, pNone: 0, pSlate: chance, logWeights: weights },
			cascade: (prefix ?? []).map((p, k) => p / (k === 0 ? 1 : (prefix?.[k - 1] ?? 1))),
			cells: order.map((action, k) => ({
				...{ action, position: k, reward: reward[k]?.[action] ?? 0 },
				pscore: position[k]?.[action] ?? 0,
			})),
		}
		return { slate, chance }
	})
}

/** The exact expectation of a slate's sum of terms over every slate that could have been logged. */
function expectation(
	world: Case,
	termsOf: (rows: OpeRows, data: ReturnType<typeof slateRows>) => Terms,
): number {
	const { weights, epsilon } = world.wanted
	const policy = {
		id: 'e',
		chances: ({ order }: { order: readonly number[] }) =>
			mixtureChances(weights, { epsilon, order, places: order.length }),
	}
	return everySlate(world).reduce((sum, { slate, chance }) => {
		const data = slateRows([slate], policy)
		const units = clustersOf(
			'slate',
			data.cells.map(() => 'one'),
		)
		const terms = termsOf(data.rows, data)
		return sum + chance * estimateOf(grandTotal(totalsOf(terms, units, units)), 'unit')
	}, 0)
}

/** Σ over every slate the policy could show, from its definition and not from marginals. */
function truth({ n, wanted, reward }: Case): number {
	const flat = wanted.weights.map(() => 0)
	return orders(n, Math.min(3, n)).reduce((sum, order) => {
		const product = (weights: number[]) => cascadeOf(weights, order).reduce((a, b) => a * b, 1)
		const chance = (1 - wanted.epsilon) * product(wanted.weights) + wanted.epsilon * product(flat)
		return sum + chance * order.reduce((total, a, k) => total + (reward[k]?.[a] ?? 0), 0)
	}, 0)
}

describe.each([2, 3, 4, 6])('[S66] every slate of %i candidates enumerated', (n) => {
	const world = makeCase(`exact ${n}`, n)

	it('the expectation of IIPS, RIPS and SIPS is the policy’s value to 1e-12', () => {
		const value = truth(world)
		const weighted = (rows: OpeRows, weight: Float64Array | null) =>
			inversePropensity({ ...rows, weight: weight ?? new Float64Array(rows.n) })
		const iips = expectation(world, inversePropensity)
		const rips = expectation(world, (rows, data) => weighted(rows, data.cascadeWeight))
		const sips = expectation(world, (rows, data) => weighted(rows, data.slateWeight))
		for (const estimate of [iips, rips, sips])
			expect(Math.abs(estimate - value)).toBeLessThan(1e-12)
	})

	it('that of DR too, whatever nonsense the model predicts', () => {
		const random = seededRandom(`nonsense ${n}`)
		const q = Array.from({ length: 3 }, () => Array.from({ length: n }, () => 5 * random() - 2))
		const dr = expectation(world, (rows, { cells }) => {
			const qLogged = Float64Array.from(cells, ({ cell }) => q[cell.position]?.[cell.action] ?? 0)
			const qPolicy = Float64Array.from(cells, ({ cell, chances }) =>
				(chances.position[cell.position] ?? []).reduce(
					(sum, p, a) => sum + p * (q[cell.position]?.[a] ?? 0),
					0,
				),
			)
			return doublyRobust({ ...rows, qLogged, qPolicy })
		})
		expect(Math.abs(dr - truth(world))).toBeLessThan(1e-12)
	})

	it('weights average exactly 1, by item and place, by cascade and by slate', () => {
		const ones = (weight: Float64Array | null): Terms => ({
			...{ base: weight, num: null, den: null, weight: null },
		})
		const places = Math.min(3, n)
		expect(expectation(world, (rows) => ones(rows.weight))).toBeCloseTo(places, 11)
		expect(expectation(world, (_, data) => ones(data.cascadeWeight))).toBeCloseTo(places, 11)
		expect(expectation(world, (_, data) => ones(data.slateWeight))).toBeCloseTo(places, 11)
	})
})

describe('[S67] what a log could not show', () => {
	it('is the policy’s mass on candidates without a chance', () => {
		const [first] = everySlate(makeCase('support', 4))
		if (!first) throw new Error('no slate')
		const certain: LoggedSlate = {
			...first.slate,
			...{ epsilon: 0, pSlate: 1, cascade: [1, 1, 1], logWeights: [0, 0, 0, 0] },
			cells: first.slate.cells.map((cell) => ({ ...cell, pscore: 1 })),
		}
		const uniform = {
			id: 'uniform',
			chances: ({ order }: { order: readonly number[] }) =>
				mixtureChances([0, 0, 0, 0], { epsilon: 1, order, places: 3 }),
		}
		const { rows, replayed } = slateRows([certain], uniform)
		expect([...rows.unsupported]).toEqual([0.75, 0.75, 0.75])
		expect(replayed).toEqual({ exact: 0, different: 1 })
	})
})
