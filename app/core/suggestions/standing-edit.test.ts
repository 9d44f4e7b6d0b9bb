import { expect, test } from 'vitest'
import { applyEdit } from './apply-edit.ts'
import type { Edit } from './edit.ts'
import { sketchOf } from './render-sketch.ts'
import { countStanding } from './standing-edit.ts'
import { TestBoard } from './test-board.ts'

const context = { suggestionId: 'suggestion:one', aspectRatio: 1.85 }

function carriedOut(make: (board: TestBoard) => Edit) {
	const board = new TestBoard({ panels: [{ panel: { notes: 'Keep.' } }, {}] })
	const result = applyEdit(board, make(board), context)
	if (!result.ok) throw new Error(result.reason)
	const { applied } = result
	return { board, applied, standing: () => countStanding(board, applied) }
}

test('[S91] a value counts as long as it is the one that was set', () => {
	const fields = { size: 'CU', lensMm: 50 } as const
	const { board, standing } = carriedOut((on) => {
		return { type: 'set_shot', shotId: on.shotId(0), fields }
	})
	expect(standing()).toEqual({ total: 2, kept: 2 })
	board.update(board.shotId(0), { size: 'ECU' })
	expect(standing()).toEqual({ total: 2, kept: 1 })
})

test('[S91] a caption counts while people only wrote around it', () => {
	const text = 'Bring a lamp.'
	const { board, standing } = carriedOut((on) => {
		return { type: 'add_note', panelId: on.panelId(0), text }
	})
	board.update(board.panelId(0), { 'props.notes': `First of all.\nKeep.\n${text}\nAnd a chair.` })
	expect(standing()).toEqual({ total: 1, kept: 1 })
	board.update(board.panelId(0), { 'props.notes': 'Keep.' })
	expect(standing()).toEqual({ total: 1, kept: 0 })
})

test('[S91] of a drawing every stroke counts, and none of it on a panel that is in the trash', () => {
	const sketch = sketchOf([
		{ kind: 'horizon', y: 0.6 },
		{ kind: 'figure', at: [0.5, 0.9], height: 0.6, name: 'ANNA' },
	])
	const { board, applied, standing } = carriedOut((on) => {
		return { type: 'draw', panelId: on.panelId(0), sketch }
	})
	const total = applied.created.length
	expect(total).toBeGreaterThan(2)
	expect(standing()).toEqual({ total, kept: total })
	board.remove(applied.created[0]?.recordId ?? '')
	expect(standing()).toEqual({ total, kept: total - 1 })
	board.update(board.panelId(0), { 'props.trashedAt': 1 })
	expect(standing()).toEqual({ total, kept: 0 })
})
