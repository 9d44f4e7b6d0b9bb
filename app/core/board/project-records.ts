/** The records of a project room: the film's settings, its scenes and its script. */
import { z } from 'zod'

export const ASPECT_RATIOS = [
	2.76, 2.39, 2, 1.85, 1.7778, 1.66, 1.43, 1.3333, 1, 0.8, 0.5625,
] as const
export const NUMBERING_SCHEMES = ['slate', 'storyboarder', 'dash'] as const

/** The one settings record of a project room. */
export const ProjectRecordSchema = z.strictObject({
	id: z.literal('project:settings'),
	typeName: z.literal('project'),
	title: z.string().max(200),
	logline: z.string().max(500),
	/** Width ÷ height of a panel. */
	aspectRatio: z.number().min(0.3).max(4),
	/** Frames per second; durations are whole frames at this rate. */
	frameRate: z.number().min(1).max(240),
	numberingScheme: z.enum(NUMBERING_SCHEMES),
	meta: z.record(z.string(), z.json()),
})
export type ProjectRecord = z.infer<typeof ProjectRecordSchema>

export const SceneIdSchema = z.templateLiteral(['scene:', z.string()])
/** A scene; its board is room `board:<the id after the colon>`. */
export const SceneRecordSchema = z.strictObject({
	id: SceneIdSchema,
	typeName: z.literal('scene'),
	/** Story order: a tldraw fractional index key. */
	index: z.string().min(1).max(400),
	/** Production number as printed, e.g. `12A`; '' = derived from order. */
	number: z.string().max(20),
	heading: z.string().max(1000),
	synopsis: z.string().max(5000),
	trashedAt: z.number().nullable(),
	meta: z.record(z.string(), z.json()),
})
export type SceneRecord = z.infer<typeof SceneRecordSchema>

export const SCRIPT_BLOCK_TYPES = [
	'sceneHeading',
	'action',
	'character',
	'parenthetical',
	'dialogue',
	'lyrics',
	'transition',
	'centered',
	'note',
	'section',
	'synopsis',
	'pageBreak',
	'titlePage',
] as const
export const ScriptBlockIdSchema = z.templateLiteral(['script_block:', z.string()])
export const ScriptBlockRecordSchema = z.strictObject({
	id: ScriptBlockIdSchema,
	typeName: z.literal('script_block'),
	/** The scene the block stands in; null before the first heading (title page, opening action). */
	sceneId: SceneIdSchema.nullable(),
	index: z.string().min(1).max(400),
	type: z.enum(SCRIPT_BLOCK_TYPES),
	/** The block's text without markers that only force its type; merges by character. */
	text: z.string().max(60_000),
	/** Which column of a dual dialogue; null = single. */
	dual: z.enum(['left', 'right']).nullable(),
	/** Extra facts of the type: title page key, section depth, forced marker, scene number. */
	meta: z.record(z.string(), z.json()),
})
export type ScriptBlockRecord = z.infer<typeof ScriptBlockRecordSchema>
