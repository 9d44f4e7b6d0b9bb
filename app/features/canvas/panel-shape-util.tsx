/**
 * The panel as a tldraw shape: a frame that clips what is drawn in it, keeps its size, and stands
 * where story order puts it. Dragging one changes its place in the story (its `index`), nothing else.
 */

import {
	BaseFrameLikeShapeUtil,
	type Editor,
	Group2d,
	Rectangle2d,
	type TLShape,
	type TLShapePartial,
	Vec,
} from 'tldraw'
import { indexesForMove } from '#core/board/order.ts'
import { HEADER_HEIGHT, insertionAt } from '#core/canvas/layout.ts'
import { isMarkType } from '#core/canvas/mark-shapes.ts'
import { reachesOutside } from '#core/canvas/panel-frame.ts'
import {
	PANEL_STANDING,
	PANEL_WIDTH,
	type PanelShape,
	panelShapeMigrations,
	panelShapeProps,
} from '#core/canvas/panel-shape.ts'
import { backdropInHand } from './marks/board-layers.ts'
import { PanelOnWall } from './panel-on-wall.tsx'
import { keptAreas, panelsOf } from './wall-layout.ts'

/** Page units around the viewport within which a panel's header and caption may still show. */
const CULL_MARGIN = 200
/** From this zoom on a hand works inside one panel. */
const CLOSE_ZOOM = 480 / PANEL_WIDTH
const NEVER_INSIDE: readonly string[] = ['panel', 'frame', 'backdrop']

export class PanelShapeUtil extends BaseFrameLikeShapeUtil<PanelShape> {
	static override type = 'panel' as const
	static override props = panelShapeProps
	static override migrations = panelShapeMigrations

	override getDefaultProps(): PanelShape['props'] {
		return {
			w: PANEL_WIDTH,
			h: Math.round((PANEL_WIDTH * 9) / 16),
			action: '',
			dialogue: '',
			notes: '',
			durationFrames: null,
			shotId: null,
			scriptBlockIds: [],
			backdrop: 'shot',
			...PANEL_STANDING,
		}
	}

	override canEdit = () => false
	override canResize = () => false
	override canCrop = () => false
	override canSnap = () => false
	override canBind = () => false
	override canBeLaidOut = () => false
	override hideResizeHandles = () => true
	override hideRotateHandle = () => true
	override hideSelectionBoundsFg = () => true
	override isAspectRatioLocked = () => true
	override isExportBoundsContainer = () => true

	override canCull(shape: PanelShape): boolean {
		const viewport = this.editor.getViewportPageBounds().clone().expandBy(CULL_MARGIN)
		const bounds = this.editor.getShapePageBounds(shape.id)
		return !bounds || !viewport.collides(bounds)
	}

	override canReceiveNewChildrenOfType(shape: PanelShape, type: TLShape['type']): boolean {
		// While a background is drawn in its place, the pen writes there.
		if (backdropInHand(this.editor)?.panelId === shape.id) return false
		return !shape.isLocked && !NEVER_INSIDE.includes(type) && !isMarkType(type)
	}

	override canRemoveChildrenOfType(_shape: PanelShape, type: TLShape['type']): boolean {
		return !isMarkType(type)
	}

	override shouldClipChild(child: TLShape): boolean {
		return !reachesOutside(child)
	}

	override getGeometry(shape: PanelShape): Group2d {
		const { w, h } = shape.props
		const handle = { isFilled: true, isLabel: true, excludeFromShapeBounds: true }
		// A frame is grabbed by its labels: the header always; from afar the paper too, so that panels
		// are reordered by hand. Close by, a drag on the paper picks strokes.
		const isFar = this.editor.getEfficientZoomLevel() < CLOSE_ZOOM
		return new Group2d({
			children: [
				new Rectangle2d({ width: w, height: h, isFilled: false }),
				new Rectangle2d({ ...handle, y: -HEADER_HEIGHT, width: w, height: HEADER_HEIGHT }),
				...(isFar ? [new Rectangle2d({ ...handle, width: w, height: h })] : []),
			],
		})
	}

	override getClipPath({ props: { w, h } }: PanelShape): Vec[] {
		return [new Vec(0, 0), new Vec(w, 0), new Vec(w, h), new Vec(0, h)]
	}

	override getAriaDescriptor(shape: PanelShape): string {
		return shape.props.action || shape.props.dialogue
	}

	override getIndicatorPath(shape: PanelShape): Path2D {
		const path = new Path2D()
		path.rect(0, 0, shape.props.w, shape.props.h)
		return path
	}

	override component(shape: PanelShape) {
		return <PanelOnWall shape={shape} />
	}

	override toSvg(shape: PanelShape) {
		return <rect width={shape.props.w} height={shape.props.h} fill="#fdfcf9" />
	}

	override onTranslateEnd(initial: PanelShape): TLShapePartial<PanelShape> | undefined {
		const drop = dropOfDraggedPanels(this.editor)
		const index = drop?.indexes.get(initial.id)
		return index ? { id: initial.id, type: 'panel', index } : undefined
	}
}

/**
 * Where the panels that are being dragged would go: the bar to show and their new indexes (empty
 * when they would stay). The pointer decides, as the hand holds any part of a panel.
 */
export function dropOfDraggedPanels(editor: Editor) {
	const panels = panelsOf(editor)
	const selected = new Set<string>(editor.getSelectedShapeIds())
	const moved = new Set(panels.map((panel) => panel.id).filter((id) => selected.has(id)))
	const [first] = moved
	if (!first) return null
	const { x, y } = editor.inputs.getCurrentPagePoint()
	const insertion = insertionAt(panels, first, { x, y }, keptAreas(editor))
	if (!insertion) return null
	return { bar: insertion.bar, indexes: indexesForMove(panels, moved, insertion.afterId) }
}
