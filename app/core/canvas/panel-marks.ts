/**
 * What a panel's marks say, as numbers in 0–1 of the panel (y down; they may reach outside): who
 * stands where and looks where, where the light comes from, what the camera does. Rules, playback and
 * exports read marks through this and nothing else. What nobody said is null, never guessed.
 */
import type { TLShape } from '@tldraw/tlschema'
import { sortInStoryOrder } from '../board/order.ts'
import { type InkPoint, pointInPanel } from './ink.ts'
import { azimuthOf, normalDeg, patternOf } from './light-geometry.ts'
import {
	type CameraFrame,
	type CameraMoveShape,
	isMark,
	type LightMarkShape,
	type LightPattern,
	type SubjectMarkShape,
} from './mark-shapes.ts'

/** A rectangle, 0–1 of the panel. */
export interface MarkBox {
	x: number
	y: number
	w: number
	h: number
}
export interface SubjectMark {
	id: string
	/** As in the script's cues; '' = not said. */
	name: string
	box: MarkBox
	eye: { x: number; y: number }
	/** 0 = into the lens, 90 = screen right, 180 = away, -90 = screen left; null = not said. */
	facingDeg: number | null
}
export interface LightMark {
	id: string
	/** Where the lamp stands round the panel, seen from above. */
	at: { x: number; y: number }
	/** 0 = from the camera, 90 = from screen right, 180 = from behind, -90 = from screen left. */
	azimuthDeg: number
	/** -90 from below … 90 from above. */
	elevationDeg: number
	/** Said by hand, or else what its place makes. */
	pattern: LightPattern
	/** Whether a person said the pattern. */
	patternIsSaid: boolean
}
export interface CameraMove {
	from: MarkBox
	to: MarkBox
}
export interface PanelMarks {
	subjects: readonly SubjectMark[]
	/** The first is the key light. */
	lights: readonly LightMark[]
	/** The first move, should two people have drawn one at once; null = the camera rests. */
	cameraMove: CameraMove | null
}

export const NO_MARKS: PanelMarks = { subjects: [], lights: [], cameraMove: null }

interface Frame {
	id: string
	w: number
	h: number
}

/** The marks of one panel among a board's records. */
export function readPanelMarks(records: Iterable<object>, panelId: string): PanelMarks {
	const shapes: TLShape[] = []
	for (const record of records) if (isShape(record)) shapes.push(record)
	const panel = shapes.find(({ id }) => id === panelId)
	if (panel?.type !== 'panel') return NO_MARKS
	const byId = new Map<string, TLShape>(shapes.map((shape) => [shape.id, shape]))
	const inside = shapes.filter((shape) => isMark(shape) && isBelow(shape, panelId, byId))
	const { w, h } = panel.props
	return marksAmong({ id: panelId, w, h }, inside, byId)
}

/** @param shapes every shape below the panel, at any depth; others are left out by the caller */
export function marksOf(panel: Frame, shapes: readonly TLShape[]): PanelMarks {
	const byId = new Map<string, TLShape>(shapes.map((shape) => [shape.id, shape]))
	return marksAmong(panel, shapes, byId)
}

function marksAmong(
	panel: Frame,
	shapes: readonly TLShape[],
	byId: ReadonlyMap<string, TLShape>,
): PanelMarks {
	const marks = sortInStoryOrder(shapes.filter(isMark))
	if (marks.length === 0) return NO_MARKS
	const subjects: SubjectMark[] = []
	const lights: LightMark[] = []
	let cameraMove: CameraMove | null = null
	for (const mark of marks) {
		const place = (point: InkPoint) => pointInPanel(point, mark, panel, byId)
		if (mark.type === 'subject_mark') subjects.push(subjectOf(mark, place))
		else if (mark.type === 'light_mark') lights.push(lightOf(mark, place, panel))
		else cameraMove ??= moveOf(mark, place)
	}
	return { subjects, lights, cameraMove }
}

type Place = (point: InkPoint) => InkPoint

function subjectOf({ id, props }: SubjectMarkShape, place: Place): SubjectMark {
	const { w, h, eye, name, facingDeg } = props
	const [x, y] = place([eye.x * w, eye.y * h])
	return { id, name, box: boxOf(place([0, 0]), place([w, h])), eye: { x, y }, facingDeg }
}

function lightOf({ id, props }: LightMarkShape, place: Place, panel: Frame): LightMark {
	const [x, y] = place([0, 0])
	// The angle is the one on the page, where a panel is wider than high.
	const azimuthDeg = normalDeg(azimuthOf({ x: (x - 0.5) * panel.w, y: (y - 0.5) * panel.h }))
	const { elevationDeg, pattern } = props
	return {
		id,
		at: { x, y },
		azimuthDeg,
		elevationDeg,
		pattern: pattern ?? patternOf({ azimuthDeg, elevationDeg }),
		patternIsSaid: pattern !== null,
	}
}

/** A frame has the panel's aspect ratio, so in fractions of the panel it is as high as wide. */
function moveOf({ props }: CameraMoveShape, place: Place): CameraMove {
	const frame = ({ x, y, w }: CameraFrame): MarkBox => {
		const [x0, y0] = place([x, y])
		const [x1] = place([x + w, y])
		return { x: x0, y: y0, w: x1 - x0, h: x1 - x0 }
	}
	return { from: frame(props.from), to: frame(props.to) }
}

function boxOf([ax, ay]: InkPoint, [bx, by]: InkPoint): MarkBox {
	return { x: Math.min(ax, bx), y: Math.min(ay, by), w: Math.abs(bx - ax), h: Math.abs(by - ay) }
}

const MAX_DEPTH = 20

function isBelow(shape: TLShape, panelId: string, byId: ReadonlyMap<string, TLShape>): boolean {
	let at: TLShape | undefined = shape
	for (let depth = 0; at && depth < MAX_DEPTH; depth++) {
		if (at.parentId === panelId) return true
		at = byId.get(at.parentId)
	}
	return false
}

function isShape(record: object): record is TLShape {
	return 'typeName' in record && record.typeName === 'shape'
}
