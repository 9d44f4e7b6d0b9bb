/** Lets tldraw's store validate a record type with its zod schema, so that no type is written twice. */
import type { z } from 'zod'

/** @throws ZodError when the value is not of the schema's shape. */
export function zodValidator<T>(schema: z.ZodType<T>): { validate(value: unknown): T } {
	return { validate: (value) => schema.parse(value) }
}
