/** What a script that is posted says beside its file: a form's fields, or the same as JSON. */
import { z } from 'zod'
import { IdSchema } from './contract.ts'

export const ScriptFieldsSchema = z.object({
	projectId: IdSchema.nullish(),
	title: z.string().trim().max(200, 'A title has at most 200 letters.').default(''),
	fileName: z.string().max(300).nullish(),
	/** Pasted pages, where there is no file. */
	text: z.string().nullish(),
})
