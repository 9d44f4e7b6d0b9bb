/** Starts a rerun in a thread of its own, answers what it asks, and ends it when it is cancelled. */
import { Worker } from 'node:worker_threads'
import { AppError } from '#core/errors.ts'
import type {
	RegressAnswer,
	RegressionReport,
	RegressJob,
	RegressMessage,
	RegressQuestion,
	RegressReply,
} from './regress-types.ts'

/** @throws AppError in a sentence; the signal's reason when cancelled. */
export function runRegression(
	job: RegressJob,
	how: {
		signal: AbortSignal
		onProgress: (share: number) => void
		answer: (question: RegressQuestion) => Promise<RegressAnswer>
	},
): Promise<RegressionReport> {
	const { signal } = how
	signal.throwIfAborted()
	const worker = new Worker(new URL('./regress-worker.ts', import.meta.url), { workerData: job })
	const promise = new Promise<RegressionReport>((resolve, reject) => {
		signal.addEventListener('abort', () => reject(signal.reason), { once: true })
		worker.on('message', (message: RegressMessage) => {
			if (message.kind === 'progress') how.onProgress(message.share)
			else if (message.kind === 'done') resolve(message.report)
			else if (message.kind === 'refused')
				reject(new AppError('bad_request', { userMessage: message.sentence }))
			else {
				const reply = (answer: RegressAnswer) =>
					worker.postMessage({ id: message.id, answer } satisfies RegressReply)
				how.answer(message.question).then(reply, reject)
			}
		})
		worker.once('error', reject)
		worker.once('exit', () => reject(new AppError('internal')))
	})
	return promise.finally(() => worker.terminate())
}
