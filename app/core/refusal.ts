/**
 * The sentence in a refusal as the server answers it: routes say `{ code, message }`, the shell in
 * front of them `{ error: { code, message } }`. Whoever calls reads both here, so none is lost.
 */
import { z } from 'zod'

const SaidSchema = z.object({ message: z.string().min(1) })
const RefusalSchema = z.union([
	SaidSchema,
	z.object({ error: SaidSchema }).transform(({ error }) => error),
])

/** What the person is told, or null when the body is no refusal of ours. */
export function refusalMessage(body: unknown): string | null {
	const parsed = RefusalSchema.safeParse(body)
	return parsed.success ? parsed.data.message : null
}
