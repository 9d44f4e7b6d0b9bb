/** What is kept of a draft: the script before it with the panels that showed it, what it changed, its source. */
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { z } from 'zod'
import { SceneRecordSchema, ScriptBlockRecordSchema } from '#core/board/project-records.ts'

const ScriptRecordSchema = z.union([SceneRecordSchema, ScriptBlockRecordSchema])
const DraftBodySchema = z.object({
	scenes: z.array(SceneRecordSchema),
	blocks: z.array(ScriptBlockRecordSchema),
	/** Block id -> the panels that showed it, with the numbers they had. */
	panels: z.record(
		z.string(),
		z.array(z.object({ sceneId: z.string(), panelId: z.string(), number: z.string() })),
	),
	changes: z.array(z.object({ before: ScriptRecordSchema.nullable(), after: ScriptRecordSchema })),
	/** The source of a Final Draft file, for what the script does not know of. */
	source: z.string().nullable(),
})
export type DraftBody = z.infer<typeof DraftBodySchema>

export function packDraft(body: DraftBody): Uint8Array {
	return new Uint8Array(deflateRawSync(JSON.stringify(body)))
}

export function unpackDraft(bytes: Uint8Array): DraftBody {
	return DraftBodySchema.parse(JSON.parse(inflateRawSync(bytes).toString('utf8')))
}
