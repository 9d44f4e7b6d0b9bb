import { expect, it } from 'vitest'
import { panelWords } from './scene-review.tsx'

it('says how many panels of a scene are in which state, the furthest first', () => {
	const words = (panels: Parameters<typeof panelWords>[0]['panels'], count: number) =>
		panelWords({ status: null, by: '', at: 0, panels }, count)
	expect(words({}, 6)).toBe('')
	expect(words({ in_review: 1 }, 1)).toBe('1 of 1 panel in review')
	expect(words({ in_review: 1, locked: 1, approved: 2 }, 6)).toBe(
		'1 of 6 panels locked, 2 approved, 1 in review',
	)
})
