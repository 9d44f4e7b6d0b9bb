/**
 * Answers a long work as lines of JSON: how far it is, then the report or a refusal. What fails before
 * anything was written is thrown, so that the answer has its proper status.
 */
import { ERROR_KINDS, isAppError } from '#core/errors.ts'

const LINES_TYPE = 'application/x-ndjson'

export function wantsLines(request: Request): boolean {
	return request.headers.get('accept')?.includes(LINES_TYPE) ?? false
}

/** @throws what `run` throws before its first progress */
export async function answerInLines(
	run: (onProgress: (progress: object) => void) => Promise<object>,
): Promise<Response> {
	const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
	const writer = writable.getWriter()
	const encoder = new TextEncoder()
	// The reader may have gone away; the work goes on or stops by its own signal.
	const send = (line: object) =>
		void writer.write(encoder.encode(`${JSON.stringify(line)}\n`)).catch(() => undefined)
	let start = () => {}
	const started = new Promise<void>((resolve) => {
		start = resolve
	})
	const done = run((progress) => {
		send({ type: 'progress', ...progress })
		start()
	})
	await Promise.race([started, done])
	void done
		.then((report) => send({ type: 'report', report }))
		.catch((error: unknown) =>
			send({
				type: 'refusal',
				message: isAppError(error) ? error.userMessage : ERROR_KINDS.internal.message,
			}),
		)
		.finally(() => writer.close().catch(() => undefined))
	return new Response(readable, {
		headers: { 'content-type': LINES_TYPE, 'cache-control': 'no-store' },
	})
}
