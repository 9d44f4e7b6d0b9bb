import { describe, expect, test } from 'vitest'
import { candidateKey, countByCategory, findCandidates, keysOf, MAX_CANDIDATES } from './engine.ts'
import { TestBoard, type TestPanel } from './test-board.ts'

const fast: TestPanel = {
	panel: { dialogue: 'ANNA: This is quite a lot to say at once.', durationFrames: 24 },
}
const drawn: TestPanel = {
	ink: [
		{
			kind: 'stroke',
			points: [
				[0, 0.5],
				[1, 0.5],
			],
		},
	],
}
const ask = { category: 'pacing', targetId: null } as const

describe('the craft engine', () => {
	test('[SG3] the same board and question give the same candidates in the same order', () => {
		const scene = { panels: [fast, drawn, fast, { panel: { durationFrames: 3 } }] }
		const [a, b] = [
			findCandidates(new TestBoard(scene).view(), ask),
			findCandidates(new TestBoard(scene).view(), ask),
		]

		expect(b).toEqual(a)
		expect(a.candidates.length).toBe(3)
	})

	test('[SG4] a refused edit does not come back until its inputs change', () => {
		const board = new TestBoard({ panels: [fast] })
		const [first] = findCandidates(board.view(), ask).candidates
		if (!first) throw new Error('nothing found')
		const refused = keysOf(
			[{ edit: first.edit, basis: first.basis, status: 'rejected' }],
			['rejected'],
		)

		expect(findCandidates(board.view(), { ...ask, refused })).toEqual({
			candidates: [],
			prefiltered: { refused_before: 1 },
		})
		board.update(board.panelId(0), {
			'props.dialogue': 'ANNA: Now it is another line, and it is a long one too.',
		})
		expect(findCandidates(board.view(), { ...ask, refused }).candidates.length).toBe(1)
	})

	test('[SG5] what is on offer, muted or proposed twice is left out, and counted by reason', () => {
		const board = new TestBoard({ panels: [fast] })
		const [first] = findCandidates(board.view(), ask).candidates
		if (!first) throw new Error('nothing found')
		const offered = new Set([candidateKey(first.edit, first.basis)])
		const twice = {
			id: 'X1',
			version: '1',
			category: 'pacing',
			title: '',
			source: '',
			checkPanel: () => [first, first],
		} as const

		expect(findCandidates(board.view(), { ...ask, offered }).prefiltered).toEqual({
			already_offered: 1,
		})
		expect(findCandidates(board.view(), { ...ask, muted: new Set(['T1']) }).prefiltered).toEqual({
			muted: 1,
		})
		expect(findCandidates(board.view(), { ...ask, rules: [twice] }).prefiltered).toEqual({
			duplicate: 1,
		})
	})

	test('[SG5] at most twenty candidates remain, the surest, and the rest are counted', () => {
		const board = new TestBoard({ panels: Array.from({ length: 30 }, () => fast) })
		const { candidates, prefiltered } = findCandidates(board.view(), ask)

		expect(candidates.length).toBe(MAX_CANDIDATES)
		expect(prefiltered).toEqual({ over_limit: 10 })
	})

	test('[SG6] asking about one panel reads one drawing, however many there are', () => {
		for (const size of [4, 40]) {
			const board = new TestBoard({ panels: Array.from({ length: size }, () => drawn) })
			const view = board.view()
			const found = findCandidates(view, { category: 'composition', targetId: board.panelId(1) })

			expect(found.candidates.length).toBe(1)
			expect(found.candidates[0]?.targetId).toBe(board.panelId(1))
			expect(view.work).toEqual({ inkReads: 1, checks: 13 })
		}
	})

	test('every feature of a candidate is a finite number', () => {
		const board = new TestBoard({
			heading: 'EXT. FIELD - NIGHT',
			panels: [fast, drawn, { panel: { action: 'Fire.' } }],
		})
		const counts = countByCategory(board.view(), { targetId: null })

		expect([...counts.values()].filter((count) => count > 0).length).toBeGreaterThan(3)
		for (const category of counts.keys()) {
			for (const { features } of findCandidates(board.view(), { category, targetId: null })
				.candidates) {
				expect(Object.values(features).every(Number.isFinite)).toBe(true)
			}
		}
	})
})
