/**
 * The marks on a panel that rules and playback read, and the background that panels share, as tldraw
 * shapes: who is in the picture and where they look, where the light stands, what the camera does.
 * They stand in the panel and in its units; panel-marks.ts reads them as fractions of it.
 */
import {
	createShapePropsMigrationSequence,
	type RecordProps,
	type TLParentId,
	type TLShape,
} from '@tldraw/tlschema'
import { T } from '@tldraw/validate'
import { LIGHT_PATTERNS } from '../board/vocabulary.ts'

export const MAX_SUBJECT_NAME = 80

/** Somebody or something the picture is about. */
export interface SubjectMarkProps {
	w: number
	h: number
	/** As in the script's cues; '' = not said. */
	name: string
	/** Where the eyes are, 0–1 of the box. */
	eye: { x: number; y: number }
	/** 0 = into the lens, 90 = screen right, 180 = away, -90 = screen left; null = not said. */
	facingDeg: number | null
}

export type LightPattern = (typeof LIGHT_PATTERNS)[number][0]

/** A lamp: it stands where its light comes from, seen from above (below the panel = at the camera). */
export interface LightMarkProps {
	/** -90 from below … 0 level … 90 from above. */
	elevationDeg: number
	/** Said by hand; null = follows from where the lamp stands. */
	pattern: LightPattern | null
}

/** A frame of the camera in the panel's units; as high as the panel's aspect ratio makes it. */
export interface CameraFrame {
	x: number
	y: number
	w: number
}
export interface CameraMoveProps {
	from: CameraFrame
	to: CameraFrame
}

/** A drawing of its own that panels show under theirs; where it stands is derived (B8). */
export interface BackdropProps {
	w: number
	h: number
}

declare module '@tldraw/tlschema' {
	interface TLGlobalShapePropsMap {
		subject_mark: SubjectMarkProps
		light_mark: LightMarkProps
		camera_move: CameraMoveProps
		backdrop: BackdropProps
	}
}
export type SubjectMarkShape = TLShape<'subject_mark'>
export type LightMarkShape = TLShape<'light_mark'>
export type CameraMoveShape = TLShape<'camera_move'>
export type BackdropShape = TLShape<'backdrop'>

const degrees = (least: number, most: number) =>
	T.number.check((value) => {
		if (value < least || value > most) throw new Error(`an angle from ${least} to ${most}`)
	})
const name = T.string.check((value) => {
	if (value.length > MAX_SUBJECT_NAME)
		throw new Error(`a name has at most ${MAX_SUBJECT_NAME} letters`)
})
const frame = T.object({ x: T.number, y: T.number, w: T.nonZeroNumber })

export const subjectMarkProps: RecordProps<SubjectMarkShape> = {
	w: T.nonZeroNumber,
	h: T.nonZeroNumber,
	name,
	eye: T.object({ x: T.number, y: T.number }),
	facingDeg: degrees(-180, 180).nullable(),
}
export const lightMarkProps: RecordProps<LightMarkShape> = {
	elevationDeg: degrees(-90, 90),
	pattern: T.setEnum(new Set(LIGHT_PATTERNS.map(([code]) => code))).nullable(),
}
export const cameraMoveProps: RecordProps<CameraMoveShape> = { from: frame, to: frame }
export const backdropProps: RecordProps<BackdropShape> = { w: T.nonZeroNumber, h: T.nonZeroNumber }

export const MARK_SHAPES = {
	subject_mark: {
		props: subjectMarkProps,
		migrations: createShapePropsMigrationSequence({ sequence: [] }),
	},
	light_mark: {
		props: lightMarkProps,
		migrations: createShapePropsMigrationSequence({ sequence: [] }),
	},
	camera_move: {
		props: cameraMoveProps,
		migrations: createShapePropsMigrationSequence({ sequence: [] }),
	},
	backdrop: {
		props: backdropProps,
		migrations: createShapePropsMigrationSequence({ sequence: [] }),
	},
}

/** A layer of its own over the drawing, which a person shows or hides. */
export const MARK_TYPES = ['subject_mark', 'light_mark', 'camera_move'] as const
export type MarkShape = SubjectMarkShape | LightMarkShape | CameraMoveShape

export function isMark(shape: TLShape): shape is MarkShape {
	return isMarkType(shape.type)
}

export function isMarkType(type: string): boolean {
	return MARK_TYPES.some((mark) => mark === type)
}

/** Whether a shape is to be seen in a panel's picture: of the marks, only what the camera does. */
export function isInPicture(shape: { readonly type: string }): boolean {
	return shape.type === 'camera_move' || !isMarkType(shape.type)
}

const PLAIN = { typeName: 'shape', rotation: 0, isLocked: false, opacity: 1 } as const

/** What every mark and background of ours is made from; index and parent say where it belongs. */
export function plainShape(input: {
	id: string
	parentId: string
	index: string
	x?: number
	y?: number
}): Omit<TLShape, 'type' | 'props'> {
	return {
		...PLAIN,
		// tldraw brands ids and indexes; both are checked when the record enters a store or a room.
		id: `shape:${input.id}` as TLShape['id'],
		parentId: input.parentId as TLParentId,
		index: input.index as TLShape['index'],
		x: input.x ?? 0,
		y: input.y ?? 0,
		meta: {},
	}
}
