/** Answers that the compiler has held against their contract (signals.md S99). */
import type { z } from 'zod'

interface JsonAnswer<S extends z.ZodType> {
	answer: { json: S; status?: 200 | 202 }
}

export function reply<S extends z.ZodType>(
	{ answer }: JsonAnswer<S>,
	value: z.input<S>,
	headers: Record<string, string> = {},
): Response {
	return Response.json(value, { status: answer.status ?? 200, headers })
}
