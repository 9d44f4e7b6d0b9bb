/**
 * What the demo's crew marked on its panels: who is in the picture and where they look, where the light
 * stands, what the camera does, and the floor plan of a set-up. Places are 0–1 of the panel; the floor
 * is in metres.
 */
import type { TLShape } from '@tldraw/tlschema'
import { indexAfter, type Ordered } from '#core/board/order.ts'
import type { PlanItemRecord } from '#core/board/plan-record.ts'
import { plainShape } from '#core/canvas/mark-shapes.ts'
import type { PanelShape } from '#core/canvas/panel-shape.ts'
import { createId } from '#core/ids.ts'
import type { Random } from '#core/random.ts'

export interface DemoMarks {
	/** `box` = x, y, width, height; `eye` in the box. */
	subjects?: {
		name: string
		box: [number, number, number, number]
		eye: [number, number]
		facingDeg: number
	}[]
	/** Where the lamp stands on the panel. */
	light?: { at: [number, number]; elevationDeg: number }
	/** Frames of the camera: x, y and width. */
	move?: { from: [number, number, number]; to: [number, number, number] }
}

export interface DemoPlanItem {
	kind: PlanItemRecord['kind']
	name: string
	at: [number, number]
	headingDeg: number
}

/** The marks of a panel as shapes in it, above what is drawn. */
export function markShapes(
	marks: DemoMarks,
	panel: PanelShape,
	below: readonly Ordered[],
	random: Random,
): TLShape[] {
	const { w, h } = panel.props
	const made: Ordered[] = [...below]
	const at = (x: number, y: number) => {
		const index = indexAfter(made, made.at(-1)?.id ?? null)
		const shape = plainShape({ id: createId(random), parentId: panel.id, index, x, y })
		made.push({ id: shape.id, index })
		return shape
	}
	const subjects = (marks.subjects ?? []).map(
		({ name, box: [x, y, width, height], eye, facingDeg }): TLShape => ({
			...at(x * w, y * h),
			type: 'subject_mark',
			props: {
				...{ name, facingDeg, w: width * w, h: height * h },
				eye: { x: eye[0], y: eye[1] },
			},
		}),
	)
	const frame = ([x, y, width]: [number, number, number]) => ({
		...{ x: x * w, y: y * h, w: width * w },
	})
	const light: TLShape[] = marks.light
		? [
				{
					...at(marks.light.at[0] * w, marks.light.at[1] * h),
					type: 'light_mark',
					props: { elevationDeg: marks.light.elevationDeg, pattern: null },
				},
			]
		: []
	const move: TLShape[] = marks.move
		? [
				{
					...at(0, 0),
					type: 'camera_move',
					props: { from: frame(marks.move.from), to: frame(marks.move.to) },
				},
			]
		: []
	return [...subjects, ...light, ...move]
}

/** The floor plan of a set-up. */
export function planRecords(
	items: readonly DemoPlanItem[],
	shotId: string,
	random: Random,
): PlanItemRecord[] {
	return items.map(({ kind, name, at: [x, y], headingDeg }) => ({
		id: `plan_item:${createId(random)}`,
		typeName: 'plan_item',
		...{ shotId, kind, name, x, y, headingDeg, onLine: false, meta: {} },
	}))
}
