import { describe, expect, it } from 'vitest'
import { cutBoard } from './board-parts.ts'
import type { DocRecord } from './doc-record.ts'

// Casts in a test: only what the cutting reads is given.
const shape = (id: string, type: string, parentId: string, index = 'a1') =>
	({ id: `shape:${id}`, typeName: 'shape', type, parentId, index }) as unknown as DocRecord
const other = (id: string, more: object = {}) =>
	({ id, typeName: id.slice(0, id.indexOf(':')), ...more }) as unknown as DocRecord
const ids = (records: readonly DocRecord[]) => records.map(({ id }): string => id)

describe('cutBoard', () => {
	it('puts each record of ordinary edits into one part: panels in story order, and the rest', () => {
		const records = [
			other('document:document'),
			other('page:page'),
			shape('b', 'panel', 'page:page', 'a2'),
			shape('a', 'panel', 'page:page', 'a1'),
			shape('group', 'group', 'shape:a'),
			shape('deep', 'draw', 'shape:group'),
			shape('loose', 'draw', 'page:page'),
			other('shot:1'),
			other('asset:1'),
			other('suggestion:1'),
			other('provenance:1'),
			other('binding:in', { fromId: 'shape:deep', toId: 'shape:group' }),
			other('binding:across', { fromId: 'shape:deep', toId: 'shape:loose' }),
		]
		const { panels, rest } = cutBoard(records)
		expect(panels.map(({ panelId }) => panelId)).toEqual(['shape:a', 'shape:b'])
		expect(ids(panels[0]?.records ?? [])).toEqual([
			...['binding:in', 'shape:a', 'shape:deep', 'shape:group'],
		])
		expect(ids(panels[1]?.records ?? [])).toEqual(['shape:b'])
		expect(ids(rest)).toEqual(['asset:1', 'binding:across', 'shape:loose', 'shot:1'])
	})

	it('gives the same parts in whatever order records are met', () => {
		const records = [
			shape('a', 'panel', 'page:page'),
			shape('x', 'draw', 'shape:a'),
			shape('y', 'draw', 'shape:x'),
			shape('z', 'draw', 'page:page'),
		]
		expect(cutBoard([...records].reverse())).toEqual(cutBoard(records))
	})

	it('keeps what hangs in a circle or on nothing, in the rest', () => {
		const records = [
			shape('one', 'group', 'shape:two'),
			shape('two', 'group', 'shape:one'),
			shape('orphan', 'draw', 'shape:gone'),
		]
		expect(ids(cutBoard(records).rest)).toEqual(['shape:one', 'shape:orphan', 'shape:two'])
	})
})
