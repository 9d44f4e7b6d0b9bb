/** Who is in the picture: a box, the eyes, and where they look. Stays in its panel, whatever is dragged. */
import {
	BaseBoxShapeUtil,
	Circle2d,
	Group2d,
	Rectangle2d,
	SVGContainer,
	type TLHandle,
} from 'tldraw'
import { azimuthOf, towardAzimuth } from '#core/canvas/light-geometry.ts'
import { MARK_SHAPES, type SubjectMarkShape } from '#core/canvas/mark-shapes.ts'
import styles from './marks.module.css'

/** Page units. */
const TAG_HEIGHT = 24
const LETTER = 10
export const EYE_RADIUS = 7
const LOOK = 46

export class SubjectMarkUtil extends BaseBoxShapeUtil<SubjectMarkShape> {
	static override type = 'subject_mark' as const
	static override props = MARK_SHAPES.subject_mark.props
	static override migrations = MARK_SHAPES.subject_mark.migrations

	override getDefaultProps(): SubjectMarkShape['props'] {
		return { w: 120, h: 220, name: '', eye: { x: 0.5, y: 0.12 }, facingDeg: null }
	}
	override canBind = () => false
	override canSnap = () => false
	override hideRotateHandle = () => true

	override getGeometry({ props }: SubjectMarkShape): Group2d {
		const { w, h } = props
		const grip = { isFilled: true, isLabel: true, excludeFromShapeBounds: true }
		const eye = eyeOf(props)
		return new Group2d({
			children: [
				new Rectangle2d({ width: w, height: h, isFilled: false }),
				new Rectangle2d({
					...grip,
					y: -TAG_HEIGHT,
					width: tagWidth(props.name),
					height: TAG_HEIGHT,
				}),
				new Circle2d({
					...grip,
					x: eye.x - EYE_RADIUS,
					y: eye.y - EYE_RADIUS,
					radius: EYE_RADIUS,
				}),
			],
		})
	}

	override getHandles({ props }: SubjectMarkShape): TLHandle[] {
		const eye = eyeOf(props)
		const look = towardAzimuth(props.facingDeg ?? 0)
		return [
			{ id: 'eye', type: 'vertex', index: 'a1' as TLHandle['index'], label: 'Eyes', ...eye },
			{
				id: 'look',
				type: 'vertex',
				index: 'a2' as TLHandle['index'],
				label: 'Where they look',
				x: eye.x + look.x * LOOK,
				y: eye.y + look.y * LOOK,
			},
		]
	}

	override onHandleDrag(shape: SubjectMarkShape, { handle }: { handle: TLHandle }) {
		const { w, h } = shape.props
		const { id, type } = shape
		if (handle.id === 'eye')
			return { id, type, props: { eye: { x: handle.x / w, y: handle.y / h } } }
		const eye = eyeOf(shape.props)
		const facingDeg = Math.round(azimuthOf({ x: handle.x - eye.x, y: handle.y - eye.y }))
		return { id, type, props: { facingDeg } }
	}

	override getAriaDescriptor({ props }: SubjectMarkShape): string {
		return props.name === '' ? 'Subject' : `Subject ${props.name}`
	}

	override getIndicatorPath({ props }: SubjectMarkShape): Path2D {
		const path = new Path2D()
		path.roundRect(0, 0, props.w, props.h, 6)
		return path
	}

	override component({ props }: SubjectMarkShape) {
		const { w, h, facingDeg } = props
		const eye = eyeOf(props)
		const look = facingDeg === null ? null : towardAzimuth(facingDeg)
		const label = props.name || 'Who?'
		return (
			<SVGContainer className={styles.mark}>
				<rect className={styles.casing} width={w} height={h} rx={6} />
				<rect className={styles.box} width={w} height={h} rx={6} />
				<rect
					className={styles.tag}
					y={-TAG_HEIGHT}
					width={tagWidth(props.name)}
					height={20}
					rx={4}
				/>
				<text className={styles.name} x={8} y={-TAG_HEIGHT + 15}>
					{label}
				</text>
				{look ? (
					<path
						className={styles.look}
						d={lookPath(eye, { x: eye.x + look.x * LOOK, y: eye.y + look.y * LOOK })}
					/>
				) : null}
				<circle className={styles.eye} cx={eye.x} cy={eye.y} r={EYE_RADIUS} />
			</SVGContainer>
		)
	}
}

/** In the mark's own space. */
export function eyeOf({ w, h, eye }: SubjectMarkShape['props']): { x: number; y: number } {
	return { x: eye.x * w, y: eye.y * h }
}

function tagWidth(name: string): number {
	return Math.max(4, name.length || 4) * LETTER + 16
}

function lookPath(from: { x: number; y: number }, tip: { x: number; y: number }): string {
	const back = Math.atan2(from.y - tip.y, from.x - tip.x)
	const wing = (turn: number) =>
		`${tip.x + Math.cos(back + turn) * 14} ${tip.y + Math.sin(back + turn) * 14}`
	return `M${from.x} ${from.y}L${tip.x} ${tip.y}M${wing(-0.5)}L${tip.x} ${tip.y}L${wing(0.5)}`
}
