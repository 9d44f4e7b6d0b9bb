/** Posts reasons for a verdict given earlier, from a page that is no board. */

import type { DecisionMessage } from '#core/api/decision-message.ts'
import { DecisionAnswerSchema } from '#core/api/decision-message.ts'
import { createUuidV7 } from '#core/ids.ts'
import { cryptoRandom } from '#core/random.ts'
import { refusalMessage } from '#core/refusal.ts'
import type { Why } from './reason-chips.tsx'

/** Null when they were kept, else a sentence. */
export async function sendReasons(
	{ sceneId, suggestionId }: { sceneId: string; suggestionId: string },
	why: Why,
): Promise<string | null> {
	const idempotencyKey = createUuidV7(Date.now(), cryptoRandom(window.crypto))
	const message: Omit<DecisionMessage, 'suggestionId'> & { suggestionId: string } = {
		...why,
		...{ suggestionId, verdict: 'reasons', surface: 'card', idempotencyKey },
	}
	try {
		const response = await fetch(`/api/v1/boards/${sceneId}/decisions`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', accept: 'application/json' },
			body: JSON.stringify(message),
		})
		const body: unknown = await response.json()
		const answer = DecisionAnswerSchema.safeParse(body)
		if (!response.ok || !answer.success)
			return refusalMessage(body) ?? 'The reason could not be kept. Try again in a moment.'
		return answer.data.applied ? null : answer.data.message
	} catch {
		return 'No connection. The reason was not kept.'
	}
}
