import { describe, expect, it } from 'vitest'
import type { DocRecord } from './doc-record.ts'
import { planBoardRestore, planPanelRestore } from './plan-restore.ts'

// Casts in a test: only what the plan reads is given.
const record = (fields: object) => fields as unknown as DocRecord
const standing = { trashedAt: null, alternateOf: null, shotId: null, action: '' }
const panel = (id: string, props: object = {}, index = 'a1', x = 0) =>
	record({
		...{ id: `shape:${id}`, typeName: 'shape', type: 'panel', parentId: 'page:page', index },
		...{ x, y: 0, props: { ...standing, ...props } },
	})
const draw = (id: string, parentId: string, props: object = {}) =>
	record({
		...{ id: `shape:${id}`, typeName: 'shape', type: 'draw', parentId, index: 'a1', x: 1, y: 2 },
		props: { isComplete: true, ...props },
	})
const by = { userId: 'ana', now: 77 }
const ids = (records: readonly DocRecord[]) => records.map(({ id }): string => id)

describe('[N5] planBoardRestore', () => {
	it('does nothing to a board that is what the version holds, wherever panels stand', () => {
		const then = [panel('a'), draw('x', 'shape:a')]
		const now = [panel('a', {}, 'a1', 660), draw('x', 'shape:a')]
		expect(planBoardRestore(now, then, by)).toEqual({ puts: [], removes: [] })
	})

	it('brings back what is gone, holders first, takes out later strokes, and puts later panels in the trash', () => {
		const then = [
			draw('deep', 'shape:group'),
			record({ ...draw('group', 'shape:a'), type: 'group' }),
			panel('a'),
			record({ id: 'binding:b', typeName: 'binding', fromId: 'shape:deep', toId: 'shape:group' }),
		]
		const now = [
			panel('later'),
			draw('in later', 'shape:later'),
			draw('loose and later', 'page:page'),
			record({ id: 'shot:later', typeName: 'shot' }),
			record({ id: 'suggestion:s', typeName: 'suggestion' }),
			record({ id: 'provenance:p', typeName: 'provenance' }),
		]
		const { puts, removes } = planBoardRestore(now, then, by)
		const order = ids(puts)
		expect(order.indexOf('shape:a')).toBeLessThan(order.indexOf('shape:group'))
		expect(order.indexOf('shape:group')).toBeLessThan(order.indexOf('shape:deep'))
		expect(order.at(-1)).toBe('binding:b')
		expect(puts.find(({ id }) => id === 'shape:later')).toMatchObject({
			props: { trashedAt: 77, trashedBy: 'ana' },
		})
		expect(removes).toEqual(['shape:loose and later'])
	})

	it('writes only what differs, and never a stroke as growing', () => {
		const then = [panel('a', { action: 'Then.' }), draw('x', 'shape:a', { isComplete: false })]
		const now = [panel('a', { action: 'Now.' }, 'a1', 660)]
		const { puts } = planBoardRestore(now, then, by)
		expect(puts).toEqual([
			panel('a', { action: 'Then.' }, 'a1', 660),
			draw('x', 'shape:a', { isComplete: true }),
		])
	})
})

describe('[N5] planPanelRestore', () => {
	const part = [panel('a', { action: 'Then.', shotId: 'shot:1' }, 'a1'), draw('x', 'shape:a')]
	const rest = [record({ id: 'shot:1', typeName: 'shot' }), draw('loose', 'page:page')]
	const version = { panelId: 'shape:a', part, rest }

	it('changes that panel alone, where it stands in the story today', () => {
		const now = [
			panel('a', { action: 'Now.', shotId: 'shot:1' }, 'a5', 660),
			draw('later', 'shape:a'),
			panel('b', {}, 'a2'),
			draw('other', 'shape:b'),
			record({ id: 'shot:1', typeName: 'shot', size: 'cu' }),
		]
		const { puts, removes } = planPanelRestore(now, version)
		expect(puts).toEqual([
			panel('a', { action: 'Then.', shotId: 'shot:1' }, 'a5', 660),
			draw('x', 'shape:a'),
		])
		expect(removes).toEqual(['shape:later'])
	})

	it('brings back one that is gone, with its shot', () => {
		const { puts, removes } = planPanelRestore([panel('b')], version)
		expect(ids(puts).sort()).toEqual(['shape:a', 'shape:x', 'shot:1'])
		expect(removes).toEqual([])
	})

	it('takes one out of the trash, to the place it had', () => {
		const now = [panel('a', { trashedAt: 5, shotId: 'shot:1' }, 'a9'), rest[0]].flatMap(
			(one) => one ?? [],
		)
		const { puts } = planPanelRestore(now, version)
		expect(puts[0]).toMatchObject({ index: 'a1', props: { trashedAt: null } })
	})
})
