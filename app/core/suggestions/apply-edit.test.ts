import { describe, expect, test } from 'vitest'
import { createCanvasSchema } from '../canvas/canvas-schema.ts'
import { applyEdit } from './apply-edit.ts'
import { basisOf, isStale } from './basis.ts'
import { isPanel } from './board-records.ts'
import type { Edit } from './edit.ts'
import { countEditFields, editFields, isSameTarget } from './edit-fields.ts'
import { previewEdit } from './preview-edit.ts'
import { sketchOf } from './render-sketch.ts'
import { AppliedEditSchema, retractEdit } from './retract-edit.ts'
import { TestBoard } from './test-board.ts'

const context = { suggestionId: 'suggestion:one', aspectRatio: 1.85 }
const sketch = sketchOf([
	{ kind: 'horizon', y: 0.6 },
	{ kind: 'figure', at: [0.5, 0.9], height: 0.6, name: 'ANNA' },
	{ kind: 'light', from: [0.1, 0.1], to: [0.5, 0.5], label: 'lamp' },
	{ kind: 'arrow', from: [0, 0], to: [1, 1], bend: 0.2 },
	{ kind: 'frame', x: 0.1, y: 0.1, w: 0.5, h: 0.5, tone: 'guide' },
	{ kind: 'label', at: [0.2, 0.2], text: 'push in' },
	{
		kind: 'stroke',
		points: [
			[0.2, 0.2],
			[0.6, 0.2],
			[0.4, 0.6],
		],
		closed: true,
		fill: 'hatch',
	},
])

function edits(board: TestBoard): Edit[] {
	const panelId = board.panelId(0)
	const text = { action: 'New.', dialogue: '', notes: '', durationFrames: 24, scriptBlockIds: [] }
	return [
		{ type: 'set_shot', shotId: board.shotId(0), fields: { size: 'CU', lensMm: 50 } },
		{ type: 'set_duration', panelId, durationFrames: 30 },
		{ type: 'set_text', panelId, field: 'dialogue', text: 'ANNA: Go.' },
		{ type: 'add_note', panelId, text: 'Bring a lamp.' },
		{ type: 'move_panel', panelId, afterPanelId: board.panelId(2) },
		{ type: 'draw', panelId, sketch },
		{ type: 'insert_panel', afterPanelId: panelId, panel: text, shot: { size: 'WS' }, sketch },
		{ type: 'insert_panel', afterPanelId: null, panel: text, shot: null, sketch: null },
		{ type: 'insert_panel', afterPanelId: panelId, panel: text, shot: null, sketch: null },
	]
}
function editAt(board: TestBoard, at: number): Edit {
	const edit = edits(board)[at]
	if (!edit) throw new Error(`no edit ${at}`)
	return edit
}
const newBoard = () =>
	new TestBoard({ panels: [{ panel: { action: 'A', notes: 'Keep.' } }, {}, {}] })
const order = (board: TestBoard) => board.view().panels.map(({ id }) => id)

describe('carrying out an edit', () => {
	const types = new Map(Object.entries(createCanvasSchema().types))
	for (const [i, { type }] of edits(newBoard()).entries()) {
		test(`[SG20] ${type} (${i}) twice under one suggestion is done once, with valid records`, () => {
			const board = newBoard()
			const edit = edits(board)[i]
			if (!edit) throw new Error('no edit')
			const first = applyEdit(board, edit, context)
			const after = board.snapshot()
			const again = applyEdit(board, edit, context)

			expect(first.ok && again.ok).toBe(true)
			expect(board.snapshot()).toBe(after)
			if (first.ok && again.ok) expect(again.recordIds).toEqual(first.recordIds)
			for (const record of board.all())
				expect(() => types.get(record.typeName)?.validate(record)).not.toThrow()
		})
		test(`[SG22] taking ${type} (${i}) back restores the board, whatever JSON its trace went through`, () => {
			const board = newBoard()
			const before = board.snapshot()
			const edit = edits(board)[i]
			const result = edit && applyEdit(board, edit, context)
			if (!result?.ok) throw new Error('refused')
			const trace = AppliedEditSchema.parse(JSON.parse(JSON.stringify(result.applied)))
			const retracted = retractEdit(board, trace)

			expect(retracted.kept).toEqual([])
			expect(board.snapshot()).toBe(before)
		})
		test(`[SG24] the ghost of ${type} (${i}) touches nothing and shows what accepting makes`, () => {
			const board = newBoard()
			const before = board.snapshot()
			const edit = edits(board)[i]
			if (!edit) throw new Error('no edit')
			const preview = previewEdit(board, edit, context)

			expect(board.snapshot()).toBe(before)
			expect(preview.kind).not.toBe('gone')
			const result = applyEdit(board, edit, context)
			if (!result.ok) throw new Error('refused')
			if (preview.kind === 'drawing')
				expect(preview.shapes.map(({ id }) => id)).toEqual(result.recordIds)
			if (preview.kind === 'insert') expect(result.recordIds).toContain(preview.panel.id)
			expect(editFields(edit, board).length).toBeGreaterThan(0)
		})
	}

	test('[SG21] an edit whose target is gone is refused and writes nothing', () => {
		for (const [i] of edits(newBoard()).entries()) {
			const board = newBoard()
			const edit = edits(board)[i]
			if (!edit || (edit.type === 'insert_panel' && edit.afterPanelId === null)) continue
			board.remove(board.shotId(0))
			board.remove(board.panelId(0))
			const before = board.snapshot()

			expect(applyEdit(board, edit, context)).toEqual({ ok: false, reason: 'target_gone' })
			expect(board.snapshot()).toBe(before)
			expect(previewEdit(board, edit, context)).toEqual({ kind: 'gone' })
			expect(basisOf(board.view(), edit)).toBe('gone')
		}
	})

	test('an inserted panel stands right after its place, with its own set-up or the one before', () => {
		const board = newBoard()
		const all = edits(board)
		for (const at of [6, 8]) {
			const edit = all[at]
			const result =
				edit && applyEdit(board, edit, { ...context, suggestionId: `suggestion:${at}` })
			if (!result?.ok) throw new Error('refused')
			const made = result.recordIds.find((id) => isPanel(board.get(id))) ?? ''
			expect(order(board)[1]).toBe(made)
			const panel = board.get(made)
			const shotId = isPanel(panel) ? panel.props.shotId : null
			expect(shotId === board.shotId(0)).toBe(at === 8)
		}
	})

	test('a moved panel comes to stand where the edit says', () => {
		const board = newBoard()
		const [a, b, c] = order(board)
		applyEdit(
			board,
			{ type: 'move_panel', panelId: board.panelId(0), afterPanelId: board.panelId(2) },
			context,
		)
		expect(order(board)).toEqual([b, c, a])
	})
})

describe('taking an edit back', () => {
	test('[SG23] a field somebody changed since stays as they left it, and is reported', () => {
		const board = newBoard()
		const [edit] = edits(board)
		const result = edit && applyEdit(board, edit, context)
		if (!result?.ok) throw new Error('refused')
		board.update(board.shotId(0), { size: 'ECU' })
		const { undone, kept } = retractEdit(board, result.applied)

		expect(undone).toEqual([`${board.shotId(0)}.lensMm`])
		expect(kept).toEqual([{ recordId: board.shotId(0), path: 'size', why: 'changed_since' }])
		expect(board.get(board.shotId(0))).toMatchObject({ size: 'ECU', lensMm: null })
	})

	test('[SG23] a new panel somebody drew on stays', () => {
		const board = newBoard()
		const edit = edits(board)[7]
		const result = edit && applyEdit(board, edit, context)
		if (!result?.ok) throw new Error('refused')
		const made = result.recordIds.map((id) => board.get(id)).find(isPanel)
		const [stroke] = made
			? board.draw(made, [
					{
						kind: 'stroke',
						points: [
							[0, 0],
							[1, 1],
						],
					},
				])
			: []
		if (!made || !stroke) throw new Error('no panel')
		board.put(stroke)
		const { kept } = retractEdit(board, result.applied)

		expect(kept).toContainEqual({ recordId: made.id, path: null, why: 'in_use' })
		expect(board.get(made.id)).toBeDefined()
		expect(board.get(stroke.id)).toBeDefined()
	})
})

describe('the basis of an edit', () => {
	const fieldsOf = (board: TestBoard) => editAt(board, 0)

	test('[SG10] changes with what the edit depends on and with nothing else', () => {
		const board = newBoard()
		const [shot, length, text, , , draw] = edits(board)
		if (!shot || !length || !text || !draw) throw new Error('no edits')
		const before = [shot, length, text, draw].map((edit) => basisOf(board.view(), edit))
		board.update(board.panelId(2), { 'props.action': 'elsewhere' })
		expect([shot, length, text, draw].map((edit) => basisOf(board.view(), edit))).toEqual(before)

		board.update(board.panelId(0), { 'props.durationFrames': 9 })
		expect(
			[shot, length, text, draw].map((edit, i) => isStale(board.view(), edit, before[i] ?? '')),
		).toEqual([false, true, false, false])
	})

	test('[SG11] a set-up’s basis includes the same fields of its neighbours', () => {
		const board = newBoard()
		const edit = fieldsOf(board)
		const before = basisOf(board.view(), edit)
		board.update(board.shotId(1), { keySide: 'left' })
		expect(basisOf(board.view(), edit)).toBe(before)
		board.update(board.shotId(1), { size: 'MS' })
		expect(isStale(board.view(), edit, before)).toBe(true)
	})

	test('[SG12] accepting one of several panels for a place leaves the others standing', () => {
		const board = newBoard()
		const one = edits(board)[6]
		if (one?.type !== 'insert_panel') throw new Error('no insert')
		const two: Edit = { ...one, panel: { ...one.panel, action: 'Another.' } }
		const basis = basisOf(board.view(), two)
		applyEdit(board, one, context)
		expect(isStale(board.view(), two, basis)).toBe(false)
	})

	test('[SG13] a guide that a suggestion drew does not make other drawings stale; a stroke does', () => {
		const board = newBoard()
		const guide = sketchOf([{ kind: 'horizon', y: 0.5, tone: 'guide' }])
		const edit: Extract<Edit, { type: 'draw' }> = {
			type: 'draw',
			panelId: board.panelId(0),
			sketch: guide,
		}
		const basis = basisOf(board.view(), edit)
		applyEdit(board, edit, context)
		expect(isStale(board.view(), edit, basis)).toBe(false)
		applyEdit(
			board,
			{ ...edit, sketch: sketchOf([{ kind: 'horizon', y: 0.4 }]) },
			{ ...context, suggestionId: 'suggestion:two' },
		)
		expect(isStale(board.view(), edit, basis)).toBe(true)
	})

	test('does not need the script, so that a board’s room can recompute it', () => {
		const scene = { script: [['action', 'She waits.']] as const, panels: [{ lines: [0] }] }
		const board = new TestBoard({ ...scene, script: [...scene.script] })
		const edit: Edit = {
			type: 'insert_panel',
			afterPanelId: null,
			panel: {
				action: '',
				dialogue: '',
				notes: '',
				durationFrames: null,
				scriptBlockIds: ['script_block:0'],
			},
			shot: null,
			sketch: null,
		}
		const basis = basisOf(board.view(), edit)
		board.blocks.length = 0
		expect(basisOf(board.view(), edit)).toBe(basis)
	})
})

describe('the fields of an edit', () => {
	test('read as a crew reads them, before and after', () => {
		const board = newBoard()
		board.update(board.shotId(0), { size: 'MS' })
		expect(editFields(editAt(board, 0), board)).toEqual([
			{ key: 'fields.size', label: 'Size', before: 'Medium', after: 'Close-up' },
			{ key: 'fields.lensMm', label: 'Lens', before: null, after: '50 mm' },
		])
	})

	test('[SG25] an edited version counts its changed fields, and must keep its target', () => {
		const board = newBoard()
		const offered = editAt(board, 0)
		if (offered.type !== 'set_shot') throw new Error('not a set-up')
		const final: Edit = { ...offered, fields: { size: 'CU', lensMm: 85, angle: 'low' } }

		expect(countEditFields(offered, final)).toEqual({ fieldsTotal: 3, fieldsChanged: 2 })
		expect(countEditFields(offered, offered)).toEqual({ fieldsTotal: 2, fieldsChanged: 0 })
		expect(isSameTarget(offered, final)).toBe(true)
		expect(isSameTarget(offered, { ...final, shotId: board.shotId(1) })).toBe(false)
	})
})
