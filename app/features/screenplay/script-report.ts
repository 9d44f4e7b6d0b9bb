/** What the server says of an import, checked at the browser's door. */
import { z } from 'zod'

export const ScriptReportSchema = z.object({
	projectId: z.string(),
	title: z.string(),
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
