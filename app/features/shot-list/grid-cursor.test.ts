import { describe, expect, it } from 'vitest'
import { blockOf, type GridCursor, moveCursor } from './grid-cursor.ts'

const shape = { rowKeys: ['r1', 'r2', 'r3'], columnIds: ['a', 'b'] }
const at = (rowKey: string, columnId: string): GridCursor => ({ rowKey, columnId, anchor: null })
const press = (key: string, given: { shiftKey?: boolean; accel?: boolean } = {}) => ({
	...{ key, shiftKey: false, accel: false },
	...given,
})

describe('moveCursor', () => {
	it('walks with arrows and stays inside the table', () => {
		expect(moveCursor(at('r1', 'a'), press('ArrowDown'), shape)).toEqual(at('r2', 'a'))
		expect(moveCursor(at('r1', 'a'), press('ArrowUp'), shape)).toEqual(at('r1', 'a'))
		expect(moveCursor(at('r2', 'b'), press('ArrowRight'), shape)).toEqual(at('r2', 'b'))
		expect(moveCursor(at('r2', 'b'), press('Home', { accel: true }), shape)).toEqual(at('r1', 'a'))
	})

	it('goes on to the next row with Tab, and leaves the table at its end', () => {
		expect(moveCursor(at('r1', 'b'), press('Tab'), shape)).toEqual(at('r2', 'a'))
		expect(moveCursor(at('r3', 'b'), press('Tab'), shape)).toBeNull()
		expect(moveCursor(at('r1', 'a'), press('Tab', { shiftKey: true }), shape)).toBeNull()
	})

	it('marks a block with Shift, whichever way', () => {
		const down = moveCursor(at('r3', 'b'), press('ArrowUp', { shiftKey: true }), shape)
		const left = down && moveCursor(down, press('ArrowLeft', { shiftKey: true }), shape)
		expect(blockOf(left, shape)).toEqual({ top: 1, bottom: 2, left: 0, right: 1 })
		expect(left && moveCursor(left, press('ArrowUp'), shape)?.anchor).toBeNull()
	})

	it('says when a key is none of its own', () => {
		expect(moveCursor(at('r1', 'a'), press('Enter'), shape)).toBeNull()
	})
})
