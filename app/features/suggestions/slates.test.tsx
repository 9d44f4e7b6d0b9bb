import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import type { SuggestionRecord } from '#core/suggestions/suggestion-record.ts'
import { earlierDecisions, slatesOnTray } from './slates.ts'
import { shownRow, withFigures } from './words.tsx'

function card(id: string, given: Partial<SuggestionRecord> = {}): SuggestionRecord {
	return {
		id: `suggestion:${id}`,
		typeName: 'suggestion',
		slateId: 'slate',
		category: 'lighting',
		targetId: 'shape:p',
		requesterId: 'ana',
		position: 0,
		slateSize: 1,
		title: id,
		rationale: 'Because.',
		evidence: [],
		edit: { type: 'set_duration', panelId: 'shape:p', durationFrames: 24 },
		confidence: 0.5,
		generatorId: 'rule:T1',
		generatorVersion: '1',
		basis: 'b',
		status: 'open',
		decidedBy: null,
		decidedByName: null,
		decidedAt: null,
		reasonCodes: [],
		createdAt: 1,
		meta: {},
		...given,
	}
}

describe('the tray', () => {
	it('shows rounds with something to answer by category, in slate order', () => {
		const cards = [
			card('pace', { slateId: 'one', category: 'pacing' }),
			card('light', { slateId: 'two', category: 'lighting', createdAt: 2 }),
			card('light 2', { slateId: 'two', position: 1, createdAt: 2, status: 'rejected' }),
		]

		const slates = slatesOnTray(cards, new Set())

		expect(slates.map(({ cards: each }) => each.map(({ title }) => title))).toEqual([
			['light', 'light 2'],
			['pace'],
		])
	})

	it('keeps what was decided while one looked on, and folds the rest away', () => {
		const cards = [
			card('just now', { status: 'accepted', decidedAt: 9 }),
			card('long ago', { slateId: 'old', status: 'rejected', decidedAt: 1 }),
		]

		const slates = slatesOnTray(cards, new Set(['suggestion:just now']))

		expect(slates.map(({ slateId }) => slateId)).toEqual(['slate'])
		expect(earlierDecisions(cards, slates).map(({ title }) => title)).toEqual(['long ago'])
	})

	it('[SG85] shows what was overtaken or withdrawn only to who saw it happen', () => {
		const cards = [
			card('gone', { status: 'withdrawn' }),
			card('stale', { slateId: 'b', status: 'stale' }),
		]

		expect(slatesOnTray(cards, new Set())).toEqual([])
		expect(slatesOnTray(cards, new Set(['suggestion:stale']))).toHaveLength(1)
		expect(slatesOnTray(cards, new Set(['suggestion:gone']))).toHaveLength(1)
	})
})

describe('words on a card', () => {
	it('have their figures in bold, but not the digits of a panel number', () => {
		const html = renderToStaticMarkup(
			<p>
				{withFigures('Panel 4C-1 has 0.8× the space; 63 % or 1.5 s is usual, 4 : 1 at night.')}
			</p>,
		)

		expect(html).toBe(
			'<p>Panel 4C-1 has <b>0.8×</b> the space; <b>63 %</b> or <b>1.5 s</b> is usual, <b>4 : 1</b> at night.</p>',
		)
	})

	it('give lengths in seconds', () => {
		const row = { key: 'panel.durationFrames', label: 'Length', before: '24 f', after: '60 f' }

		expect(shownRow(row, 24)).toMatchObject({ before: '1.0 s', after: '2.5 s' })
	})
})
