// @vitest-environment jsdom

import { createShapeId, type Editor } from 'tldraw'
import { beforeEach, describe, expect, it } from 'vitest'
import { layoutPanels } from '#core/canvas/layout.ts'
import { BOARD_PAGE_ID } from '#core/canvas/new-panel.ts'
import { seededRandom } from '#core/random.ts'
import { createEditor } from '#tests/convergence/peers.ts'
import { type BoardModel, createBoardModel } from './board-model.ts'
import {
	type BoardHand,
	deletePanels,
	duplicatePanel,
	insertPanel,
	nextPanel,
	panelBefore,
	shiftPanels,
	walk,
} from './panel-actions.ts'
import { makePanelFromScript } from './script-cover.ts'

let editor: Editor
let model: BoardModel
let hand: BoardHand
const numbers = () => model.panelIds.get().map((id) => model.numbers.get().get(id))
const ids = () => [...model.panelIds.get()]

beforeEach(() => {
	editor = createEditor()
	const page = editor.getCurrentPage()
	editor.createPage({ id: BOARD_PAGE_ID, name: 'Board' })
	editor.setCurrentPage(BOARD_PAGE_ID)
	editor.deletePage(page.id)
	model = createBoardModel(editor.store, {
		aspectRatio: 1.85,
		frameRate: 24,
		numberingScheme: 'slate',
		sceneNumber: '4',
	})
	hand = {
		...{ editor, model, layout: layoutPanels, userId: 'ana', now: () => 7 },
		random: seededRandom('panel-actions'),
		layers: {
			areMarksShown: () => true,
			showMarks: () => undefined,
			backdropInHand: () => null,
			takeBackdrop: () => undefined,
		},
	}
	insertPanel(hand, null)
	editor.clearHistory()
})

describe('panel actions', () => {
	it('put the next panel after the one in hand and take it in hand', () => {
		const [first] = ids()

		nextPanel(hand)
		walk(hand, -1)
		nextPanel(hand)

		expect(numbers()).toEqual(['4-1', '4A-1', '4B-1'])
		expect(ids()[0]).toBe(first)
		expect(model.currentId.get()).toBe(ids()[1])
	})

	it('put a panel before the one in hand', () => {
		const [first] = ids()

		panelBefore(hand)

		expect(ids()[1]).toBe(first)
	})

	it('copy a panel with its drawing into the same set-up, in one undo step', () => {
		const [first] = ids()
		editor.createShape({
			id: createShapeId('ink'),
			type: 'geo',
			parentId: createShapeId(first?.slice(6)),
		})

		duplicatePanel(hand, first ?? null)

		expect(numbers()).toEqual(['4-1', '4-2'])
		const copy = createShapeId(ids()[1]?.slice(6))
		expect(editor.getSortedChildIdsForParent(copy)).toHaveLength(1)
		editor.undo()
		expect(ids()).toEqual([first])
	})

	it('move a panel one place and take it back in one undo step', () => {
		nextPanel(hand)
		nextPanel(hand)
		const before = ids()

		shiftPanels(hand, [before[2] ?? ''], -1)

		expect(ids()).toEqual([before[0], before[2], before[1]])
		editor.undo()
		expect(ids()).toEqual(before)
	})

	it('[S2] put a panel in the trash with its drawing, and bring it back in one undo step', () => {
		const [first = ''] = ids()
		const panel = createShapeId(first.slice(6))
		editor.createShape({ type: 'geo', parentId: panel })

		deletePanels(hand, [first])

		expect(ids()).toEqual([])
		expect(editor.getShape(panel)).toMatchObject({ props: { trashedAt: 7, trashedBy: 'ana' } })
		expect(editor.getSortedChildIdsForParent(panel)).toHaveLength(1)
		editor.undo()
		expect(ids()).toEqual([first])
	})

	it('leave the neighbour in hand when the panel in hand is deleted', () => {
		nextPanel(hand)
		nextPanel(hand)
		const [first, second, third] = ids()
		walk(hand, -1)

		deletePanels(hand, [second ?? ''])

		expect(ids()).toEqual([first, third])
		expect(model.currentId.get()).toBe(third)
	})

	it('change nothing for somebody who may only look', () => {
		editor.updateInstanceState({ isReadonly: true })
		const before = ids()

		nextPanel(hand)
		duplicatePanel(hand, before[0] ?? null)
		deletePanels(hand, before)

		expect(ids()).toEqual(before)
	})

	it('a panel made of lines of the script has their words without marks', () => {
		const lines = (['action', 'character', 'dialogue'] as const).map((type, at) => ({
			...{ id: `script_block:${at}` as const, typeName: 'script_block' as const, sceneId: null },
			...{ index: `a${at}`, type, dual: null, meta: {} },
			text: ['*Rain* on \\*69.', '**IDA**', 'That’s **not** it.'][at] ?? '',
		}))
		makePanelFromScript(
			hand,
			lines,
			lines.map(({ id }) => id),
		)
		const made = model.panels.get().find(({ props }) => props.scriptBlockIds.length > 0)
		expect(made?.props).toMatchObject({ action: 'Rain on *69.', dialogue: 'IDA: That’s not it.' })
	})
})
