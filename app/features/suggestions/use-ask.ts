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
	| { ask: 'words'; words: string; targetId: string | null }
	| { ask: 'picture'; panelId: string; as: 'panel' | 'new' }
	| { ask: 'breakdown' }
/** How far a model is. */
const ProgressSchema = z.object({ name: z.string(), count: z.number() })
export type AskProgress = z.infer<typeof ProgressSchema>
const LineSchema = z.union([
	z.object({ progress: ProgressSchema }),
	z.object({ answer: AnswerSchema }),
	z.object({ refused: z.object({ message: z.string() }) }),
])
const LINES_TYPE = 'application/x-ndjson'

export interface Asking {
	/** What is being looked at, or null. */
	question: Question | null
	/** Which model is asked and what came so far; null = none is. */
	progress: AskProgress | null
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
	const [progress, setProgress] = useState<AskProgress | null>(null)
	const [message, setMessage] = useState<string | null>(null)
	const running = useRef<AbortController | null>(null)

	const stop = useCallback(() => {
		running.current?.abort()
		running.current = null
		setQuestion(null)
		setProgress(null)
	}, [])
	const ask = useCallback(
		(next: Question) => {
			running.current?.abort()
			const controller = new AbortController()
			running.current = controller
			setQuestion(next)
			setMessage(null)
			setProgress(null)
			const tell = (far: AskProgress) => running.current === controller && setProgress(far)
			void post(sceneId, next, { signal: controller.signal, tell }).then((answer) => {
				if (running.current !== controller) return
				running.current = null
				setQuestion(null)
				setProgress(null)
				setMessage(answer.message)
				if (answer.suggestionIds.length > 0) onRound(answer.suggestionIds)
			})
		},
		[sceneId, onRound],
	)
	return { question, progress, message, ask, stop }
}

type Answer = z.infer<typeof AnswerSchema>
const NO_ANSWER = 'The server could not answer. Ask again in a moment.'

/** Tells progress as it comes; gives the last line's answer. */
async function readLines(
	body: ReadableStream<Uint8Array>,
	tell: (progress: AskProgress) => void,
): Promise<Answer | null> {
	const decoder = new TextDecoder()
	const reader = body.getReader()
	let rest = ''
	let answer: Answer | null = null
	for (let part = await reader.read(); !part.done; part = await reader.read()) {
		const lines = (rest + decoder.decode(part.value, { stream: true })).split('\n')
		rest = lines.pop() ?? ''
		for (const line of lines) {
			const read = LineSchema.parse(JSON.parse(line))
			if ('progress' in read) tell(read.progress)
			else if ('answer' in read) answer = read.answer
			else answer = { suggestionIds: [], message: read.refused.message }
		}
	}
	return answer
}

async function post(
	sceneId: string,
	question: Question,
	{ signal, tell }: { signal: AbortSignal; tell: (progress: AskProgress) => void },
): Promise<Answer> {
	const none = (message: string) => ({ suggestionIds: [], message })
	try {
		const response = await fetch(`/api/v1/boards/${sceneId}/suggestions`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', accept: `${LINES_TYPE}, application/json` },
			body: JSON.stringify(question),
			signal,
		})
		if (response.ok && response.headers.get('content-type') === LINES_TYPE && response.body)
			return (await readLines(response.body, tell)) ?? none(NO_ANSWER)
		const body: unknown = await response.json()
		const answer = AnswerSchema.safeParse(body)
		if (response.ok && answer.success) return answer.data
		return none(refusalMessage(body) ?? NO_ANSWER)
	} catch {
		// No line, or a page that is no answer of ours: both are the same to who asks.
		return none('No connection. Ask again when the line is back.')
	}
}
