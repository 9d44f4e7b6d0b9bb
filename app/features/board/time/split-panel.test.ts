// @vitest-environment jsdom

import { createShapeId, type Editor } from 'tldraw'
import { beforeEach, describe, expect, it } from 'vitest'
import { layoutPanels } from '#core/canvas/layout.ts'
import { BOARD_PAGE_ID } from '#core/canvas/new-panel.ts'
import { reviewId } from '#core/notes/review-record.ts'
import { seededRandom } from '#core/random.ts'
import { createEditor } from '#tests/convergence/peers.ts'
import { type BoardModel, createBoardModel } from '../board-model.ts'
import { getPanel, putRecords, recordsOfType } from '../board-records.ts'
import { type BoardHand, insertPanel } from '../panel-actions.ts'
import { setPanelProps } from '../shot-fields.ts'
import { createSceneTime, type SceneTime } from './scene-time.ts'
import { splitPanel, splitPoint } from './split-panel.ts'
import { makeCut, setLength } from './time-actions.ts'

let editor: Editor
let model: BoardModel
let hand: BoardHand
let time: SceneTime
const ids = () => [...model.panelIds.get()]
const shapeId = (id: string | undefined) => createShapeId((id ?? '').slice(6))
const inkOf = (id: string | undefined) => editor.getSortedChildIdsForParent(shapeId(id))
const lengths = () => time.sequence.get().clips.map(({ durationFrames }) => durationFrames)

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
		random: seededRandom('split'),
		layers: {
			areMarksShown: () => true,
			showMarks: () => undefined,
			backdropInHand: () => null,
			takeBackdrop: () => undefined,
		},
	}
	time = createSceneTime(model)
	insertPanel(hand, null, { durationFrames: 60, action: 'She waits.' })
	insertPanel(hand, ids()[0] ?? null, { durationFrames: 24 })
	editor.createShape({ type: 'geo', parentId: shapeId(ids()[0]), x: 10 })
	model.setCurrent(ids()[0] ?? '')
	editor.clearHistory()
})

describe('[TI10] a panel split', () => {
	it('at the playhead becomes two of one set-up, with drawing and words, as long as before', () => {
		splitPanel({ hand, time }, 45)

		expect(lengths()).toEqual([45, 15, 24])
		expect(ids().map((id) => model.numbers.get().get(id))).toEqual(['4-1', '4-2', '4A-1'])
		expect(ids().map((id) => inkOf(id).length)).toEqual([1, 1, 0])
		expect(getPanel(model.store, ids()[1] ?? null)?.props.action).toBe('She waits.')
		expect(model.currentId.get()).toBe(ids()[1])
		editor.undo()
		expect(lengths()).toEqual([60, 24])
	})

	it('is cut in the middle when the playhead stands elsewhere or at its beginning', () => {
		expect(splitPoint({ hand, time }, 0)?.first).toBe(30)
		expect(splitPoint({ hand, time }, 70)?.first).toBe(30)
		expect(splitPoint({ hand, time }, 59)?.first).toBe(59)
	})

	it('of one frame stays one', () => {
		setPanelProps(hand, ids()[0] ?? '', { durationFrames: 1 })
		splitPanel({ hand, time }, 0)
		expect(ids()).toHaveLength(2)
	})

	it('[R25] is not made of a locked one, of which half would be refused', () => {
		const panel = ids()[0] ?? ''
		const review = { targetId: panel, status: 'locked' as const, byId: 'ines', at: 0, meta: {} }
		putRecords(model.store, [{ id: reviewId(panel), typeName: 'review', ...review }])
		expect(splitPoint({ hand, time }, 45)).toBeNull()
		splitPanel({ hand, time }, 45)
		expect(lengths()).toEqual([60, 24])
	})

	it('leaves every cut as long as it was, and is not made in one', () => {
		makeCut({ hand, time }, { name: '30 s', targetFrames: null })
		setLength({ hand, time }, [ids()[0] ?? ''], 20)
		const cutId = time.cutId.get()
		splitPanel({ hand, time }, 45)
		expect(ids()).toHaveLength(2)

		time.openCut(null)
		splitPanel({ hand, time }, 45)
		time.openCut(cutId)
		expect(lengths()).toEqual([15, 5, 24])
		expect(recordsOfType(model.store, 'cut_clip').get()).toHaveLength(3)
		expect(time.sequence.get().clips.map(({ panelId }) => panelId)).toEqual(ids())
	})

	it('hands its camera move on: the second half sets out where the first stops', () => {
		const [from, to] = [
			{ x: 0, y: 0, w: 400 },
			{ x: 200, y: 100, w: 200 },
		]
		const [ink] = inkOf(ids()[0])
		const drawn = ink && editor.getShape(ink)
		if (!drawn) throw new Error('nothing is drawn')
		const move = { ...drawn, type: 'camera_move' as const, props: { from, to } }
		editor.store.put([{ ...move, id: createShapeId('move') }])
		splitPanel({ hand, time }, 30)

		const moves = ids()
			.flatMap((id) => inkOf(id))
			.flatMap((id) => {
				const shape = editor.getShape(id)
				return shape?.type === 'camera_move' ? [shape.props] : []
			})
		expect(moves).toHaveLength(2)
		expect(moves[0]?.from).toEqual(from)
		expect(moves[1]?.to).toEqual(to)
		expect(moves[0]?.to).toEqual(moves[1]?.from)
		expect(moves[0]?.to.w).toBeCloseTo(Math.sqrt(400 * 200), 6)
	})
})
