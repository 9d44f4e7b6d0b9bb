/** Starts an export in a thread of its own, so that no room waits for it; cancelling ends the thread. */
import { type ResourceLimits, Worker } from 'node:worker_threads'
import { AppError } from '#core/errors.ts'
import type { ExportDone, ExportJob } from './export-types.ts'
import type { ExportMessage } from './export-worker.ts'

interface RunOptions {
	signal?: AbortSignal
	onProgress?: (share: number) => void
	/** What the thread's own heap may take. */
	heap?: ResourceLimits
}

/**
 * An export needs some 60 MB whatever the log's length, and stored scenes as large as they are. Without a bound the
 * engine leaves garbage lying as long as the machine has room (013).
 */
const HEAP: ResourceLimits = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32 }

/** @throws AppError in a sentence; the signal's reason when cancelled. */
export function runExport(
	job: ExportJob,
	{ signal, onProgress, heap = HEAP }: RunOptions = {},
): Promise<ExportDone> {
	signal?.throwIfAborted()
	const worker = new Worker(new URL('./export-worker.ts', import.meta.url), {
		workerData: job,
		resourceLimits: heap,
	})
	const promise = new Promise<ExportDone>((resolve, reject) => {
		signal?.addEventListener('abort', () => reject(signal.reason), { once: true })
		worker.on('message', (message: ExportMessage) => {
			if (message.kind === 'progress') onProgress?.(message.share)
			else if (message.kind === 'done') resolve(message.result)
			else reject(new AppError('bad_request', { userMessage: message.sentence }))
		})
		worker.once('error', (error) =>
			reject(isOutOfMemory(error) ? new AppError('too_large', TOO_MUCH) : error),
		)
		worker.once('exit', () => reject(new AppError('internal')))
	})
	return promise.finally(() => worker.terminate())
}

const TOO_MUCH = {
	userMessage:
		'The export needed more memory than this machine gives it. Nothing was changed, and the server goes on. Export where there is more, from a backup or a copy of the data folder.',
}

function isOutOfMemory(error: unknown): boolean {
	return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
}
