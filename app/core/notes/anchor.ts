/**
 * What a note is about. Places in a panel are in 0–1 of the panel, so that they go with it wherever it
 * goes and whatever size it is given; words of the script are kept beside their place, so that the
 * place can be found again when the line was rewritten (`find-line.ts`).
 */
import { z } from 'zod'

const RecordId = z.string().min(1).max(200)
/** Of the panel's width or height. */
const Part = z.number().min(0).max(1)

export const AnchorSchema = z.discriminatedUnion('kind', [
	/** A point (w and h 0) or a region of a panel. */
	z.strictObject({
		kind: z.literal('panel'),
		panelId: RecordId,
		x: Part,
		y: Part,
		w: Part,
		h: Part,
	}),
	/** Something drawn; `panelId` = the panel it was drawn in. */
	z.strictObject({
		kind: z.literal('shape'),
		shapeId: RecordId,
		panelId: RecordId.nullable(),
	}),
	/** Words of a line of the script: letters `from` up to `to` of the block's text, and what they said. */
	z.strictObject({
		kind: z.literal('line'),
		blockId: RecordId,
		from: z.int().min(0).max(100_000),
		to: z.int().min(0).max(100_000),
		quote: z.string().max(400),
	}),
	/** A time on the strip: `frame` of the panel, for `frames` (0 = that one frame). */
	z.strictObject({
		kind: z.literal('time'),
		panelId: RecordId,
		frame: z.int().min(0).max(1_000_000),
		frames: z.int().min(0).max(1_000_000),
	}),
	/** The scene as a whole. */
	z.strictObject({ kind: z.literal('scene') }),
])
export type Anchor = z.infer<typeof AnchorSchema>

/** The panel an anchor is on, if it names one. */
export function panelOfAnchor(anchor: Anchor): string | null {
	return 'panelId' in anchor ? anchor.panelId : null
}
