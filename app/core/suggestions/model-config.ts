/** A model as a film's owner sets it up. Its key is no part of this: keys never leave the server. */
import { z } from 'zod'

export const MODEL_KINDS = ['openai', 'gemini', 'anthropic'] as const
export type ModelKind = (typeof MODEL_KINDS)[number]
/** What it is asked for: typed proposals, or a picture of a panel. */
export const MODEL_MAKES = ['proposals', 'pictures'] as const
export type ModelMakes = (typeof MODEL_MAKES)[number]

const sentence = (message: string) => ({ message })
const money = z.number(sentence('A price is a number.')).min(0).max(100_000)

export const ModelConfigSchema = z.strictObject({
	/** As the tray calls it: "Asking …". */
	name: z.string().trim().min(1, 'Give it a name.').max(60, 'A shorter name, please.'),
	/** Which way of speaking it understands. */
	kind: z.enum(MODEL_KINDS),
	/** Where it is asked, up to and with the version: `https://host/v1`. */
	endpoint: z.url('The address begins with https:// or http://.').max(300),
	/** As its makers call it. */
	model: z.string().trim().min(1, 'Say which model it is.').max(120),
	isOn: z.boolean(),
	makes: z.enum(MODEL_MAKES),
	/** May be shown pictures of panels. */
	seesPictures: z.boolean(),
	/** Is told the shape of its answer by the endpoint, not only in words; of a picture, how its bytes come. */
	followsSchema: z.boolean(),
	/** How often it is asked, beside the others. */
	share: z.number().min(0).max(100),
	/** Longest silence, and longest answer, seconds. */
	silenceS: z.number().int().min(1).max(600),
	totalS: z.number().int().min(1).max(1800),
	/** Times it is asked again when it is busy or down. */
	retries: z.number().int().min(0).max(5),
	/** Tokens of an answer at most. */
	maxTokens: z.number().int().min(100).max(64_000),
	/** For a million tokens asked and answered, in the film's currency; 0 = costs nothing. */
	priceIn: money,
	priceOut: money,
	/** Of a picture, pixels: `1536x1024`. */
	pictureSize: z
		.string()
		.trim()
		.regex(/^[1-9]\d{1,3}x[1-9]\d{1,3}$/, 'A size is width and height in pixels: 1536x1024.'),
	/** Whether it takes a seed, so that the same question makes the same picture. */
	takesSeed: z.boolean(),
	/** For one picture, in the film's currency. */
	pricePicture: money,
})
export type ModelConfig = z.infer<typeof ModelConfigSchema>

/** What a model that was set up before there were pictures is. */
const NO_PICTURES = {
	makes: 'proposals',
	pictureSize: '1536x1024',
	takesSeed: false,
	pricePicture: 0,
} as const

/** A model as it was stored; null when it cannot be read. */
export function readModelConfig(stored: unknown): ModelConfig | null {
	const whole = typeof stored === 'object' ? { ...NO_PICTURES, ...stored } : stored
	const parsed = ModelConfigSchema.safeParse(whole)
	return parsed.success ? parsed.data : null
}

export const NEW_MODEL: Omit<ModelConfig, 'name' | 'endpoint' | 'model'> = {
	kind: 'openai',
	isOn: true,
	seesPictures: false,
	followsSchema: true,
	share: 1,
	silenceS: 60,
	totalS: 180,
	retries: 2,
	maxTokens: 4000,
	priceIn: 0,
	priceOut: 0,
	...NO_PICTURES,
}
