/** The camera's move: its first frame in green, its last in red, both of the panel's own shape. */
import { type Editor, Group2d, Rectangle2d, ShapeUtil, SVGContainer, type TLHandle } from 'tldraw'
import { type CameraFrame, type CameraMoveShape, MARK_SHAPES } from '#core/canvas/mark-shapes.ts'
import { arrowPath, movePaths } from '#core/canvas/svg-marks.ts'
import styles from './marks.module.css'

/** Page units: a frame is at least as wide. */
export const LEAST_FRAME = 40
const ENDS = ['from', 'to'] as const

export class CameraMoveUtil extends ShapeUtil<CameraMoveShape> {
	static override type = 'camera_move' as const
	static override props = MARK_SHAPES.camera_move.props
	static override migrations = MARK_SHAPES.camera_move.migrations

	override getDefaultProps(): CameraMoveShape['props'] {
		return { from: { x: 0, y: 0, w: 640 }, to: { x: 96, y: 54, w: 448 } }
	}
	override canResize = () => false
	override canBind = () => false
	override canSnap = () => false
	override hideResizeHandles = () => true
	override hideRotateHandle = () => true

	override getGeometry(shape: CameraMoveShape): Group2d {
		const ratio = heightPerWidth(this.editor, shape)
		return new Group2d({
			children: ENDS.map((end) => {
				const { x, y, w } = shape.props[end]
				return new Rectangle2d({ x, y, width: w, height: w * ratio, isFilled: false })
			}),
		})
	}

	override getHandles(shape: CameraMoveShape): TLHandle[] {
		const ratio = heightPerWidth(this.editor, shape)
		return ENDS.flatMap((end, i): TLHandle[] => {
			const { x, y, w } = shape.props[end]
			const name = end === 'from' ? 'First frame' : 'Last frame'
			const handle = (id: string, label: string, at: number, place: { x: number; y: number }) => ({
				id: `${end}.${id}`,
				label: `${name}: ${label}`,
				type: 'vertex' as const,
				// Four keys of one digit are in order as they stand.
				index: `a${i * 2 + at}` as TLHandle['index'],
				...place,
			})
			return [
				handle('place', 'move', 1, { x: x + w / 2, y: y + (w * ratio) / 2 }),
				handle('size', 'size', 2, { x: x + w, y: y + w * ratio }),
			]
		})
	}

	override onHandleDrag(shape: CameraMoveShape, { handle }: { handle: TLHandle }) {
		const ratio = heightPerWidth(this.editor, shape)
		const end = handle.id.startsWith('from') ? 'from' : 'to'
		const frame = shape.props[end]
		const next: CameraFrame = handle.id.endsWith('place')
			? { ...frame, x: handle.x - frame.w / 2, y: handle.y - (frame.w * ratio) / 2 }
			: { ...frame, w: Math.max(LEAST_FRAME, handle.x - frame.x, (handle.y - frame.y) / ratio) }
		return { id: shape.id, type: shape.type, props: { [end]: next } }
	}

	override getAriaDescriptor(): string {
		return 'Camera move'
	}

	override getIndicatorPath(shape: CameraMoveShape): Path2D {
		const ratio = heightPerWidth(this.editor, shape)
		const path = new Path2D()
		for (const end of ENDS) {
			const { x, y, w } = shape.props[end]
			path.rect(x, y, w, w * ratio)
		}
		return path
	}

	override component(shape: CameraMoveShape) {
		const ratio = heightPerWidth(this.editor, shape)
		const { from, to } = shape.props
		const frame = ({ x, y, w }: CameraFrame) => ({ x, y, width: w, height: w * ratio })
		return (
			<SVGContainer className={styles.mark}>
				<rect className={styles.casing} {...frame(from)} />
				<rect className={styles.start} {...frame(from)} />
				{movePaths(shape.props, ratio).map((way) => (
					<path key={arrowPath(way)} className={styles.way} d={arrowPath(way)} />
				))}
				<rect className={styles.casing} {...frame(to)} />
				<rect className={styles.end} {...frame(to)} />
				<text className={styles.startWord} x={from.x + 8} y={from.y + 20}>
					Start
				</text>
				<text className={styles.endWord} x={to.x + 8} y={to.y + 20}>
					End
				</text>
			</SVGContainer>
		)
	}
}

/** Of the panel the mark stands on. */
export function heightPerWidth(editor: Editor, shape: CameraMoveShape): number {
	const panel = editor.getShape(shape.parentId)
	return panel?.type === 'panel' ? panel.props.h / panel.props.w : 9 / 16
}
