/**
 * A rough drawing as data, in normalised panel coordinates: x and y from 0 (left, top) to 1 (right,
 * bottom). Rendered deterministically into editable shapes by render-sketch.ts.
 */
import { z } from 'zod'

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
		height: z.number().positive().max(12),
		facing: z.enum(FIGURE_FACINGS).default('front'),
		name: z.string().max(80).optional(),
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
