/** How a film is printed: the same words for the print page, PDF, the command line and the project's memory. */
import { z } from 'zod'

/** Points, portrait: [width, height]. */
export const PAPERS = {
	A4: [595.28, 841.89],
	Letter: [612, 792],
	A3: [841.89, 1190.55],
	Tabloid: [792, 1224],
} as const
export const PAPER_NAMES = ['A4', 'Letter', 'A3', 'Tabloid'] as const
export const LAYOUTS = ['grid', 'strip', 'contact'] as const
export const MAX_PER_PAGE = 9

export const PrintSettingsSchema = z.strictObject({
	paper: z.enum(PAPER_NAMES).default('A4'),
	orientation: z.enum(['portrait', 'landscape']).default('landscape'),
	/** `grid`: panels with their words below; `strip`: one under the other, words beside; `contact`: small, numbers only. */
	layout: z.enum(LAYOUTS).default('grid'),
	/** Panels on a page of a grid. */
	perPage: z.number().int().min(1).max(MAX_PER_PAGE).default(6),
	/** Columns of the shot list printed with each panel, by id, in this order. */
	fields: z
		.array(z.string().max(120))
		.max(40)
		.default(['camera', 'props.dialogue', 'props.action', 'props.notes']),
	numbers: z.boolean().default(true),
	timecode: z.boolean().default(true),
	/** Marks panels whose drawing or fields came, in part, from a suggestion. */
	marks: z.boolean().default(true),
	/** Arrows and words that go on outside the frame are printed there, with room made for them. */
	overhang: z.boolean().default(true),
	/** What people drew over panels on the notes' own layer. */
	annotations: z.boolean().default(false),
	/** Ruled lines to write on, below each panel's words. */
	noteLines: z.boolean().default(true),
	/** Each scene begins a page. */
	sceneBreaks: z.boolean().default(true),
	/** Under the film's title. */
	credit: z.string().max(120).default(''),
	/** At the right of the head: draft, colour, date. */
	draft: z.string().max(60).default(''),
	/** A picture of the project's assets, by hash; null = none. */
	logo: z
		.string()
		.regex(/^[0-9a-f]{64}$/)
		.nullable()
		.default(null),
})
export type PrintSettings = z.infer<typeof PrintSettingsSchema>

export const DEFAULT_PRINT: PrintSettings = PrintSettingsSchema.parse({})

/** What a project remembers, as far as it can be read today. */
export function readPrintSettings(stored: unknown): PrintSettings {
	const parsed = PrintSettingsSchema.safeParse(stored)
	return parsed.success ? parsed.data : DEFAULT_PRINT
}
