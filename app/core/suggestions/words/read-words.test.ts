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
		['put the window behind him', { lightMotivation: 'window', keySide: 'back' }],
		['slow push in on Anna', { movementSpeed: 'slow', movement: 'dolly_in' }],
		['she should be smaller in the frame', { size: 'MWS' }],
		['they walk away from us', { screenDirection: 'away' }],
		['from right to left', { screenDirection: 'left' }],
		['add rain', { vfx: 'sfx', vfxNote: 'Rain' }],
		['green screen out there', { vfx: 'green_screen' }],
		['sunset', { lightMotivation: 'sun', colorTempK: 3500, keyElevationDeg: 10 }],
		['from the other side of the line', { framing: 'reverse' }],
		['as a silhouette', { lightPattern: 'silhouette', keySide: 'back' }],
	])('MO50 “%s”', (words, fields) => {
		expect(ask(words)).toEqual(fields)
	})

	it('MO50 reads lengths', () => {
		expect(ask('hold it longer')).toBe(72)
		expect(ask('2.5 seconds')).toBe(60)
		expect(ask('shorter')).toBe(32)
		expect(ask('longer', 1)).toBe('not_understood')
		expect(ask('hold on her face two seconds longer')).toBe(96)
		expect(ask('half as long')).toBe(24)
		expect(ask('twice as long')).toBe(96)
		expect(ask('let it breathe')).toBe(72)
		expect(ask('half a second')).toBe(12)
	})

	it('MO50 reads panels that are not there yet: an insert, a reaction, the place first', () => {
		const two = new TestBoard({
			panels: [{ shot: { subjects: ['Anna', 'Ben'] }, panel: { dialogue: 'ANNA: So.' } }],
		})
		const made = (words: string) => {
			const answer = readWords(two.view(), words, two.panelId(0))
			const edit = answer.ok ? answer.proposals[0]?.finding.edit : undefined
			return edit?.type === 'insert_panel' ? edit : null
		}
		expect(made('Give me an insert of his old knife')).toMatchObject({
			...{ afterPanelId: two.panelId(0), shot: { size: 'ECU', kind: 'INSERT' } },
		})
		expect(made('cut to her reaction')?.shot).toMatchObject({ kind: 'REACTION', subjects: ['BEN'] })
		expect(made('a wide first')).toMatchObject({
			...{ afterPanelId: null, shot: { kind: 'ESTABLISHING' } },
		})
	})

	it('MO51 says nothing rather than the opposite, or what it did not understand', () => {
		expect(ask('not so cold')).toBe('not_understood')
		expect(ask('more like a memory')).toBe('not_understood')
		expect(ask('too static')).toBe('not_understood')
		expect(ask('an insert of the zeppelin')).toBe('not_understood')
		expect(ask('cut to the reaction')).toBe('not_understood')
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
