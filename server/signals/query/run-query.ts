/** Asks DuckDB in a thread of its own, so that no room waits; cancelling ends the question, then the thread. */
import { Worker } from 'node:worker_threads'
import { AppError } from '#core/errors.ts'
import type { QueryAnswer, QueryJob, QueryMessage } from './query-types.ts'

/** Longer than DuckDB needs to notice that it was interrupted. */
const GRACE_MS = 5000

/** @throws AppError in a sentence; the signal's reason when cancelled. */
export function runQuery(
	job: QueryJob,
	signal: AbortSignal,
): Promise<Pick<QueryAnswer, 'columns' | 'rows' | 'isCut'>> {
	signal.throwIfAborted()
	const worker = new Worker(new URL('./query-worker.ts', import.meta.url), {
		workerData: job,
		resourceLimits: { maxOldGenerationSizeMb: job.limits.memoryMb },
	})
	const late = setTimeout(() => worker.terminate(), job.limits.timeMs + 2 * GRACE_MS)
	const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
	const promise = new Promise<Pick<QueryAnswer, 'columns' | 'rows' | 'isCut'>>(
		(resolve, reject) => {
			const stop = () => {
				worker.postMessage('stop')
				setTimeout(() => worker.terminate(), GRACE_MS).unref()
				reject(signal.reason)
			}
			signal.addEventListener('abort', stop, { once: true })
			worker.on('message', (message: QueryMessage) => {
				if (message.kind === 'done') resolve(message.answer)
				else reject(new AppError('bad_request', { userMessage: message.sentence }))
			})
			worker.once('error', reject)
			worker.once('exit', () => reject(new AppError('internal')))
		},
	)
	// The files are removed after this: only when nobody reads them any more.
	return promise.finally(async () => {
		await ended
		clearTimeout(late)
	})
}
