// @vitest-environment jsdom

import { createShapeId, type Editor } from 'tldraw'
import { beforeEach, describe, expect, it } from 'vitest'
import { layoutPanels } from '#core/canvas/layout.ts'
import { BOARD_PAGE_ID } from '#core/canvas/new-panel.ts'
import { reviewId } from '#core/notes/review-record.ts'
import { seededRandom } from '#core/random.ts'
import { createEditor } from '#tests/convergence/peers.ts'
import { alternatesAt, makeAlternate, playAlternate } from './alternates.ts'
import { type BoardModel, createBoardModel } from './board-model.ts'
import { getPanel, putRecords } from './board-records.ts'
import { lockSceneNumbers, unlockSceneNumbers } from './number-lock-actions.ts'
import { type BoardHand, deletePanels, duplicatePanel, insertPanel } from './panel-actions.ts'
import { bringBack } from './panel-trash.ts'
import { setPaperRatio } from './paper-ratio.ts'
import { mergePanels, mergeShots, toggleNewShot } from './set-up-actions.ts'
import { setPanelProps } from './shot-fields.ts'

let editor: Editor
let model: BoardModel
let hand: BoardHand
const numbers = () => model.panelIds.get().map((id) => model.numbers.get().get(id))
const ids = () => [...model.panelIds.get()]
const shapeId = (id: string | undefined) => createShapeId((id ?? '').slice(6))
const inkOf = (id: string | undefined) => editor.getSortedChildIdsForParent(shapeId(id))
const draw = (id: string | undefined, x: number) =>
	editor.createShape({ type: 'geo', parentId: shapeId(id), x })

beforeEach(() => {
	editor = createEditor()
	const page = editor.getCurrentPage()
	editor.createPage({ id: BOARD_PAGE_ID, name: 'Board' })
	editor.setCurrentPage(BOARD_PAGE_ID)
	editor.deletePage(page.id)
	model = createBoardModel(editor.store, {
		...{ aspectRatio: 1.85, frameRate: 24, numberingScheme: 'slate', sceneNumber: '4' },
	})
	hand = {
		...{ editor, model, layout: layoutPanels, userId: 'ana', now: () => 7 },
		random: seededRandom('structure'),
		layers: {
			areMarksShown: () => true,
			showMarks: () => undefined,
			backdropInHand: () => null,
			takeBackdrop: () => undefined,
		},
	}
	insertPanel(hand, null)
	draw(ids()[0], 10)
	editor.clearHistory()
})

describe('shots', () => {
	it('begin where one is started, with the rest of the run, and join again', () => {
		duplicatePanel(hand, ids()[0] ?? null)
		duplicatePanel(hand, ids()[1] ?? null)
		expect(numbers()).toEqual(['4-1', '4-2', '4-3'])

		toggleNewShot(hand, ids()[1] ?? null)
		expect(numbers()).toEqual(['4-1', '4A-1', '4A-2'])
		toggleNewShot(hand, ids()[1] ?? null)
		expect(numbers()).toEqual(['4-1', '4-2', '4-3'])
		editor.undo()
		expect(numbers()).toEqual(['4-1', '4A-1', '4A-2'])
	})

	it('become one when they are merged', () => {
		insertPanel(hand, ids()[0] ?? null)
		editor.select(shapeId(ids()[0]), shapeId(ids()[1]))

		mergeShots(hand)

		expect(numbers()).toEqual(['4-1', '4-2'])
	})
})

describe('panels', () => {
	it('are copied with or without their drawing', () => {
		duplicatePanel(hand, ids()[0] ?? null, 'bare')
		expect(inkOf(ids()[1])).toHaveLength(0)
		duplicatePanel(hand, ids()[0] ?? null)
		expect(inkOf(ids()[1])).toHaveLength(1)
		expect(inkOf(ids()[0])).toHaveLength(1)
	})

	it('[S2] become one: both drawings in place, words in a row, lengths added, the other in the trash', () => {
		duplicatePanel(hand, ids()[0] ?? null)
		const [first = '', second = ''] = ids()
		setPanelProps(hand, first, { action: 'Rain.', durationFrames: 24 })
		setPanelProps(hand, second, { action: 'A lamp.', durationFrames: 12 })
		editor.select(shapeId(first), shapeId(second))

		mergePanels(hand)

		expect(ids()).toEqual([first])
		expect(getPanel(editor.store, first)?.props).toMatchObject({
			...{ action: 'Rain.\nA lamp.', durationFrames: 36 },
		})
		expect(inkOf(first).map((id) => editor.getShape(id)?.x)).toEqual([10, 10])
		expect(model.trash.get().map(({ id }) => id)).toEqual([second])
		editor.undo()
		expect(ids()).toEqual([first, second])
		expect(inkOf(second)).toHaveLength(1)
	})

	it('[R25] are not merged while one of them is locked', () => {
		insertPanel(hand, ids()[0] ?? null)
		const panel = ids()[0] ?? ''
		const review = { targetId: panel, status: 'locked' as const, byId: 'ines', at: 0, meta: {} }
		putRecords(model.store, [{ id: reviewId(panel), typeName: 'review', ...review }])
		editor.select(...ids().map(shapeId))
		mergePanels(hand)
		expect(ids()).toHaveLength(2)
		expect(inkOf(panel)).toHaveLength(1)
	})

	it('[S2] come back from the trash to their place', () => {
		insertPanel(hand, ids()[0] ?? null)
		const before = ids()
		deletePanels(hand, [before[0] ?? ''])
		expect(numbers()).toEqual(['4-1'])

		bringBack(hand, [before[0] ?? ''])

		expect(ids()).toEqual(before)
		expect(model.trash.get()).toEqual([])
	})
})

describe('alternates', () => {
	it('[S3] play one at a time in one place, letters stay, all undoable', () => {
		const [first = ''] = ids()
		insertPanel(hand, first)
		const place = () => ids()[0] ?? ''
		makeAlternate(hand, first, 'copy')
		const second = place()
		makeAlternate(hand, second, 'blank')
		const third = place()

		expect(numbers()).toEqual(['4-1', '4A-1'])
		expect([inkOf(second).length, inkOf(third).length]).toEqual([1, 0])
		expect(model.alternates.get().get(third)).toBe('C of 3')
		playAlternate(hand, first)
		expect(place()).toBe(first)
		expect(alternatesAt(hand, first)).toEqual([
			{ panelId: first, letter: 'A', plays: true },
			{ panelId: second, letter: 'B', plays: false },
			{ panelId: third, letter: 'C', plays: false },
		])
		deletePanels(hand, [second])
		expect(alternatesAt(hand, first).map(({ letter }) => letter)).toEqual(['A', 'C'])
		editor.undo()
		editor.undo()
		expect(place()).toBe(third)
		expect(model.panelIds.get()).toHaveLength(2)
	})
})

describe('locked numbers', () => {
	it('[N3] [N4] stay whatever is put in or taken out, until they are freed', () => {
		insertPanel(hand, ids()[0] ?? null)
		lockSceneNumbers(hand)
		insertPanel(hand, ids()[0] ?? null)
		expect(numbers()).toEqual(['4-1', 'A4A-1', '4A-1'])
		deletePanels(hand, [ids()[2] ?? ''])
		expect(numbers()).toEqual(['4-1', '4B-1'])
		editor.undo()
		expect(numbers()).toEqual(['4-1', 'A4A-1', '4A-1'])

		unlockSceneNumbers(hand)

		expect(numbers()).toEqual(['4-1', '4A-1', '4B-1'])
	})
})

describe('paper', () => {
	it('[P1] [P2] of one panel takes another height; what is drawn stays where it is', () => {
		const [first = ''] = ids()
		const before = getPanel(editor.store, first)?.props.h
		setPaperRatio(hand, first, 2.39)
		expect(getPanel(editor.store, first)?.props).toMatchObject({ w: 640, h: 268 })
		expect(inkOf(first).map((id) => editor.getShape(id))).toMatchObject([{ x: 10, y: 0 }])
		setPaperRatio(hand, first, null)
		expect(getPanel(editor.store, first)?.props.h).toBe(before)
	})
})
