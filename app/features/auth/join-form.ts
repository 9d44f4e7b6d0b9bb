/** What the door's forms send; the same schema checks on both sides. */
import { z } from 'zod'
import { PersonNameSchema } from '#core/board/person.ts'

const To = z.string().max(2000)
export const JoinFormSchema = z.discriminatedUnion('intent', [
	z.object({ intent: z.literal('name'), name: PersonNameSchema, to: To }),
	z.object({ intent: z.literal('role'), to: To }),
])
