import { describe, expect, test } from 'vitest'
import { chooseSlate } from '../choose.ts'
import {
	createProjectRanker,
	meansOf,
	projectPolicy,
	rankerOfMeans,
	rankInputs,
	shownBecause,
} from './project-ranker.ts'

const card = (confidence: number, more: Record<string, number> = {}) => ({
	bias: 1,
	confidence,
	panels: 60,
	seconds: 4,
	...more,
})
const cards = [
	card(0.5, { 'rule:K2': 1 }),
	card(0.6, { 'rule:K3': 1 }),
	card(0.4, { 'rule:L3': 1, 'category:lighting': 1 }),
	card(0.7, { 'rule:T1': 1 }),
]

describe('the ranker of a project', () => {
	test('[SG53] before the first answer puts the surer convention first, other things equal', () => {
		const policy = projectPolicy(createProjectRanker(), 'ana', '0')
		expect(policy.score(card(0.9))).toBeGreaterThan(policy.score(card(0.5)))
	})

	test('[SG52] is drawn from its stored means alone, to the last digit', () => {
		const ranker = createProjectRanker()
		for (let i = 0; i < 40; i++) {
			ranker.learn(i % 2 ? 'ana' : 'ben', rankInputs(cards[i % 4] ?? {}), i % 3 ? 0 : 1)
		}
		const again = rankerOfMeans(JSON.parse(JSON.stringify(meansOf(ranker))))
		for (const who of ['ana', 'ben', 'new']) {
			const first = chooseSlate(cards, `seed ${who}`, projectPolicy(ranker, who, 'v'))
			expect(chooseSlate(cards, `seed ${who}`, projectPolicy(again, who, 'v'))).toEqual(first)
		}
	})

	test('[SG56] says why in the crew’s words, and never tells one person’s own taste', () => {
		const ranker = createProjectRanker()
		expect(shownBecause(ranker, cards[2] ?? {}, 4)).toBe(
			'Among 4 found; placed by how sure each is.',
		)
		for (let i = 0; i < 30; i++) ranker.learn(`person ${i}`, rankInputs(cards[2] ?? {}), 1)
		expect(shownBecause(ranker, cards[2] ?? {}, 4)).toMatch(/often taken on this film/)

		const own = createProjectRanker()
		const before = shownBecause(own, cards[3] ?? {}, 4)
		for (let i = 0; i < 30; i++) own.learn('ana', { 'rule:K3': 1 }, 1)
		expect(shownBecause(own, cards[3] ?? {}, 4)).toBe(before)
		expect(shownBecause(own, cards[3] ?? {}, 1)).toBe('The only one found.')
	})
})
