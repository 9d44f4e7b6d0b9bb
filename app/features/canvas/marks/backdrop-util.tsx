/** A background while it is drawn: paper in the place of a panel, under everything that stands there. */
import { BaseFrameLikeShapeUtil, HTMLContainer, type TLShape, Vec } from 'tldraw'
import { type BackdropShape, isMarkType, MARK_SHAPES } from '#core/canvas/mark-shapes.ts'
import styles from './marks.module.css'

const NEVER_INSIDE: readonly string[] = ['panel', 'frame', 'backdrop']

export class BackdropUtil extends BaseFrameLikeShapeUtil<BackdropShape> {
	static override type = 'backdrop' as const
	static override props = MARK_SHAPES.backdrop.props
	static override migrations = MARK_SHAPES.backdrop.migrations

	override getDefaultProps(): BackdropShape['props'] {
		return { w: 640, h: 360 }
	}
	override canResize = () => false
	override canBind = () => false
	override hideResizeHandles = () => true
	override hideRotateHandle = () => true
	override hideSelectionBoundsFg = () => true
	override canReceiveNewChildrenOfType(_shape: BackdropShape, type: TLShape['type']): boolean {
		return !NEVER_INSIDE.includes(type) && !isMarkType(type)
	}
	override getClipPath({ props: { w, h } }: BackdropShape): Vec[] {
		return [new Vec(0, 0), new Vec(w, 0), new Vec(w, h), new Vec(0, h)]
	}
	override getIndicatorPath({ props }: BackdropShape): Path2D {
		const path = new Path2D()
		path.rect(0, 0, props.w, props.h)
		return path
	}
	override component({ props: { w, h } }: BackdropShape) {
		return <HTMLContainer className={styles.backdrop} style={{ width: w, height: h }} />
	}
}
