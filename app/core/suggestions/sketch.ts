/**
 * A rough drawing as data, in normalised panel coordinates: x and y from 0 (left, top) to 1 (right,
 * bottom). Rendered deterministically into editable shapes by render-sketch.ts.
 */
import { z } from 'zod'
import { codes, SHOT_SIZES } from '../board/vocabulary.ts'

/** Letters of a name over a figure. */
export const MAX_FIGURE_NAME = 80
/** Some marks may start or end a little outside the frame. */
const Coordinate = z.number().min(-0.5).max(1.5)
export const SketchPointSchema = z.tuple([Coordinate, Coordinate])
export const SKETCH_WEIGHTS = ['light', 'normal', 'heavy'] as const
export const SKETCH_TONES = ['ink', 'grey', 'light', 'guide', 'paper'] as const
/**
 * How a closed stroke is filled: a wash that lets what is below show through, the same with marker
 * hatching, opaque paint of its tone, or opaque paper.
 */
export const SKETCH_FILLS = ['none', 'tone', 'hatch', 'solid', 'paper'] as const
export const FIGURE_FACINGS = [
	'left',
	'right',
	'front',
	'back',
	'three_quarter_left',
	'three_quarter_right',
] as const
export const FIGURE_POSES = [
	'stand',
	'walk',
	'run',
	'sit',
	'kneel',
	'crouch',
	'point',
	'reach',
	'lean_on',
	'arms_crossed',
	'phone',
	'hands_up',
	'fall',
	'lie',
] as const
/** Things that have a drawing of their own. */
export const SKETCH_PROPS = [
	'box',
	'table',
	'chair',
	'door',
	'window',
	'lamp',
	'bed',
	'car',
	'phone',
	'cup',
	'bottle',
	'glass',
	'book',
	'letter',
	'photo',
	'key',
	'knife',
	'pistol',
	'bag',
	'clock',
	'screen',
	'radio',
	'tree',
	'rock',
	'boat',
] as const
/** Places that have one. */
export const SKETCH_SETS = [
	'room',
	'corridor',
	'street',
	'field',
	'forest',
	'sea',
	'wall',
	'table_top',
	'void',
] as const
export const LIGHT_SOURCES = ['lamp', 'window', 'moon', 'fixture'] as const
export const LAMP_ROLES = ['key', 'fill', 'back'] as const
export const SKETCH_GUIDES = ['thirds', 'centre', 'diagonals', 'safe_title', 'safe_action'] as const
export const FIGURE_HAIR = ['short', 'long', 'cap', 'bun', 'hood', 'none'] as const

const Mark = {
	weight: z.enum(SKETCH_WEIGHTS).default('normal'),
	tone: z.enum(SKETCH_TONES).default('ink'),
}
export const SketchElementSchema = z.discriminatedUnion('kind', [
	z.strictObject({
		kind: z.literal('stroke'),
		points: z.array(SketchPointSchema).min(2).max(400),
		closed: z.boolean().default(false),
		fill: z.enum(SKETCH_FILLS).default('none'),
		/** Draws one curve through the points instead of lines between them. */
		smooth: z.boolean().optional(),
		/** Fills without an outline. */
		bare: z.boolean().optional(),
		...Mark,
	}),
	z.strictObject({
		kind: z.literal('arrow'),
		from: SketchPointSchema,
		to: SketchPointSchema,
		bend: z.number().min(-1).max(1).default(0),
		...Mark,
	}),
	z.strictObject({
		kind: z.literal('label'),
		at: SketchPointSchema,
		text: z.string().min(1).max(80),
		...Mark,
	}),
	z.strictObject({
		kind: z.literal('frame'),
		x: Coordinate,
		y: Coordinate,
		w: z.number().positive().max(2),
		h: z.number().positive().max(2),
		...Mark,
	}),
	z.strictObject({ kind: z.literal('horizon'), y: Coordinate, ...Mark }),
	/**
	 * A standing figure; `at` = where the feet are (or the face, for a close figure whose feet are far
	 * below the frame), height as a share of the panel's height.
	 */
	z.strictObject({
		kind: z.literal('figure'),
		at: SketchPointSchema,
		height: z.number().positive().max(12).optional(),
		/**
		 * Crops the figure as that size does: its height and where its eyes or feet stand follow, and
		 * of `at` only x is read.
		 */
		size: codes(SHOT_SIZES).optional(),
		pose: z.enum(FIGURE_POSES).optional(),
		/** The side of the picture that lies in shadow; left out, away from the sketch's light. */
		shadow: z.enum(['left', 'right', 'none']).optional(),
		facing: z.enum(FIGURE_FACINGS).default('front'),
		name: z.string().max(MAX_FIGURE_NAME).optional(),
		anchor: z.enum(['feet', 'face']).optional(),
		/** Left out, both follow from the name, so that one person always looks alike. */
		hair: z.enum(FIGURE_HAIR).optional(),
		coat: z.enum(['paper', 'tone', 'hatch', 'solid']).optional(),
		...Mark,
	}),
	/** A lamp and the way its light falls. */
	z.strictObject({
		kind: z.literal('light'),
		from: SketchPointSchema,
		to: SketchPointSchema,
		label: z.string().max(80).optional(),
		source: z.enum(LIGHT_SOURCES).optional(),
		/** How soon it falls off: 0 reaches far, 1 hardly leaves the lamp. */
		falloff: z.number().min(0).max(1).optional(),
		...Mark,
	}),
	/** A lighting diagram from above; `size` as a share of the panel's height. */
	z.strictObject({
		kind: z.literal('light_plan'),
		at: SketchPointSchema,
		size: z.number().min(0.1).max(1).default(0.4),
		lamps: z
			.array(
				z.strictObject({
					role: z.enum(LAMP_ROLES),
					/** Degrees from the camera's axis, to the right of the picture. */
					azimuth: z.number().min(-180).max(180),
				}),
			)
			.min(1)
			.max(6),
		...Mark,
	}),
	/** The horizon and the points on it that parallel lines run to. */
	z.strictObject({
		kind: z.literal('perspective'),
		points: z.array(SketchPointSchema).min(1).max(3),
		...Mark,
	}),
	/** A place: `horizon` is the camera's height on the paper, `vanish` where lines meet on it. */
	z.strictObject({
		kind: z.literal('set'),
		set: z.enum(SKETCH_SETS),
		horizon: z.number().min(0.05).max(0.95).default(0.5),
		vanish: z.number().min(0).max(1).default(0.5),
		...Mark,
	}),
	/** A thing; `at` is where its foot stands, `size` its width as a share of the panel's. */
	z.strictObject({
		kind: z.literal('prop'),
		prop: z.enum(SKETCH_PROPS),
		at: SketchPointSchema,
		size: z.number().min(0.01).max(1.5),
		turn: z.number().min(-180).max(180).default(0),
		flipped: z.boolean().default(false),
		...Mark,
	}),
	z.strictObject({ kind: z.literal('guide'), guide: z.enum(SKETCH_GUIDES), ...Mark }),
	/** Words in a box with a line to what they are about: an effect, a plate, a rig. */
	z.strictObject({
		kind: z.literal('callout'),
		at: SketchPointSchema,
		to: SketchPointSchema,
		text: z.string().min(1).max(60),
		...Mark,
	}),
	/**
	 * A picture that a model made and this server keeps under its hash: fills the frame, under everything
	 * that is drawn. Only the server writes it; the hash is the only address it has.
	 */
	z.strictObject({
		kind: z.literal('picture'),
		hash: z.string().regex(/^[0-9a-f]{64}$/),
		/** Pixels. */
		w: z.number().int().min(1).max(8192),
		h: z.number().int().min(1).max(8192),
		mediaType: z.enum(['image/png', 'image/jpeg']),
		...Mark,
	}),
])
export type SketchElement = z.infer<typeof SketchElementSchema>
export const SketchSchema = z.strictObject({
	elements: z.array(SketchElementSchema).min(1).max(200),
})
export type Sketch = z.infer<typeof SketchSchema>
/** A sketch as it may be written: marks may leave out what has a default. */
export type SketchInput = z.input<typeof SketchSchema>
