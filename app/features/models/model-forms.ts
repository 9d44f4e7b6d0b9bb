/** What the Models page posts: one form per thing that can be set, told apart by `intent`. */
import { z } from 'zod'
import { MODEL_KINDS, MODEL_MAKES, ModelConfigSchema } from '#core/suggestions/model-config.ts'

const Checked = z
	.literal('on')
	.optional()
	.transform((value) => value === 'on')
const Id = z.string().min(1).max(60)
/** A number as people type it, comma or point. */
const Typed = z
	.string()
	.trim()
	.transform((text) => Number(text.replace(',', '.')))

const SaveSchema = z
	.object({
		intent: z.literal('save'),
		modelId: z.string().max(60),
		name: z.string(),
		kind: z.enum(MODEL_KINDS),
		endpoint: z.string().trim(),
		model: z.string(),
		key: z.string().trim().max(500),
		forgetKey: Checked,
		isOn: Checked,
		seesPictures: Checked,
		followsSchema: Checked,
		makes: z.enum(MODEL_MAKES).default('proposals'),
		pictureSize: z.string().default('1536x1024'),
		takesSeed: Checked,
		pricePicture: Typed.default(0),
		share: Typed,
		silenceS: Typed,
		totalS: Typed,
		retries: Typed,
		maxTokens: Typed,
		priceIn: Typed,
		priceOut: Typed,
	})
	.transform(({ intent, modelId, key, forgetKey, makes, ...config }) => ({
		intent,
		modelId: modelId === '' ? null : modelId,
		key: forgetKey ? '' : key === '' ? undefined : key,
		// Only one way of speaking asks for pictures here.
		config: { ...config, makes: config.kind === 'openai' ? makes : ('proposals' as const) },
	}))
	.pipe(
		z.object({
			intent: z.literal('save'),
			modelId: z.string().nullable(),
			key: z.union([z.string(), z.undefined()]),
			config: ModelConfigSchema,
		}),
	)

export const ModelFormSchema = z.discriminatedUnion('intent', [
	SaveSchema,
	z.object({ intent: z.literal('remove'), modelId: Id }),
	z.object({ intent: z.literal('test'), modelId: Id }),
	z.object({
		intent: z.literal('budget'),
		amount: z
			.string()
			.trim()
			.transform((text) => (text === '' ? null : Number(text.replace(',', '.'))))
			.pipe(z.number('A budget is a number, or nothing.').min(0).max(1_000_000).nullable()),
		currency: z.string().trim().min(1, 'Say in which currency.').max(8),
	}),
	z.object({ intent: z.literal('allow'), address: z.string().max(200) }),
	z.object({ intent: z.literal('disallow'), address: z.string().max(200) }),
])
export type ModelForm = z.infer<typeof ModelFormSchema>

/** What the page shows of a model: never its key. */
export interface ShownModel {
	modelId: string
	config: z.infer<typeof ModelConfigSchema>
	key: { ending: string | null } | null
}
/** What everything cost so far. */
export interface Spent {
	cost: number
	tokens: number
	calls: number
}
