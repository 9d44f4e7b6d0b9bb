/**
 * What a figure is asked for: the grouping and the filters, read from an address and written back to
 * it. Guards signals.md S81: an address says everything a figure depends on besides the log.
 */
import { z } from 'zod'
import { ROLES } from '../../board/role.ts'
import { CategorySchema } from '../../suggestions/suggestion-record.ts'

export const GROUPINGS = [
	'category',
	'rule',
	'model',
	'version',
	'prompt',
	'policy',
	'position',
	'role',
	'person',
	'week',
] as const
export type Grouping = (typeof GROUPINGS)[number]

/** A field left empty in a form is the same as one left out. */
const orNull = <T extends z.ZodType>(schema: T) =>
	z.preprocess((value) => (value === '' || value === undefined ? null : value), schema.nullable())
const Name = z.string().max(300)
const Day = z.iso.date('Give a day as year-month-day.')

export const FigureQuerySchema = z.object({
	by: z.preprocess(
		(value) => (value === '' ? undefined : value),
		z.enum(GROUPINGS).default('category'),
	),
	category: orNull(CategorySchema),
	/** A generator: `rule:K2`, `model:…`. */
	rule: orNull(Name),
	policy: orNull(Name),
	role: orNull(z.enum(ROLES)),
	/** Days in UTC, both included: when the suggestion was offered. */
	from: orNull(Day),
	to: orNull(Day),
})
export type FigureQuery = z.infer<typeof FigureQuerySchema>
export type FigureFilter = Omit<FigureQuery, 'by'>

/** The address's search part, in one order, without what is left at its default. */
export function searchOf(query: FigureQuery): string {
	const { by, ...filter } = query
	const parts: [string, string][] = by === 'category' ? [] : [['by', by]]
	for (const [name, value] of Object.entries(filter)) if (value !== null) parts.push([name, value])
	const text = parts.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')
	return text === '' ? '' : `?${text}`
}
