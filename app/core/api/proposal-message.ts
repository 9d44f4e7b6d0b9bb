/** What the browser posts for a proposal: one schema for both ends. */
import { z } from 'zod'
import { EditSchema } from '#core/suggestions/edit.ts'

export const ProposalMessageSchema = z.strictObject({
	idempotencyKey: z.uuid(),
	edit: EditSchema,
	why: z.string().max(2000),
	answers: z.templateLiteral(['suggestion:', z.string()]).optional(),
})
export type ProposalMessage = z.infer<typeof ProposalMessageSchema>
