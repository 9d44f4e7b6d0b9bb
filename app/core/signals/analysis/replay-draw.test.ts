import { describe, expect, it } from 'vitest'
import { candidate } from '#tests/golden/signals/make-log.ts'
import { chooseSlate, type Policy, UNIFORM_1 } from '../../suggestions/choose.ts'
import type { EventPayload } from '../event.ts'
import { replayDraw } from './replay-draw.ts'

const RANKED: Policy = {
	...{ id: 'plackett-luce@1:4', epsilon: 0.1, temperature: 0.25, silence: -1 },
	score: (features) => features.warmth ?? 0,
	logWeight: (score) => score / 0.25,
}

/** The payload a drawn slate leaves in the log. */
function logged(policy: Policy, seed: string): EventPayload<'slate.shown'> {
	const features = [{ warmth: 0.4 }, { warmth: -0.2 }, { warmth: 0.1 }, { warmth: 0.9 }]
	const draw = chooseSlate(features, seed, policy)
	return {
		...{ category: 'lighting', targetId: 'scene:S1', trigger: 'asked', prefiltered: {} },
		...{ policyId: draw.policyId, rngSeed: seed, epsilon: draw.epsilon },
		...{ temperature: draw.temperature, pSlate: draw.pSlate },
		...{ contextCid: 'a'.repeat(64), contextVersion: 'scene-records@1' },
		candidates: [
			...draw.entries.map((entry, i) => candidate(`suggestion:${i}`, entry)),
			candidate(null, { ...draw.none, generatorId: 'none' }),
		],
	}
}

describe('replaying a draw', () => {
	it.each([
		['uniform', UNIFORM_1],
		['ranked, sometimes silent', RANKED],
	])('[S87] a %s slate comes out the same from its seed and its logged weights', (_, policy) => {
		for (let seed = 0; seed < 50; seed++)
			expect(replayDraw(logged(policy, `seed ${seed}`))).toEqual({
				...{ verdict: 'same', largestDifference: 0, isSameOrder: true },
			})
	})

	it('[S87] a chance that was changed is found, and so is another seed', () => {
		const honest = logged(RANKED, 'seed 7')
		const [first, ...others] = honest.candidates
		const flattered = { ...first, pIncluded: (first?.pIncluded ?? 0) + 1e-9 }
		const changed = { ...honest, candidates: [candidate('suggestion:0', flattered), ...others] }

		expect(replayDraw(changed)).toMatchObject({ verdict: 'different', isSameOrder: true })
		expect(replayDraw({ ...honest, rngSeed: 'another' }).verdict).toBe('different')
	})

	it('[S87] a colleague’s proposal was not drawn at all', () => {
		const payload = logged(UNIFORM_1, 'seed 1')
		const proposed = candidate('suggestion:p', { generatorId: 'person:ines', position: 0 })

		expect(replayDraw({ ...payload, candidates: [proposed] }).verdict).toBe('certain')
	})
})
