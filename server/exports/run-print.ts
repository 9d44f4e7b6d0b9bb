/** Starts a print in a thread of its own and hands it the pictures it asks for; cancelling ends the thread. */
import { Worker } from 'node:worker_threads'
import { AppError } from '#core/errors.ts'
import type { PictureService } from '../pictures/pictures.ts'
import type { FromThread, PrintJob, PrintReport, ToThread } from './print-types.ts'

export function runPrint(
	job: PrintJob,
	pictures: Pick<PictureService, 'png'>,
	{ signal, onProgress }: { signal: AbortSignal; onProgress: (share: number) => void },
): Promise<PrintReport> {
	signal.throwIfAborted()
	const worker = new Worker(new URL('./print-worker.ts', import.meta.url), { workerData: job })
	const answer = (message: ToThread) => worker.postMessage(message)
	const promise = new Promise<PrintReport>((resolve, reject) => {
		signal.addEventListener('abort', () => reject(signal.reason), { once: true })
		worker.on('message', (message: FromThread) => {
			if (message.kind === 'progress') onProgress(message.share)
			else if (message.kind === 'done') resolve(message.report)
			else if (message.kind === 'failed')
				reject(new AppError('bad_request', { userMessage: message.sentence }))
			else {
				const { id, sceneId, panelId, width, part } = message
				// A panel that cannot be drawn leaves its frame empty, and no print undone.
				pictures.png(sceneId, panelId, { width, part }).then(
					({ bytes }) => answer({ kind: 'picture', id, bytes }),
					() => answer({ kind: 'picture', id, bytes: null }),
				)
			}
		})
		worker.once('error', reject)
		worker.once('exit', () => reject(new AppError('internal')))
	})
	return promise.finally(() => worker.terminate())
}
