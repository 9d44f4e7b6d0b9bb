/** How somebody's switches over suggestions stand, and how one is turned: one schema for both ends. */
import { z } from 'zod'
import { SETTING_SCOPES, SETTINGS } from '#core/signals/event.ts'

export const SettingMessageSchema = z.strictObject({
	setting: z.enum(SETTINGS),
	scope: z.enum(SETTING_SCOPES),
	scopeId: z.string().max(200).optional(),
	subject: z.string().max(200).optional(),
	on: z.boolean(),
	/** exploration: the share. */
	value: z.number().min(0).max(1).optional(),
})
export type SettingMessage = z.infer<typeof SettingMessageSchema>

/** What everybody in the film said of AI for themselves. */
export const PersonChoiceSchema = z.object({
	...{ userId: z.string(), name: z.string(), color: z.string(), role: z.string() },
	...{ offers: z.boolean(), words: z.boolean() },
})
export type PersonChoice = z.infer<typeof PersonChoiceSchema>

export const SettingsViewSchema = z.object({
	/** Offers to this person, and to the film. */
	offers: z.object({ mine: z.boolean(), film: z.boolean() }),
	/** Texts may be proposed to this person, as their word and every writer's stand. */
	text: z.boolean(),
	/** This person's answers are learnt from. */
	learning: z.boolean(),
	/** Ranked by what was learnt, or by chance alone. */
	isRanked: z.boolean(),
	/** Share of slates drawn by chance alone. */
	exploration: z.number(),
	/** This person may switch things for the film. */
	mayManage: z.boolean(),
	muted: z.array(
		z.object({
			generatorId: z.string(),
			scope: z.enum(['shot', 'scene', 'project']),
			scopeId: z.string(),
			byName: z.string().nullable(),
		}),
	),
	people: z.array(PersonChoiceSchema),
})
export type SettingsView = z.infer<typeof SettingsViewSchema>
