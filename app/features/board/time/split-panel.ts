/**
 * A panel cut in two where the playhead stands. The one rule: the film is as long as before and shows
 * the same, in the full version and in every cut; the second half is there to be drawn on. One undo step.
 */
import type { TLShapeId } from 'tldraw'
import { type CutClipRecord, cutClipId } from '#core/board/cut-record.ts'
import { indexAfter, sortInStoryOrder } from '#core/board/order.ts'
import { endOf, type SequenceClip } from '#core/board/sequence.ts'
import { cameraAt } from '#core/canvas/camera-move.ts'
import type { CameraFrame, CameraMoveShape } from '#core/canvas/mark-shapes.ts'
import { newPanelRecords } from '#core/canvas/new-panel.ts'
import { getPanel, isPanelLocked, putRecords, recordsOfType } from '../board-records.ts'
import { copyDrawing } from '../copy-drawing.ts'
import { type BoardHand, takeInHand } from '../panel-actions.ts'
import type { TimeHand } from './time-actions.ts'

/**
 * Where the panel in hand would be cut: frames of its first half. The playhead, when it stands inside
 * the panel; else the middle. Null = no panel, a locked one, or one too short to be two.
 */
export function splitPoint({ hand, time }: TimeHand, playhead: number): SplitPoint | null {
	const current = hand.model.currentId.get()
	const clip = time.sequence.get().clips.find(({ panelId }) => panelId === current)
	if (!clip || clip.durationFrames < 2 || isPanelLocked(hand.model.store, clip.panelId)) return null
	const isInside = playhead > clip.startFrame && playhead < endOf(clip)
	return { clip, first: isInside ? playhead - clip.startFrame : clip.durationFrames >> 1 }
}

interface SplitPoint {
	clip: SequenceClip
	first: number
}

/** Cuts the panel in hand in two, in the full version; the second half is then in hand. */
export function splitPanel(act: TimeHand, playhead: number): void {
	const { hand, time } = act
	const { editor, model, random } = hand
	const point = splitPoint(act, playhead)
	const panel = getPanel(model.store, point?.clip.panelId ?? null)
	if (!point || !panel || time.cutId.get() !== null || editor.getIsReadonly()) return
	const { clip, first } = point
	const { panel: second } = newPanelRecords({
		index: indexAfter(model.panels.get(), panel.id),
		...{ random, joinShotId: panel.props.shotId },
		sceneAspect: panel.props.w / panel.props.h,
		panel: {
			...panel.props,
			...{ lockedNumber: null, alternateRank: 0 },
			durationFrames: clip.durationFrames - first,
		},
	})
	const place = hand.layout([...model.panels.get(), second]).get(second.id)
	const share = first / clip.durationFrames
	editor.markHistoryStoppingPoint('split panel')
	editor.run(() => {
		putRecords(model.store, [
			{ ...second, ...place },
			...splitInCuts(hand, panel.id, second.id, share),
		])
		editor.updateShape({ id: panel.id, type: 'panel', props: { durationFrames: first } })
		copyDrawing(editor, panel.id, second.id)
		splitMove(hand, panel.id, second.id, share)
		if (editor.getSelectedShapes().some(({ type }) => type === 'panel')) editor.select(second.id)
	})
	takeInHand(hand, second.id)
}

/** Every cut that shows the panel shows both halves, as long together as before. */
function splitInCuts(hand: BoardHand, panelId: string, secondId: string, share: number) {
	const all = recordsOfType(hand.model.store, 'cut_clip').get()
	return all
		.filter((clip) => clip.panelId === panelId)
		.flatMap((clip): CutClipRecord[] => {
			const { cutId, durationFrames } = clip
			const others = sortInStoryOrder(all.filter((one) => one.cutId === cutId))
			const index = indexAfter(others, clip.id)
			const second = { ...clip, id: cutClipId(cutId, secondId), panelId: secondId, index }
			if (durationFrames === null) return [second]
			// A clip of one frame cannot be two: the cut keeps it, and leaves the second half out.
			if (durationFrames < 2) return []
			const first = Math.min(durationFrames - 1, Math.max(1, Math.round(durationFrames * share)))
			return [
				{ ...clip, durationFrames: first },
				{ ...second, durationFrames: durationFrames - first },
			]
		})
}

/** The camera of the first half stops where that of the second sets out. */
function splitMove({ editor }: BoardHand, firstId: TLShapeId, secondId: TLShapeId, share: number) {
	const halve = (panelId: TLShapeId, end: 'from' | 'to') =>
		editor.getSortedChildIdsForParent(panelId).flatMap((id) => {
			const shape = editor.getShape(id)
			if (shape?.type !== 'camera_move') return []
			return [{ ...shape, props: { ...shape.props, [end]: frameAt(shape.props, share) } }]
		})
	editor.store.put([...halve(firstId, 'to'), ...halve(secondId, 'from')])
}

function frameAt({ from, to }: CameraMoveShape['props'], t: number): CameraFrame {
	const box = ({ x, y, w }: CameraFrame) => ({ x, y, w, h: w })
	const { x, y, w } = cameraAt({ from: box(from), to: box(to) }, t)
	return { x, y, w }
}
