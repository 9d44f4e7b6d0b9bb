/** Asking for a round or a breakdown from the tray: one at a time, can be stopped, answers in words. */
import { useCallback, useRef, useState } from 'react'
import { z } from 'zod'
import { refusalMessage } from '#core/refusal.ts'
import type { Category } from '#core/suggestions/suggestion-record.ts'

const AnswerSchema = z.object({
	suggestionIds: z.array(z.string()),
	message: z.string().nullable(),
})

export type Question =
	| { ask: 'round'; category: Category | null; targetId: string | null }
	| { ask: 'breakdown' }
export interface Asking {
	/** What is being looked at, or null. */
	question: Question | null
	/** Why nothing came, in a sentence. */
	message: string | null
	ask(question: Question): void
	stop(): void
}

export function useAsk(options: {
	sceneId: string
	/** The ids of the round that came. */
	onRound: (suggestionIds: string[]) => void
}): Asking {
	const { sceneId, onRound } = options
	const [question, setQuestion] = useState<Question | null>(null)
	const [message, setMessage] = useState<string | null>(null)
	const running = useRef<AbortController | null>(null)

	const stop = useCallback(() => {
		running.current?.abort()
		running.current = null
		setQuestion(null)
	}, [])
	const ask = useCallback(
		(next: Question) => {
			running.current?.abort()
			const controller = new AbortController()
			running.current = controller
			setQuestion(next)
			setMessage(null)
			void post(sceneId, next, controller.signal).then((answer) => {
				if (running.current !== controller) return
				running.current = null
				setQuestion(null)
				setMessage(answer.message)
				if (answer.suggestionIds.length > 0) onRound(answer.suggestionIds)
			})
		},
		[sceneId, onRound],
	)
	return { question, message, ask, stop }
}

async function post(
	sceneId: string,
	question: Question,
	signal: AbortSignal,
): Promise<z.infer<typeof AnswerSchema>> {
	const none = (message: string) => ({ suggestionIds: [], message })
	try {
		const response = await fetch(`/api/v1/boards/${sceneId}/suggestions`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', accept: 'application/json' },
			body: JSON.stringify(question),
			signal,
		})
		const body: unknown = await response.json()
		const answer = AnswerSchema.safeParse(body)
		if (response.ok && answer.success) return answer.data
		return none(refusalMessage(body) ?? 'The server could not answer. Ask again in a moment.')
	} catch {
		// No line, or a page that is no answer of ours: both are the same to who asks.
		return none('No connection. Ask again when the line is back.')
	}
}
