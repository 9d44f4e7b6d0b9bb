/** What the server says of an import, checked at the browser's door. */
import { z } from 'zod'

export const ScriptReportSchema = z.object({
	projectId: z.string(),
	title: z.string(),
	/** What takes it back as a whole; null = nothing was changed. */
	draftId: z.string().nullable(),
	revision: z.number(),
	scenes: z.array(
		z.object({
			sceneId: z.string(),
			number: z.string(),
			heading: z.string(),
			isNew: z.boolean(),
			blockCount: z.number(),
		}),
	),
	blocks: z.object({ added: z.number(), changed: z.number(), kept: z.number() }),
	unmatched: z.array(z.object({ blockId: z.string(), type: z.string(), text: z.string() })),
	warnings: z.array(z.string()),
})
export type ScriptReport = z.infer<typeof ScriptReportSchema>

export const ImportLineSchema = z.discriminatedUnion('type', [
	z.object({
		type: z.literal('progress'),
		scenesDone: z.number(),
		scenes: z.number(),
		projectId: z.string(),
	}),
	z.object({ type: z.literal('report'), report: ScriptReportSchema }),
	z.object({ type: z.literal('refusal'), message: z.string() }),
])
export type ImportLine = z.infer<typeof ImportLineSchema>

export const DraftPreviewSchema = z.object({
	revision: z.number(),
	hadScript: z.boolean(),
	counts: z.object({
		...{ added: z.number(), changed: z.number(), moved: z.number() },
		...{ cut: z.number(), kept: z.number() },
	}),
	missing: z.array(z.string()),
	scenes: z.array(
		z.object({
			heading: z.string().nullable(),
			isNew: z.boolean(),
			lines: z.array(
				z.object({
					kind: z.enum(['added', 'changed', 'moved', 'cut']),
					...{ blockId: z.string().nullable(), type: z.string() },
					...{ before: z.string(), after: z.string() },
				}),
			),
		}),
	),
})
export type DraftPreview = z.infer<typeof DraftPreviewSchema>

export const LastDraftSchema = z.object({
	draftId: z.string(),
	revision: z.number(),
	name: z.string(),
	at: z.number(),
	rewritten: z.number(),
	scenes: z.number(),
	panels: z.number(),
})
export type LastDraft = z.infer<typeof LastDraftSchema>
export const DraftsSchema = z.object({ last: LastDraftSchema.nullable() })

export const DraftUndoneSchema = z.object({ undone: z.number(), kept: z.number() })
