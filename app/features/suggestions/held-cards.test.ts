import { describe, expect, test } from 'vitest'
import type { SuggestionRecord } from '#core/suggestions/suggestion-record.ts'
import { heldCards } from './held-cards.ts'

function card(id: string, more: Partial<SuggestionRecord> = {}): SuggestionRecord {
	return {
		id: `suggestion:${id}`,
		typeName: 'suggestion',
		slateId: 'slate',
		category: 'pacing',
		targetId: 'shape:p1',
		requesterId: 'ben',
		position: 0,
		slateSize: 1,
		title: id,
		rationale: 'Because.',
		evidence: [],
		edit: { type: 'set_duration', panelId: 'shape:p1', durationFrames: 24 },
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
		...more,
	}
}
const ids = (shown: readonly SuggestionRecord[]) => shown.map(({ title }) => title)

describe('quiet', () => {
	const [a, b] = [card('a'), card('b')]

	test('[SG87] while a pen is down nothing comes, goes or changes', () => {
		const rejected = card('a', { status: 'rejected', decidedBy: 'ben' })
		const mine = card('c', { requesterId: 'ana' })
		const { shown, held } = heldCards([a, b], [rejected, b, mine], {
			quiet: 'drawing',
			userId: 'ana',
		})

		expect(shown).toEqual([a, b])
		expect(held).toBe(2)
	})

	test('[SG87] kept quiet shows what one asked for and decided oneself, and holds the rest', () => {
		const mine = card('c', { requesterId: 'ana' })
		const decided = card('b', { status: 'accepted', decidedBy: 'ana' })
		const { shown, held } = heldCards([a, b], [a, decided, mine, card('d')], {
			quiet: 'kept',
			userId: 'ana',
		})

		expect(ids(shown)).toEqual(['a', 'b', 'c'])
		expect(shown[1]?.status).toBe('accepted')
		expect(held).toBe(1)
	})

	test('[SG87] afterwards everything stands', () => {
		expect(heldCards([a], [a, b], { quiet: 'off', userId: 'ana' })).toEqual({
			shown: [a, b],
			held: 0,
		})
	})
})
