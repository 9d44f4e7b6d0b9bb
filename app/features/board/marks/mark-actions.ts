/**
 * What the inspector does to a panel's marks, each as one undo step: the way of the keyboard to all
 * that the tools do by hand, and from a mark to the fields of its shot, only when somebody asks.
 */
import { createShapeId, type TLShapeId } from 'tldraw'
import { movementOf } from '#core/canvas/camera-move.ts'
import { keySideOf, towardAzimuth } from '#core/canvas/light-geometry.ts'
import type { MarkShape } from '#core/canvas/mark-shapes.ts'
import { type LightMark, marksOf, NO_MARKS, type PanelMarks } from '#core/canvas/panel-marks.ts'
import type { PanelShape } from '#core/canvas/panel-shape.ts'
import { getPanel } from '../board-records.ts'
import type { BoardHand } from '../panel-actions.ts'
import { setShotFields } from '../shot-fields.ts'

/** A lamp stands this far from the panel's middle, in halves of its width. */
const LAMP_AWAY = 0.8

/** The panel's marks, read anew whenever one of them changes. */
export function marksOn({ editor, model }: BoardHand, panelId: string): PanelMarks {
	const panel = getPanel(model.store, panelId)
	if (!panel) return NO_MARKS
	const { w, h } = panel.props
	const shapes = editor.getSortedChildIdsForParent(panel.id).flatMap((id) => {
		const shape = editor.getShape(id)
		return shape ? [shape] : []
	})
	return marksOf({ id: panel.id, w, h }, shapes)
}

/** The first move's shape; its frames are set in the panel's units. */
export function moveOn({ editor }: BoardHand, panel: PanelShape) {
	const shapes = editor.getSortedChildIdsForParent(panel.id).map((id) => editor.getShape(id))
	for (const shape of shapes) if (shape?.type === 'camera_move') return shape
	return null
}

type NewMark = Pick<MarkShape, 'type' | 'x' | 'y'> & { props: object }

function addMark(hand: BoardHand, panelId: string, mark: (panel: PanelShape) => NewMark): void {
	const { editor, model } = hand
	const panel = getPanel(model.store, panelId)
	if (!panel || editor.getIsReadonly()) return
	const id = createShapeId()
	editor.markHistoryStoppingPoint('mark')
	editor.createShape({
		...mark(panel),
		id,
		parentId: panel.id,
		index: editor.getHighestIndexForParent(panel.id),
	})
	hand.layers.showMarks(true)
}

export function addSubject(hand: BoardHand, panelId: string, name = ''): void {
	const { length } = marksOn(hand, panelId).subjects
	addMark(hand, panelId, ({ props: { w, h } }) => ({
		type: 'subject_mark',
		x: w * (0.12 + 0.3 * (length % 3)),
		y: h * 0.2,
		props: { w: w * 0.2, h: h * 0.7, name, eye: { x: 0.5, y: 0.2 } },
	}))
}

export function addLight(hand: BoardHand, panelId: string): void {
	addMark(hand, panelId, ({ props }) => ({ type: 'light_mark', ...placeOf(-45, props), props: {} }))
}

export function addMove(hand: BoardHand, panelId: string): void {
	addMark(hand, panelId, ({ props: { w, h } }) => ({
		type: 'camera_move',
		x: 0,
		y: 0,
		props: { from: { x: 0, y: 0, w }, to: { x: w * 0.2, y: h * 0.2, w: w * 0.6 } },
	}))
}

/** Where a lamp of that azimuth stands, in the panel's own space. */
function placeOf(azimuthDeg: number, { w, h }: { w: number; h: number }) {
	const step = towardAzimuth(azimuthDeg)
	const away = (w / 2) * LAMP_AWAY
	return { x: w / 2 + step.x * away, y: h / 2 + step.y * away }
}

export function setMark(
	hand: BoardHand,
	id: string,
	props: object,
	place?: { x: number; y: number },
) {
	const { editor } = hand
	// The id came from a mark that was read on this board.
	const shape = editor.getShape(id as TLShapeId)
	if (!shape || editor.getIsReadonly()) return
	editor.markHistoryStoppingPoint('mark')
	editor.updateShape({ id: shape.id, type: shape.type, props, ...place })
}

/** Walks a lamp round the panel to another direction. */
export function turnLight(hand: BoardHand, panelId: string, light: LightMark, azimuthDeg: number) {
	const panel = getPanel(hand.model.store, panelId)
	if (panel) setMark(hand, light.id, {}, placeOf(azimuthDeg, panel.props))
}

export function removeMark(hand: BoardHand, id: string): void {
	const { editor } = hand
	if (editor.getIsReadonly()) return
	editor.markHistoryStoppingPoint('mark')
	editor.deleteShapes([id as TLShapeId])
}

/** Says in the shot's fields what the lamp shows. */
export function takeLight(hand: BoardHand, panelId: string, light: LightMark): void {
	setShotFields(hand, panelId, { keySide: keySideOf(light), lightPattern: light.pattern })
}

/** The word for the panel's move, or null when it has none. */
export function moveWord(hand: BoardHand, panelId: string) {
	const panel = getPanel(hand.model.store, panelId)
	const { cameraMove } = marksOn(hand, panelId)
	return panel && cameraMove ? movementOf(cameraMove, panel.props.w / panel.props.h) : null
}
