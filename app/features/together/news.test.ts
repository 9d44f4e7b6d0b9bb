import { describe, expect, it } from 'vitest'
import { deedWords, newsLines } from './news.ts'

const by = { userId: 'ana', name: 'Ana', color: 'rose' }
const deed = (panelId: string, kind: string, at: number, label = '') => ({
	...{ panelId, kind, at, label, by },
})

describe('news', () => {
	it('gathers what one person did to one panel into a line, newest first', () => {
		const lines = newsLines([
			deed('a', 'drawn', 5),
			deed('b', 'deleted', 9, '4A-2'),
			deed('a', 'words', 7),
			{ ...deed('a', 'moved', 6), by: { ...by, userId: 'ben' } },
		])
		expect(
			lines.map(({ panelId, by: { userId }, kinds, at, label }) => [
				panelId,
				userId,
				kinds,
				at,
				label,
			]),
		).toEqual([
			['b', 'ana', ['deleted'], 9, '4A-2'],
			['a', 'ana', ['drawn', 'words'], 7, ''],
			['a', 'ben', ['moved'], 6, ''],
		])
	})

	it('says it in words, and what says all alone', () => {
		expect(deedWords(['drawn'])).toBe('drew in')
		expect(deedWords(['timed', 'drawn', 'moved'])).toBe('moved in the story, drew in and timed')
		expect(deedWords(['drawn', 'added', 'words'])).toBe('added')
		expect(deedWords(['added', 'deleted'])).toBe('put away')
		expect(deedWords(['of tomorrow'])).toBe('changed')
	})
})
