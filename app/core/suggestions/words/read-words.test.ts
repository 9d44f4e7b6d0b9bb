import { describe, expect, it } from 'vitest'
import { findCandidates } from '../engine.ts'
import { TestBoard } from '../test-board.ts'
import { readWords } from './read-words.ts'

const board = new TestBoard({
	panels: [
		{ shot: { size: 'MS', colorTempK: 3200, angle: 'eye' }, panel: { durationFrames: 48 } },
		{ shot: {} },
	],
})
const ask = (words: string, position = 0) => {
	const answer = readWords(board.view(), words, board.panelId(position))
	if (!answer.ok) return answer.why
	const [first] = answer.proposals
	const edit = first?.finding.edit
	if (edit?.type === 'set_shot') return edit.fields
	return edit?.type === 'set_duration' ? edit.durationFrames : null
}

describe('asking in words without a model', () => {
	it.each([
		['colder, from behind her', { colorTempK: 4500, framing: 'ots' }],
		['Lit from behind', { keySide: 'back' }],
		['much closer', { size: 'CU' }],
		['wider', { size: 'MWS' }],
		['an extreme close-up, handheld', { size: 'ECU', movement: 'handheld', equipment: 'handheld' }],
		['low angle on a 24mm', { angle: 'low', lensMm: 24 }],
		['push in slowly', { movement: 'dolly_in' }],
		['as a silhouette', { lightPattern: 'silhouette', keySide: 'back' }],
	])('MO50 “%s”', (words, fields) => {
		expect(ask(words)).toEqual(fields)
	})

	it('MO50 reads lengths', () => {
		expect(ask('hold it longer')).toBe(72)
		expect(ask('2.5 seconds')).toBe(60)
		expect(ask('shorter')).toBe(32)
		expect(ask('longer', 1)).toBe('not_understood')
	})

	it('MO51 says nothing rather than the opposite, or what it did not understand', () => {
		expect(ask('not so cold')).toBe('not_understood')
		expect(ask('more like a memory')).toBe('not_understood')
		expect(ask('eye level')).toBe('no_change')
		expect(readWords(board.view(), 'colder', null)).toEqual({ ok: false, why: 'no_panel' })
	})

	it('MO50 gives other readings beside the plain one, through the engine’s gate, in our own words', () => {
		const answer = readWords(
			board.view(),
			'COLDER than Zanzibar, from behind her',
			board.panelId(0),
		)
		if (!answer.ok) throw new Error(answer.why)
		expect(answer.category).toBe('lighting')
		const { candidates } = findCandidates(board.view(), {
			...{ category: answer.category, targetId: null, rules: [], proposals: answer.proposals },
		})
		const fields = candidates.map(({ edit }) => edit.type === 'set_shot' && edit.fields)
		expect(fields).toHaveLength(3)
		expect(fields[0]).toEqual({ colorTempK: 4500, framing: 'ots' })
		expect(fields).toEqual(
			expect.arrayContaining([
				{ colorTempK: 4500, framing: 'ots' },
				{ colorTempK: 5800, framing: 'ots' },
				{ colorTempK: 4500, screenDirection: 'away' },
			]),
		)
		expect(JSON.stringify(candidates)).not.toContain('Zanzibar')
		expect(candidates[0]?.features).toMatchObject({ words: 1, 'category:lighting': 1 })
	})
})
