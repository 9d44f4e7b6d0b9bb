/**
 * The three marking tools. Each is one gesture on a panel and stays in hand for the next: a box for a
 * subject, then from its eyes to where they look; a lamp dragged round the panel; the frame where the
 * camera ends (with Shift: where it starts). One gesture is one step of undo.
 */
import {
	createShapeId,
	type Editor,
	StateNode,
	type TLKeyboardEventInfo,
	type TLPointerEventInfo,
	type TLShapeId,
	Vec,
} from 'tldraw'
import { isInStory } from '#core/board/story.ts'
import { azimuthOf } from '#core/canvas/light-geometry.ts'
import type { CameraFrame } from '#core/canvas/mark-shapes.ts'
import type { PanelShape } from '#core/canvas/panel-shape.ts'
import { showMarks } from './board-layers.ts'
import { LEAST_FRAME } from './camera-move-util.tsx'
import { LAMP_RADIUS } from './light-mark-util.tsx'
import { eyeOf } from './subject-mark-util.tsx'

/** Page units beside a panel where a mark still belongs to it. */
const REACH = 120
/** Screen pixels round an eye or a lamp that take hold of it. */
const GRIP_PX = 16
const LEAST_BOX = 12

/** What the hand is doing; called with the pointer in the panel's own space. */
type Gesture = (at: Vec, info: { shift: boolean }) => void

abstract class MarkTool extends StateNode {
	private held: { panelId: TLShapeId; markId: string; gesture: Gesture; moved: boolean } | null =
		null

	/** What to do from here on; called after the stopping point of undo is set. */
	protected abstract begin(panel: PanelShape, at: Vec): Gesture
	/** A press without a drag. */
	protected tap(_panel: PanelShape, _at: Vec): void {}

	override onEnter(): void {
		if (this.editor.getIsReadonly()) return void this.editor.setCurrentTool('select')
		this.editor.setCursor({ type: 'cross', rotation: 0 })
		showMarks(this.editor, true)
	}

	override onExit(): void {
		this.held = null
	}

	override onPointerDown(_info: TLPointerEventInfo): void {
		const page = this.editor.inputs.getOriginPagePoint()
		const panel = panelAt(this.editor, page)
		if (!panel || this.editor.getIsReadonly()) return
		const markId = this.editor.markHistoryStoppingPoint(this.id)
		const at = this.editor.getPointInShapeSpace(panel, page)
		this.held = { panelId: panel.id, markId, gesture: this.begin(panel, at), moved: false }
	}

	override onPointerMove(): void {
		const panel = this.panelInHand()
		if (!panel || !this.held || !this.editor.inputs.getIsDragging()) return
		const at = this.editor.getPointInShapeSpace(panel, this.editor.inputs.getCurrentPagePoint())
		this.held.moved = true
		this.held.gesture(at, { shift: this.editor.inputs.getShiftKey() })
	}

	override onPointerUp(): void {
		const panel = this.panelInHand()
		// The editor's own word for a drag is gone by the time the pointer is up.
		if (panel && !this.held?.moved) {
			this.tap(
				panel,
				this.editor.getPointInShapeSpace(panel, this.editor.inputs.getOriginPagePoint()),
			)
		}
		this.held = null
	}

	override onKeyDown(info: TLKeyboardEventInfo): void {
		if (info.key === 'Enter') this.editor.setCurrentTool('select')
	}

	override onCancel(): void {
		if (this.held) this.editor.bailToMark(this.held.markId)
		else this.editor.setCurrentTool('select')
		this.held = null
	}

	override onInterrupt(): void {
		if (this.held) this.editor.bailToMark(this.held.markId)
		this.held = null
	}

	private panelInHand(): PanelShape | null {
		const panel = this.held && this.editor.getShape(this.held.panelId)
		return panel?.type === 'panel' ? panel : null
	}
}

export class SubjectMarkTool extends MarkTool {
	static override id = 'subject_mark'

	protected override begin(panel: PanelShape, at: Vec): Gesture {
		const { editor } = this
		const eyes = childrenOf(editor, panel, 'subject_mark').find((shape) => {
			const eye = eyeOf(shape.props)
			return Vec.Dist(at, { x: shape.x + eye.x, y: shape.y + eye.y }) < grip(editor)
		})
		if (eyes) {
			editor.select(eyes.id)
			const eye = eyeOf(eyes.props)
			const from = { x: eyes.x + eye.x, y: eyes.y + eye.y }
			return (to) => {
				const facingDeg = Math.round(azimuthOf({ x: to.x - from.x, y: to.y - from.y }))
				editor.updateShape({ id: eyes.id, type: 'subject_mark', props: { facingDeg } })
			}
		}
		const id = createShapeId()
		return (to) => {
			const box = {
				x: Math.min(at.x, to.x),
				y: Math.min(at.y, to.y),
				w: Math.max(LEAST_BOX, Math.abs(to.x - at.x)),
				h: Math.max(LEAST_BOX, Math.abs(to.y - at.y)),
			}
			const { x, y, w, h } = box
			// Of a whole figure the eyes are near the top; of a head and shoulders, a third down.
			const eye = { x: 0.5, y: h > w * 1.6 ? 0.09 : 0.36 }
			putMark(editor, panel, { id, type: 'subject_mark', x, y, props: { w, h, eye } })
		}
	}
}

export class LightMarkTool extends MarkTool {
	static override id = 'light_mark'

	protected override begin(panel: PanelShape, at: Vec): Gesture {
		const { editor } = this
		const near = childrenOf(editor, panel, 'light_mark').find(
			(shape) => Vec.Dist(at, shape) < Math.max(LAMP_RADIUS, grip(editor)),
		)
		const id = near?.id ?? createShapeId()
		if (near) editor.select(near.id)
		return ({ x, y }) => putMark(editor, panel, { id, type: 'light_mark', x, y })
	}

	protected override tap(panel: PanelShape, { x, y }: Vec): void {
		const isOnOne = childrenOf(this.editor, panel, 'light_mark').some(
			(shape) => Vec.Dist({ x, y }, shape) < Math.max(LAMP_RADIUS, grip(this.editor)),
		)
		if (!isOnOne) putMark(this.editor, panel, { id: createShapeId(), type: 'light_mark', x, y })
	}
}

export class CameraMoveTool extends MarkTool {
	static override id = 'camera_move'

	protected override begin(panel: PanelShape, at: Vec): Gesture {
		const { editor } = this
		const id = childrenOf(editor, panel, 'camera_move')[0]?.id ?? createShapeId()
		return (to, { shift }) => {
			const frame = frameBetween(at, to, panel.props.h / panel.props.w)
			const known = editor.getShape(id)
			const whole = { x: 0, y: 0, w: panel.props.w }
			if (known)
				editor.updateShape({
					id,
					type: 'camera_move',
					props: shift ? { from: frame } : { to: frame },
				})
			else
				putMark(editor, panel, {
					id,
					type: 'camera_move',
					props: shift ? { from: frame, to: whole } : { from: whole, to: frame },
				})
		}
	}
}

export const MARK_TOOLS = [SubjectMarkTool, LightMarkTool, CameraMoveTool]

/** The frame of the panel's shape that a drag spans, from corner to corner. */
function frameBetween(from: Vec, to: Vec, heightPerWidth: number): CameraFrame {
	const w = Math.max(LEAST_FRAME, Math.abs(to.x - from.x), Math.abs(to.y - from.y) / heightPerWidth)
	return {
		x: to.x < from.x ? from.x - w : from.x,
		y: to.y < from.y ? from.y - w * heightPerWidth : from.y,
		w,
	}
}

type MarkPartial = Parameters<Editor['createShape']>[0]

/** Makes the mark on top of the panel, or changes it, and selects it. */
function putMark(editor: Editor, panel: PanelShape, mark: MarkPartial & { id: TLShapeId }): void {
	if (editor.getShape(mark.id)) return void editor.updateShape(mark)
	editor.createShape({
		...mark,
		parentId: panel.id,
		index: editor.getHighestIndexForParent(panel.id),
	})
	editor.select(mark.id)
}

function childrenOf<T extends 'subject_mark' | 'light_mark' | 'camera_move'>(
	editor: Editor,
	panel: PanelShape,
	type: T,
) {
	return editor.getSortedChildIdsForParent(panel.id).flatMap((id) => {
		const shape = editor.getShape(id)
		return shape?.type === type ? [shape as Extract<typeof shape, { type: T }>] : []
	})
}

function grip(editor: Editor): number {
	return GRIP_PX / editor.getZoomLevel()
}

/** The panel under a point of the page, or the nearest one beside it. */
function panelAt(editor: Editor, { x, y }: { x: number; y: number }): PanelShape | null {
	let best: { panel: PanelShape; away: number } | null = null
	for (const panel of editor.getCurrentPageShapes()) {
		if (panel.type !== 'panel' || !isInStory(panel.props)) continue
		const { w, h } = panel.props
		const [dx, dy] = [
			Math.max(panel.x - x, 0, x - panel.x - w),
			Math.max(panel.y - y, 0, y - panel.y - h),
		]
		const away = Math.hypot(dx, dy)
		if (away <= REACH && (!best || away < best.away)) best = { panel, away }
	}
	return best?.panel ?? null
}
