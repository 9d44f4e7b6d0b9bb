import { describe, expect, it } from 'vitest'
import { evaluateSlates, type SlateEvaluation } from './evaluate-slates.ts'
import {
	createWorld,
	simulateLog,
	trueSlateValue,
	WORLD_UNIFORM,
	type WorldPolicy,
	worldPolicy,
} from './simulate.ts'

const SOAK = process.env.SOAK !== undefined
const LOGS = 200
const SLATES = SOAK ? 3000 : 300
const LOGGING: WorldPolicy = { id: 'soft .5', temperature: 0.5, epsilon: 0.1 }
const TARGETS: WorldPolicy[] = [WORLD_UNIFORM, { id: 'soft .25', temperature: 0.25, epsilon: 0.02 }]
const CLAIMING = ['dr', 'sniips', 'iips', 'sndr']

function runLogs(
	target: WorldPolicy,
	setting: { people: number; isClustered: boolean; spread: number },
) {
	const size = { contexts: 40, candidates: 10, tastes: 100, spread: setting.spread }
	const world = createWorld('coverage', size)
	const policy = worldPolicy(world, target)
	const runs: SlateEvaluation[] = []
	for (let i = 0; i < LOGS; i++) {
		const { people, isClustered } = setting
		const log = simulateLog(world, LOGGING, { seed: `${i}`, slates: SLATES, people })
		runs.push(
			evaluateSlates(log, policy, {
				...{ per: 'unit', link: SOAK ? 'logistic' : 'ridge', seed: `${i}`, isClustered },
				...{ families: ['dr', 'snips', 'ips', 'sndr', 'dm'], repetitions: SOAK ? 500 : 10 },
			}),
		)
	}
	return { runs, truth: trueSlateValue(world, target) }
}

function coverageOf(runs: readonly SlateEvaluation[], key: string, truth: number) {
	const estimates = runs
		.map(({ estimators }) => estimators.find((each) => each.key === key))
		.filter((each) => each?.value != null)
	const values = estimates.map((each) => each?.value ?? Number.NaN)
	const inside = estimates.filter(
		(each) => each?.interval && each.interval.low <= truth && truth <= each.interval.high,
	)
	const drawn = estimates.map((each) => each?.bootstrap.person ?? each?.bootstrap.slate ?? null)
	const inDrawn = drawn.filter((each) => each && each.low <= truth && truth <= each.high)
	const bias = values.reduce((sum, value) => sum + value, 0) / values.length - truth
	const rmse = Math.sqrt(values.reduce((sum, v) => sum + (v - truth) ** 2, 0) / values.length)
	const share = {
		coverage: inside.length / estimates.length,
		bootstrap: inDrawn.length / estimates.length,
	}
	return { key, ...share, bias, rmse, refused: runs.length - estimates.length }
}

describe.each(TARGETS)('[S62] 200 logs evaluated for $id', (target) => {
	const { runs, truth } = runLogs(target, { people: 200, isClustered: false, spread: 0.7 })

	it.each(CLAIMING)('%s covers the known truth in .91 to .98 of them, without bias', (key) => {
		const { coverage, bias, rmse, bootstrap } = coverageOf(runs, key, truth)
		if (SOAK) console.info(target.id, key, { truth, coverage, bootstrap, bias, rmse })
		expect(coverage).toBeGreaterThanOrEqual(0.91)
		expect(coverage).toBeLessThanOrEqual(0.98)
		expect(Math.abs(bias)).toBeLessThan((3 * rmse) / Math.sqrt(LOGS) + 1e-12)
	})

	it('DR errs least, and the direct method claims nothing', () => {
		const rmse = (key: string) => coverageOf(runs, key, truth).rmse
		if (SOAK) console.info(target.id, coverageOf(runs, 'dm', truth))
		expect(rmse('dr')).toBeLessThan(rmse('iips'))
		const dm = runs[0]?.estimators.find(({ key }) => key === 'dm')
		expect(dm?.coversValue).toBe(false)
	})
})

describe('[S63] 200 logs of 20 people each, drawn anew, whose tastes differ', () => {
	const { runs, truth } = runLogs(WORLD_UNIFORM, { people: 20, isClustered: true, spread: 1 })

	it.each(CLAIMING)(
		'%s covers the value for people not in the log in .91 to .98 of them',
		(key) => {
			const found = coverageOf(runs, key, truth)
			if (SOAK) console.info('clustered', found)
			expect(found.coverage).toBeGreaterThanOrEqual(0.91)
			expect(found.coverage).toBeLessThanOrEqual(0.98)
		},
	)
})
