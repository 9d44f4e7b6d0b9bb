import { expect, it } from 'vitest'
import { describeResult } from './describe-result.ts'

const RESULT = {
	ok: false,
	projects: [
		{
			projectId: 'p1',
			title: 'The Kitchen',
			retention: { wordsDestroyed: 2, contextsDestroyed: 3, keysDestroyed: 1, skipped: null },
			check: { suggestions: 12, effects: 4, policies: 2, undecidedPolicies: 1, faults: [] },
		},
	],
	survival: { followed: 4, looks: 6, censored: 1 },
	failures: ['The Kitchen: suggestion:a is in another state than its rows say.'],
}

it('upkeep tells in words what it destroyed, counted and found', () => {
	const text = describeResult('upkeep', RESULT)
	expect(text).toContain('The Kitchen: 2 words, 3 scenes and offers, 1 keys destroyed by age.')
	expect(text).toContain('12 suggestions and 4 accepted changes held against their rows')
	expect(text).toContain('4 accepted changes followed: 6 looks taken, 1 of them too late.')
	expect(text).toMatch(/1 fault:\nThe Kitchen: suggestion:a is in another state/)
	const well = describeResult('upkeep', { ...RESULT, failures: [] })
	expect(well).toMatch(/No faults\.$/)
})
