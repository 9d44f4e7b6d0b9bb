import { describe, expect, test } from 'vitest'
import { tasteLines } from './taste-words.ts'

const weight = (name: string, own: number, answers = 4, taken = 3) => ({
	...{ name, own, answers, taken },
	shared: 0,
})

describe('what was learnt of a person', () => {
	test('[SG91] is told in a crew’s words, with the answers behind it', () => {
		const lines = tasteLines([
			weight('rule:T1', 0.9),
			weight('category:lighting', -0.4, 5, 1),
			weight('edit:insert_panel', 0.2),
		])

		expect(lines.map(({ what, lean }) => [what, lean])).toEqual([
			['Time to say the line', 'more'],
			['Lighting', 'less'],
			['New panels', 'more'],
		])
		expect(lines[1]).toMatchObject({ answers: 5, taken: 1 })
	})

	test('[SG91] noise, numbers without a word and what nobody answered are left out', () => {
		expect(
			tasteLines([
				weight('rule:T1', 0.01),
				weight('bias', 2),
				weight('evidence', 1),
				weight('category:vfx', 1, 0, 0),
			]),
		).toEqual([])
	})
})
