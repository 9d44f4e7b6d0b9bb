/**
 * A sound on the scene's one lane: which file, where it lies and how much of it is heard. Places and
 * lengths are whole frames of the film; the file itself is an uploaded asset and never changes.
 */
import { z } from 'zod'

/** How loud a sound may be made, decibels; the lower end is silence to an ear. */
export const GAIN_DB = { min: -48, max: 12 } as const
const MAX_FRAMES = 10_000_000

export const AudioClipIdSchema = z.templateLiteral(['audio_clip:', z.string()])
export const AudioClipRecordSchema = z.strictObject({
	id: AudioClipIdSchema,
	typeName: z.literal('audio_clip'),
	/** The cut it belongs to, `cut:…`; null = the full version. */
	cutId: z.string().max(100).nullable(),
	/** SHA-256 of the file, its name under /assets. */
	assetHash: z.string().regex(/^[0-9a-f]{64}$/),
	name: z.string().max(200),
	/** Length of the whole file, milliseconds. */
	sourceMs: z.number().int().positive().max(86_400_000),
	startFrame: z.number().int().min(0).max(MAX_FRAMES),
	/** Frames of the file left out at its beginning. */
	inFrame: z.number().int().min(0).max(MAX_FRAMES),
	durationFrames: z.number().int().min(1).max(MAX_FRAMES),
	gainDb: z.number().min(GAIN_DB.min).max(GAIN_DB.max),
	muted: z.boolean(),
	meta: z.record(z.string(), z.json()),
})
export type AudioClipRecord = z.infer<typeof AudioClipRecordSchema>
