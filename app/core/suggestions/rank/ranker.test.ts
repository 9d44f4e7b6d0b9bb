import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../random.ts'
import { chooseSlate, drawSlate, UNIFORM_1 } from '../choose.ts'
import { Ranker } from './ranker.ts'
import { createCrew } from './simulated-crew.ts'

const CANDIDATES = 10
const SLOTS = 3

function taught(rounds: number): { ranker: Ranker; crew: ReturnType<typeof createCrew> } {
	const crew = createCrew(seededRandom('crew'))
	const ranker = new Ranker()
	for (let round = 0; round < rounds; round++) {
		const director = crew.directors[round % crew.directors.length] ?? ''
		const card = crew.candidate()
		ranker.learn(director, card, crew.answer(director, card, 0).accepted ? 1 : 0)
	}
	return { ranker, crew }
}

describe('the ranker', () => {
	test('[SG52] a belief read back draws the same slate with the same numbers', () => {
		const { ranker, crew } = taught(400)
		const again = new Ranker({}, JSON.parse(JSON.stringify(ranker.belief())))
		for (let i = 0; i < 50; i++) {
			const cards = Array.from({ length: CANDIDATES }, () => crew.candidate())
			const director = crew.directors[i % 8] ?? ''
			const first = chooseSlate(cards, `seed ${i}`, ranker.policyFor(director, 'v1'))
			expect(chooseSlate(cards, `seed ${i}`, again.policyFor(director, 'v1'))).toEqual(first)
		}
		expect(again.answers).toBe(400)
	})

	test('[SG51] who has answered nothing is ranked as all have taught, others by their own taste', () => {
		const ranker = new Ranker()
		for (let i = 0; i < 60; i++) {
			ranker.learn('ana', { bias: 1, close: 1 }, 1)
			ranker.learn('ana', { bias: 1, close: 0 }, 0)
			ranker.learn('ben', { bias: 1, close: 1 }, 0)
			ranker.learn('ben', { bias: 1, close: 0 }, 1)
		}
		const close = { bias: 1, close: 1 }
		expect(ranker.score('ana', close)).toBeGreaterThan(1)
		expect(ranker.score('ben', close)).toBeLessThan(-1)
		expect(Math.abs(ranker.score('new', close))).toBeLessThan(0.5)
	})

	test('[SG53] before the first answer a card stands where the prior puts it', () => {
		const ranker = new Ranker({ priorMean: (name) => (name === 'rule:K2' ? 1.5 : 0) })
		expect(ranker.score('ana', { 'rule:K2': 1 })).toBe(1.5)
		expect(ranker.score('ana', { 'rule:B1': 1 })).toBe(0)
	})

	test('[SG55] what speaks for a card sums to its score', () => {
		const { ranker, crew } = taught(200)
		const card = crew.candidate()
		const reasons = ranker.reasons('director-1', card)
		const sum = reasons.reduce((total, { logit }) => total + logit, 0)
		expect(sum).toBeCloseTo(ranker.score('director-1', card), 10)
		expect(Math.abs(reasons[0]?.logit ?? 0)).toBeGreaterThanOrEqual(
			Math.abs(reasons.at(-1)?.logit ?? 0),
		)
	})

	test('[SG35] silence is likelier where nothing is likely to be taken', () => {
		const ranker = new Ranker({ silenceAt: 0.25 })
		for (let i = 0; i < 80; i++) {
			ranker.learn('ana', { dull: 1 }, 0)
			ranker.learn('ana', { bright: 1 }, 1)
		}
		const pNone = (name: string) =>
			chooseSlate([{ [name]: 1 }, { [name]: 1 }], 'seed', ranker.policyFor('ana', 'v')).none
				.pIncluded
		expect(pNone('dull')).toBeGreaterThan(0.9)
		expect(pNone('bright')).toBeLessThan(0.05)
	})
})

interface Season {
	regret: number
	acceptedPerShown: number
}

/** Plays rounds for a crew; acceptance counts from round 300 on. */
function season(seed: number, rounds: number, ranker: Ranker | null): Season {
	const crew = createCrew(seededRandom(`crew ${seed}`))
	let [regret, shown, accepted] = [0, 0, 0]
	for (let round = 0; round < rounds; round++) {
		const director = crew.directors[round % crew.directors.length] ?? ''
		const cards = Array.from({ length: CANDIDATES }, () => crew.candidate())
		const policy = ranker?.policyFor(director, 'now') ?? UNIFORM_1
		const slate = drawSlate(cards, `${seed}/${round}`, policy).map((index) => cards[index] ?? {})
		regret += crew.best(director, cards, SLOTS) - crew.value(director, slate)
		for (const [place, card] of slate.entries()) {
			const answer = crew.answer(director, card, place)
			if (round >= 300) shown++
			if (round >= 300 && answer.accepted) accepted++
			if (answer.viewed) ranker?.learn(director, card, answer.accepted ? 1 : 0)
		}
	}
	return { regret, acceptedPerShown: accepted / shown }
}

test('[SG54] learns a simulated crew’s taste, over 20 seeds', { timeout: 240_000 }, () => {
	const lines: string[] = []
	for (let seed = 1; seed <= 20; seed++) {
		const learnt = season(seed, 3000, new Ranker())
		const uniform = season(seed, 3000, null)
		const perShown = learnt.acceptedPerShown / uniform.acceptedPerShown
		const regret = learnt.regret / uniform.regret
		lines.push(
			`seed ${seed}: accepted per shown ×${perShown.toFixed(2)}, regret ×${regret.toFixed(3)}`,
		)
		expect(perShown, `seed ${seed}`).toBeGreaterThanOrEqual(2)
		expect(regret, `seed ${seed}`).toBeLessThan(0.1)
	}
	console.info(lines.join('\n'))
})
