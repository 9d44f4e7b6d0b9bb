/** Starts an export in a thread of its own, so that no room waits for it; cancelling ends the thread. */
import { Worker } from 'node:worker_threads'
import { AppError } from '#core/errors.ts'
import type { ExportDone, ExportJob } from './export-types.ts'
import type { ExportMessage } from './export-worker.ts'

/** @throws AppError in a sentence; the signal's reason when cancelled. */
export function runExport(
	job: ExportJob,
	{ signal, onProgress }: { signal?: AbortSignal; onProgress?: (share: number) => void } = {},
): Promise<ExportDone> {
	signal?.throwIfAborted()
	const worker = new Worker(new URL('./export-worker.ts', import.meta.url), { workerData: job })
	const promise = new Promise<ExportDone>((resolve, reject) => {
		signal?.addEventListener('abort', () => reject(signal.reason), { once: true })
		worker.on('message', (message: ExportMessage) => {
			if (message.kind === 'progress') onProgress?.(message.share)
			else if (message.kind === 'done') resolve(message.result)
			else reject(new AppError('bad_request', { userMessage: message.sentence }))
		})
		worker.once('error', reject)
		worker.once('exit', () => reject(new AppError('internal')))
	})
	return promise.finally(() => worker.terminate())
}
