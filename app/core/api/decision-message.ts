/** What the browser posts for a verdict and what comes back: one schema for both ends. */
import { z } from 'zod'
import { RegionSchema } from '#core/signals/event.ts'
import { EditSchema } from '#core/suggestions/edit.ts'
import { ReasonCodeSchema, SUGGESTION_STATUSES } from '#core/suggestions/suggestion-record.ts'

export const VERDICTS_SENT = [
	'accept',
	'edit_accept',
	'reject',
	'dismiss',
	'retract',
	'reasons',
	'not_here',
] as const
/** What the browser posts; parsed again at the route. */
export const DecisionMessageSchema = z.strictObject({
	suggestionId: z.templateLiteral(['suggestion:', z.string()]),
	idempotencyKey: z.uuid(),
	/** `reasons` tells why after a verdict and changes nothing else. */
	verdict: z.enum(VERDICTS_SENT),
	/** retract: the key of the decision that is meant; another one is left alone. */
	of: z.uuid().optional(),
	edit: EditSchema.optional(),
	reasonCodes: z.array(ReasonCodeSchema).max(14).optional(),
	critique: z.string().max(4000).optional(),
	strength: z.number().int().min(-3).max(3).optional(),
	/** not_here: where the convention is left on purpose from now on. */
	scope: z.enum(['shot', 'scene', 'project']).optional(),
	/** The circled part of the panel. */
	region: RegionSchema.optional(),
	surface: z.enum(['card', 'shortcut', 'bulk', 'api']),
})
export type DecisionMessage = z.infer<typeof DecisionMessageSchema>

export const DecisionAnswerSchema = z.object({
	status: z.enum(SUGGESTION_STATUSES),
	applied: z.boolean(),
	decidedByName: z.string().nullable(),
	message: z.string().nullable(),
	recordIds: z.array(z.string()),
})
export type DecisionAnswer = z.infer<typeof DecisionAnswerSchema>
