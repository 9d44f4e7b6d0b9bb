import { describe, expect, it } from 'vitest'
import { candidate } from '#tests/golden/signals/make-log.ts'
import type { LoggedRound } from '../rounds.ts'
import { wilsonInterval } from '../wilson.ts'
import { countCalibration } from './calibration.ts'
import { countDisagreement } from './disagreement.ts'
import { countDwell, countLatency, quantile } from './durations.ts'
import { countEditDistances } from './edit-distance.ts'
import { countFacets } from './facets.ts'
import { firstPlaceOf } from './first-place.ts'
import { filterOf, grouperOf, policyLabel, weekGroup } from './grouping.ts'
import { countWeights } from './propensity.ts'
import { FigureQuerySchema, searchOf } from './query.ts'
import { decided, fold, roundLike } from './round-like.ts'

describe('grouping and filters', () => {
	it('[S81] an address says all that a figure is asked for, and reads back to the same', () => {
		const query = FigureQuerySchema.parse({ by: 'week', category: 'lighting', from: '2026-11-02' })

		expect(searchOf(query)).toBe('?by=week&category=lighting&from=2026-11-02')
		expect(
			FigureQuerySchema.parse({ ...Object.fromEntries(new URLSearchParams(searchOf(query))) }),
		).toEqual(query)
		expect(searchOf(FigureQuerySchema.parse({ by: '', rule: '' }))).toBe('')
	})

	it('[S81] an address that asks for what there is not is refused', () => {
		expect(FigureQuerySchema.safeParse({ by: 'mood' }).success).toBe(false)
		expect(FigureQuerySchema.safeParse({ from: '2026-13-40' }).success).toBe(false)
	})

	it('[S81] both days are included, by the moment of the offer, in UTC', () => {
		const matches = filterOf({
			...FigureQuerySchema.parse({ from: '2026-11-02', to: '2026-11-03' }),
		})
		const at = (time: string) => matches(roundLike({ tsMs: Date.parse(time) }))

		expect(at('2026-11-01T23:59:59.999Z')).toBe(false)
		expect(at('2026-11-02T00:00:00Z')).toBe(true)
		expect(at('2026-11-03T23:59:59.999Z')).toBe(true)
		expect(at('2026-11-04T00:00:00Z')).toBe(false)
	})

	it('[S81] a round falls in the group of its week, place, person or role; a rule in none of the models', () => {
		const round = roundLike({ tsMs: Date.UTC(2026, 10, 22), position: 1 })
		const groupOf = (by: Parameters<typeof grouperOf>[0]) => grouperOf(by)(round)

		expect(weekGroup(Date.UTC(2026, 10, 22, 23)).key).toBe('2026-11-16')
		expect(weekGroup(Date.UTC(2026, 10, 23)).key).toBe('2026-11-23')
		expect(groupOf('week')?.label).toBe('Week of 16 Nov 2026')
		expect(groupOf('position')).toEqual({ key: '1', label: 'Place 2' })
		expect(groupOf('role')?.label).toBe('Editor')
		expect(groupOf('person')?.label).toBe('Person ines')
		expect(groupOf('version')?.label).toBe('K2, version 3')
		expect(groupOf('model')).toBeNull()
		expect(groupOf('prompt')).toBeNull()
		const made = { generatorId: 'model:openai/m', generatorVersion: 'suggest@0123456789ab' }
		expect(grouperOf('prompt')(roundLike(made))?.key).toBe('suggest@0123456789ab')
		expect(policyLabel('plackett-luce@1:12')).toBe('Ranker, version 12')
	})

	it('[S81] only what the log holds is offered as a choice', () => {
		const facets = fold(countFacets(), [roundLike(), roundLike({ category: 'pacing' })])

		expect(facets).toMatchObject({ categories: ['lighting', 'pacing'], roles: ['editor'] })
		expect(facets.groupings).not.toContain('model')
		expect(fold(countFacets(), [roundLike({ generatorId: 'model:m' })]).groupings).toEqual(
			expect.arrayContaining(['model', 'prompt']),
		)
	})
})

describe('durations', () => {
	const took = (latencyMs: number | null, verdict: 'accept' | 'reject' = 'accept') =>
		decided({ latencyMs, verdict })

	it('[S82] time to decide is counted in doubling bins with quartiles, by outcome', () => {
		const { edges, rows, unknown } = fold(countLatency(), [
			took(400),
			took(500),
			took(1500),
			took(3000),
			took(1000, 'reject'),
			took(null),
		])

		expect(edges.slice(0, 4)).toEqual([0, 500, 1000, 2000])
		expect(rows.map(({ outcome, n }) => [outcome, n])).toEqual([
			['taken', 4],
			['refused', 1],
		])
		expect(rows[0]?.counts.slice(0, 5)).toEqual([1, 1, 1, 1, 0])
		expect(rows[0]?.quartiles).toEqual({ q1: 475, median: 1000, q3: 1875 })
		expect(unknown).toBe(1)
	})

	it('[S82] only reported looks have a length; what nobody viewed is in no row', () => {
		const { rows, unknown } = fold(countDwell(), [
			roundLike({ dwellMs: 2000 }),
			roundLike({ viewed: 'verdict', dwellMs: 0 }),
			roundLike({ viewed: null, dwellMs: 9000 }),
		])

		expect(rows.map(({ n }) => n)).toEqual([0, 0, 1])
		expect(unknown).toBe(1)
	})

	it('[S82] a quantile lies between its neighbours in proportion', () => {
		expect(quantile(Float64Array.of(1, 2, 4, 8), 0.5)).toBe(3)
		expect(quantile(Float64Array.of(7), 0.25)).toBe(7)
	})
})

describe('edit distance', () => {
	it('[S83] is fields changed ÷ fields in all among what was accepted after an edit', () => {
		const edited = (fieldsChanged: number, fieldsTotal: number) =>
			decided({ verdict: 'edit_accept', fieldsChanged, fieldsTotal })
		const found = fold(countEditDistances(), [
			edited(3, 10),
			edited(1, 2),
			edited(2, 2),
			edited(0, 0),
			decided({ verdict: 'accept', fieldsTotal: 4 }),
			decided({ verdict: 'reject' }),
		])

		expect(found.counts).toEqual([0, 0, 1, 0, 1, 0, 0, 0, 0, 1])
		expect(found).toMatchObject({ n: 3, unchanged: 1, unknown: 1 })
		expect(found.mean).toBeCloseTo((0.3 + 0.5 + 1) / 3, 12)
	})
})

describe('disagreement', () => {
	const contest = (actorPid: string, verdict: 'accept' | 'reject', otherEventId = 'e1') => ({
		...{ otherEventId, actorPid, actorRole: 'editor' as const, verdict },
	})

	it('[S84] counts verdicts that stand, once per verdict and once per person, with its interval', () => {
		const {
			rows,
			pairs,
			decided: all,
		} = fold(
			countDisagreement(() => true),
			[
				decided(
					{ verdict: 'accept' },
					{ contestedBy: [contest('noor', 'reject'), contest('noor', 'reject')] },
				),
				decided(
					{ verdict: 'reject' },
					{ contestedBy: [contest('noor', 'accept'), contest('sam', 'accept')] },
				),
				decided({ verdict: 'accept' }, { contestedBy: [contest('sam', 'reject', 'taken back')] }),
				roundLike(),
			],
		)

		expect(rows[0]).toMatchObject({ decided: 3, contested: 2, wouldRefuse: 1, wouldTake: 2 })
		expect(rows[0]).toMatchObject(wilsonInterval(2, 3))
		expect(all).toBe(3)
		expect(pairs[0]).toEqual({ deciderPid: 'ines', otherPid: 'noor', wouldRefuse: 1, wouldTake: 1 })
	})

	it('[S29] [S84] who asked not to be counted has differed from nobody', () => {
		const { contested } = fold(
			countDisagreement((pid) => pid !== 'noor'),
			[decided({ verdict: 'accept' }, { contestedBy: [contest('noor', 'reject')] })],
		)

		expect(contested).toBe(0)
	})
})

describe('calibration', () => {
	it('[S85] sets predictions against shares in tenths, only where a policy scored', () => {
		const logit = (p: number) => Math.log(p / (1 - p))
		const scored = (p: number, isTaken: boolean): LoggedRound =>
			decided({ verdict: isTaken ? 'accept' : 'reject' }, { score: logit(p) })
		const found = fold(countCalibration(), [
			scored(0.22, true),
			scored(0.28, false),
			scored(0.9, true),
			roundLike({ score: null }),
			roundLike({ score: 2, viewed: null }),
		])

		expect(found.bins.map(({ from, n, accepted }) => [from, n, accepted])).toEqual([
			[0.2, 2, 1],
			[0.9, 1, 1],
		])
		expect(found.bins[0]?.predicted).toBeCloseTo(0.25, 12)
		expect(found.n).toBe(3)
		expect(found.brier).toBeCloseTo((0.78 ** 2 + 0.28 ** 2 + 0.1 ** 2) / 3, 12)
		expect(found.brierOfShare).toBeCloseTo((2 / 3) * (1 / 3), 12)
		expect(found.error).toBeCloseTo((2 * 0.25 + 0.1) / 3, 12)
	})

	it('[S85] says nothing where nothing was scored', () => {
		expect(fold(countCalibration(), [roundLike()])).toMatchObject({ n: 0, brier: null, bins: [] })
	})
})

describe('propensities', () => {
	/** A slate that put one card of two first; both were logged with these chances of coming first. */
	const shown = (action: number, pFirst: number) =>
		roundLike({
			...{ action, pscore: action === 0 ? pFirst : 1 - pFirst, viewed: null },
			firstPlace: { n: 2, pFirst, inverseSum: 1 / pFirst + 1 / (1 - pFirst) },
		})
	const check = (rounds: LoggedRound[], yardstick: string) =>
		fold(countWeights(), rounds).find((each) => each.yardstick === yardstick)

	it('[S86] weights average 1 when cards come as often as their chances say', () => {
		const rounds = Array.from({ length: 400 }, (_, i) => shown(i % 4 === 0 ? 1 : 0, 0.75))
		const uniform = check(rounds, 'uniform')
		const first = check(rounds, 'first')

		expect(uniform?.mean).toBeCloseTo(0.25 * 2 + 0.75 * (2 / 3), 12)
		// Variances: (1/4)(4/3 + 4) − 1 = 1/3 and 4/3 − 1 = 1/3, over 400 slates.
		expect(uniform?.standardError).toBeCloseTo(Math.sqrt(1 / 3 / 400), 12)
		expect(first?.standardError).toBeCloseTo(Math.sqrt(1 / 3 / 400), 12)
		expect(first).toMatchObject({ verdict: 'right', slates: 400 })
		expect(first?.mean).toBeCloseTo(1, 12)
	})

	it('[S86] wrong chances are found', () => {
		const rounds = Array.from({ length: 400 }, (_, i) => shown(i % 2, 0.75))

		expect(check(rounds, 'uniform')).toMatchObject({ verdict: 'off' })
		expect(check(rounds, 'first')).toMatchObject({ verdict: 'off' })
	})

	it('[S86] heavy weights that have not come up yet raise no alarm', () => {
		const rounds = Array.from({ length: 60 }, () => shown(0, 0.995))

		expect(check(rounds, 'uniform')).toMatchObject({ verdict: 'few' })
		expect(check(rounds, 'uniform')?.mean).toBeLessThan(0.6)
	})

	it('[S86] versions of the ranker are also taken together', () => {
		const version = (i: number) => ({ ...shown(i % 2, 0.5), policyId: `plackett-luce@1:${i % 3}` })
		const checks = fold(
			countWeights(),
			Array.from({ length: 60 }, (_, i) => version(i)),
		)

		expect(checks[0]).toMatchObject({ policyId: null, slates: 60, label: 'Ranker, all versions' })
		expect(checks.filter(({ policyId }) => policyId !== null)).toHaveLength(6)
	})

	it('[S86] a slate’s own chances for its first place follow from its logged weights', () => {
		const card = (id: string, logWeight: number) => candidate(id, { logWeight })
		const none = candidate(null, { pIncluded: 0, generatorId: 'none' })
		const cards = [card('suggestion:a', Math.log(3)), card('suggestion:b', 0), none]

		expect(firstPlaceOf(cards, 0)).toMatchObject({ n: 2, pFirst: 0.75 })
		expect(firstPlaceOf(cards, 1)?.inverseSum).toBeCloseTo(4, 12)
		expect(firstPlaceOf(cards, 0.2)?.pFirst).toBeCloseTo(0.1 + 0.8 * 0.75, 12)
	})

	it('[S86] the uniform policy’s own weights are 1 by definition, and few slates say nothing', () => {
		const uniform = Array.from({ length: 40 }, (_, i) => shown(i % 2, 0.5))

		expect(check(uniform, 'uniform')).toMatchObject({ verdict: 'exact', mean: 1 })
		expect(check(uniform.slice(0, 5), 'first')).toMatchObject({ verdict: 'few' })
	})

	it('[S86] what was not drawn by chance is in no mean', () => {
		expect(fold(countWeights(), [roundLike({ generatorId: 'person:ines' })])).toEqual([])
	})
})
