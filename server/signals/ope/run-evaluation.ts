/**
 * Starts an evaluation in a thread of its own, so that no room waits for it; cancelling ends the thread.
 */
import { Worker } from 'node:worker_threads'
import { AppError } from '#core/errors.ts'
import type { SlateEvaluation } from '#core/signals/ope/evaluate-slates.ts'
import { OpeError } from '#core/signals/ope/rows.ts'
import type { EvaluationJob, HandedSlate, JobInput, JobMessage } from './job.ts'

export interface RunOptions {
	signal?: AbortSignal
	/** Share of the resampling that is done, 0–1. */
	onProgress?: (share: number) => void
}

/** @throws OpeError in a sentence; the signal's reason when cancelled; AppError('internal') when the thread dies. */
export function runEvaluation(
	job: EvaluationJob,
	batches: AsyncIterable<HandedSlate[]>,
	{ signal, onProgress }: RunOptions = {},
): Promise<SlateEvaluation> {
	signal?.throwIfAborted()
	const worker = new Worker(new URL('./evaluate-worker.ts', import.meta.url), { workerData: job })
	const promise = new Promise<SlateEvaluation>((resolve, reject) => {
		signal?.addEventListener('abort', () => reject(signal.reason), { once: true })
		worker.on('message', (message: JobMessage) => {
			if (message.kind === 'progress') onProgress?.(message.share)
			else if (message.kind === 'done') resolve(message.result)
			else reject(new OpeError(message.sentence))
		})
		worker.once('error', reject)
		worker.once('exit', () => reject(new AppError('internal')))
	})
	handOver(worker, batches).catch((error: unknown) => worker.emit('error', error))
	return promise.finally(() => worker.terminate())
}

/** The thread may end in between; what is posted then is dropped. */
async function handOver(worker: Worker, batches: AsyncIterable<HandedSlate[]>): Promise<void> {
	const send = (input: JobInput) => worker.postMessage(input)
	for await (const slates of batches) send({ kind: 'slates', slates })
	send({ kind: 'begin' })
}
