/**
 * An answer that takes a while, as lines of JSON: what is known so far as it becomes known, the outcome
 * last. Whoever hangs up stops the work.
 */
import { isAppError } from '#core/errors.ts'

export const LINES_TYPE = 'application/x-ndjson'

/** Whether the asker reads lines. */
export function wantsLines(request: Request): boolean {
	return request.headers.get('accept')?.includes(LINES_TYPE) ?? false
}

/** @param work tells progress line by line; its result is the last line */
export function streamLines(
	request: Request,
	work: (tell: (line: object) => void, signal: AbortSignal) => Promise<object>,
): Response {
	const stop = new AbortController()
	request.signal.addEventListener('abort', () => stop.abort(), { once: true })
	const encoder = new TextEncoder()
	const body = new ReadableStream<Uint8Array>({
		async start(controller) {
			const tell = (line: object) => {
				if (!stop.signal.aborted) controller.enqueue(encoder.encode(`${JSON.stringify(line)}\n`))
			}
			try {
				tell({ answer: await work(tell, stop.signal) })
			} catch (error) {
				// The status is out already: a refusal is a line too.
				if (isAppError(error)) tell({ refused: { code: error.code, message: error.userMessage } })
				else {
					controller.error(error)
					return
				}
			}
			if (!stop.signal.aborted) controller.close()
		},
		cancel: () => stop.abort(),
	})
	// A packer would hold lines back until it has enough of them.
	const headers = { 'Content-Type': LINES_TYPE, 'Cache-Control': 'no-store, no-transform' }
	return new Response(body, { headers })
}
