/** A lamp that stands where its light comes from: below the panel is the camera, above is behind. */
import { Circle2d, type Editor, ShapeUtil, SVGContainer, type TLHandle } from 'tldraw'
import { LIGHT_PATTERNS, labelOf } from '#core/board/vocabulary.ts'
import { type LightMarkShape, MARK_SHAPES } from '#core/canvas/mark-shapes.ts'
import { type LightMark, marksOf } from '#core/canvas/panel-marks.ts'
import styles from './marks.module.css'

/** Page units. */
export const LAMP_RADIUS = 20
const REACH = 62
/** Page units a lamp's height handle goes up for 90°. */
const RISE = 60

export class LightMarkUtil extends ShapeUtil<LightMarkShape> {
	static override type = 'light_mark' as const
	static override props = MARK_SHAPES.light_mark.props
	static override migrations = MARK_SHAPES.light_mark.migrations

	override getDefaultProps(): LightMarkShape['props'] {
		return { elevationDeg: 30, pattern: null }
	}
	override canResize = () => false
	override canBind = () => false
	override canSnap = () => false
	override hideResizeHandles = () => true
	override hideRotateHandle = () => true

	override getGeometry(): Circle2d {
		return new Circle2d({ x: -LAMP_RADIUS, y: -LAMP_RADIUS, radius: LAMP_RADIUS, isFilled: true })
	}

	override getHandles({ props }: LightMarkShape): TLHandle[] {
		const y = -LAMP_RADIUS - 14 - (Math.max(0, props.elevationDeg) / 90) * RISE
		const index = 'a1' as TLHandle['index']
		return [{ id: 'height', type: 'vertex', index, label: 'Height of the lamp', x: 0, y }]
	}

	override onHandleDrag(shape: LightMarkShape, { handle }: { handle: TLHandle }) {
		const up = ((-handle.y - LAMP_RADIUS - 14) / RISE) * 90
		const elevationDeg = Math.round(Math.min(90, Math.max(-90, up)))
		return { id: shape.id, type: shape.type, props: { elevationDeg } }
	}

	override getAriaDescriptor(shape: LightMarkShape): string {
		return `Lamp: ${lightWords(lightOf(this.editor, shape))}`
	}

	override getIndicatorPath(): Path2D {
		const path = new Path2D()
		path.arc(0, 0, LAMP_RADIUS, 0, Math.PI * 2)
		return path
	}

	override component(given: LightMarkShape) {
		// A shape that only moves is not painted anew; reading it here says that its place counts.
		const now = this.editor.getShape(given.id)
		const shape = now?.type === 'light_mark' ? now : given
		const panel = this.editor.getShape(shape.parentId)
		const size = panel?.type === 'panel' ? panel.props : { w: 0, h: 0 }
		const [dx, dy] = [size.w / 2 - shape.x, size.h / 2 - shape.y]
		const far = Math.hypot(dx, dy) || 1
		const turn = (Math.atan2(dy, dx) * 180) / Math.PI
		const light = lightOf(this.editor, shape)
		return (
			<SVGContainer className={styles.mark}>
				<g transform={`rotate(${turn})`}>
					<path
						className={styles.beam}
						d={`M${LAMP_RADIUS} -7L${Math.min(far, REACH)} -17V17L${LAMP_RADIUS} 7Z`}
					/>
				</g>
				<circle className={styles.lamp} r={LAMP_RADIUS} />
				{[0, 60, 120].map((ray) => (
					<path key={ray} className={styles.ray} d="M-12 0H12" transform={`rotate(${ray})`} />
				))}
				<text className={styles.light} y={LAMP_RADIUS + 17} textAnchor="middle">
					{lightWords(light)}
				</text>
			</SVGContainer>
		)
	}
}

/** What the lamp says where it stands. */
export function lightOf(editor: Editor, shape: LightMarkShape): LightMark | null {
	const panel = editor.getShape(shape.parentId)
	if (panel?.type !== 'panel') return null
	const { w, h } = panel.props
	return marksOf({ id: panel.id, w, h }, [shape]).lights[0] ?? null
}

/** `Loop, 30° up`. */
function lightWords(light: LightMark | null): string {
	if (!light) return ''
	const height = `${Math.abs(Math.round(light.elevationDeg))}° ${light.elevationDeg < 0 ? 'down' : 'up'}`
	return `${labelOf(LIGHT_PATTERNS, light.pattern)}, ${height}`
}
