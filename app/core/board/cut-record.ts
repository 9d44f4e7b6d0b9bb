/**
 * Shorter versions of a scene: each an ordering of the same panels with lengths of its own. A cut and
 * its clips are records beside the panels, so nothing done in a cut touches the full version. A clip's
 * id is made of cut and panel: two people who put the same panel in have put it in once.
 */
import { z } from 'zod'

export const CutIdSchema = z.templateLiteral(['cut:', z.string()])
export const CutRecordSchema = z.strictObject({
	id: CutIdSchema,
	typeName: z.literal('cut'),
	/** Order among the cuts: a fractional index key. */
	index: z.string().min(1).max(400),
	name: z.string().max(40),
	/** The length it should have; null = none set. */
	targetFrames: z.number().int().positive().max(10_000_000).nullable(),
	meta: z.record(z.string(), z.json()),
})
export type CutRecord = z.infer<typeof CutRecordSchema>

export const CutClipIdSchema = z.templateLiteral(['cut_clip:', z.string()])
export const CutClipRecordSchema = z.strictObject({
	id: CutClipIdSchema,
	typeName: z.literal('cut_clip'),
	cutId: CutIdSchema,
	/** The panel, `shape:…`. */
	panelId: z.string().max(100),
	/** Place in this cut: a fractional index key. */
	index: z.string().min(1).max(400),
	/** Its length in this cut; null = as in the full version. */
	durationFrames: z.number().int().positive().max(1_000_000).nullable(),
	meta: z.record(z.string(), z.json()),
})
export type CutClipRecord = z.infer<typeof CutClipRecordSchema>

/** Holds what is said of the full version, its target; its order is the story's. */
export const FULL_CUT_ID = 'cut:full'

/** The one id of a panel's clip in a cut. */
export function cutClipId(cutId: string, panelId: string): CutClipRecord['id'] {
	return `cut_clip:${tail(cutId)}-${tail(panelId)}`
}

function tail(id: string): string {
	return id.slice(id.indexOf(':') + 1)
}
