import { expect, it } from 'vitest'
import type { Edit } from '../../suggestions/edit.ts'
import { closest, likeness } from './likeness.ts'
import { countByCategory, countRegression, judge, type RefusedContext } from './regression.ts'

const size = (to: 'CU' | 'WS', more: object = {}): Edit => ({
	...{ type: 'set_shot', shotId: 'shot:a' },
	fields: { size: to, ...more },
})
const hold = (durationFrames: number): Edit => ({
	...{ type: 'set_duration', panelId: 'shape:a', durationFrames },
})
const insert = (action: string, to: 'CU' | 'WS' | null): Edit => ({
	...{ type: 'insert_panel', afterPanelId: 'shape:a', sketch: null },
	panel: { action, dialogue: '', notes: '', durationFrames: null, scriptBlockIds: [] },
	shot: to === null ? null : { size: to },
})

it('[S121] edits are the same, the same in part, or different', () => {
	expect(likeness(size('CU'), size('CU'))).toBe('same')
	expect(likeness(size('CU', { angle: 'low' }), size('CU'))).toBe('part')
	expect(likeness(size('CU'), size('WS'))).toBe('none')
	expect(likeness(size('CU'), { ...size('CU'), shotId: 'shot:b' } as Edit)).toBe('none')
	expect(likeness(hold(24), hold(25))).toBe('none')
	expect(likeness(insert('She turns.', 'CU'), insert('He goes.', 'WS'))).toBe('part')
	expect(likeness(insert('a', null), { ...insert('a', null), afterPanelId: null } as Edit)).toBe(
		'none',
	)
	expect(closest(hold(24), [size('CU'), hold(24)])).toBe('same')
	expect(closest(hold(24), [])).toBe('none')
})

it('[S121] counts the refused that come again, and what was wanted where that is known', () => {
	const context = (slateId: string, given: Partial<RefusedContext>): RefusedContext => ({
		...{ slateId, category: 'camera', wanted: [] },
		...{ refused: [{ suggestionId: 'suggestion:a', edit: size('CU') }], ...given },
	})
	const judged = [
		judge(
			context('q1', {
				wanted: [
					{ by: 'taken', edit: hold(9) },
					{ by: 'expected', edit: size('WS') },
				],
			}),
			[size('WS')],
		),
		judge(context('q2', { category: 'pacing' }), [size('CU', { angle: 'low' })]),
		judge(context('q3', { wanted: [{ by: 'edited', edit: hold(9) }] }), [size('CU')]),
		judge(context('q4', {}), []),
	]
	expect(judged[0]?.wanted).toEqual({ by: 'expected', likeness: 'same' })
	expect(judged[1]?.wanted).toBeNull()
	expect(countRegression(judged)).toMatchObject({
		...{ contexts: 4, silent: 1, proposals: 3 },
		repeated: { n: 4, count: 1, rate: 0.25 },
		repeatedInPart: { n: 4, count: 2 },
		met: { n: 2, count: 1, rate: 0.5 },
		metInPart: { n: 2, count: 1 },
	})
	expect(countByCategory(judged).map(({ category, repeated }) => [category, repeated.n])).toEqual([
		['camera', 3],
		['pacing', 1],
	])
})
