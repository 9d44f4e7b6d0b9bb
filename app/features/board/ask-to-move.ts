/** Asks the server to move panels to another scene, and reads its answer. */
import { z } from 'zod'
import { refusalMessage } from '#core/refusal.ts'

export interface MoveRequest {
	fromSceneId: string
	toSceneId: string
	panelIds: readonly string[]
	/** Null = first, left out = last. */
	afterPanelId?: string | null
	idempotencyKey: string
}
const MovedSchema = z.object({
	panelIds: z.array(z.string()),
	back: z.object({ sceneId: z.string(), afterPanelId: z.string().nullable() }),
})
export type MoveAnswer =
	| ({ ok: true } & z.infer<typeof MovedSchema>)
	| { ok: false; message: string }

const NO_ANSWER = 'The server cannot be reached. Nothing was moved; try again when it can.'

/** The answer, or the sentence why not. Asking again under the same key moves once. */
export async function askToMove(
	{ fromSceneId, ...body }: MoveRequest,
	send: (url: string, init: RequestInit) => Promise<Response>,
): Promise<MoveAnswer> {
	const response = await send(`/api/v1/boards/${fromSceneId}/moves`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
	}).catch(() => null)
	const answer: unknown = await response?.json().catch(() => null)
	if (!response?.ok) return { ok: false, message: refusalMessage(answer) ?? NO_ANSWER }
	const moved = MovedSchema.safeParse(answer)
	return moved.success ? { ok: true, ...moved.data } : { ok: false, message: NO_ANSWER }
}
