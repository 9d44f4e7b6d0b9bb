/** Entry of an evaluation's own thread: takes one job, tells its progress, ends with its result. */
import { parentPort, workerData } from 'node:worker_threads'
import { OpeError } from '#core/signals/ope/rows.ts'
import { type EvaluationJob, type JobMessage, runJob } from './job.ts'

/** Progress is told at most this often, milliseconds. */
const PROGRESS_EVERY_MS = 200

function main(job: EvaluationJob, send: (message: JobMessage) => void): void {
	let toldAt = 0
	try {
		const result = runJob(job, (share) => {
			const now = performance.now()
			if (now - toldAt < PROGRESS_EVERY_MS) return
			toldAt = now
			send({ kind: 'progress', share })
		})
		send({ kind: 'done', result })
	} catch (error) {
		if (!(error instanceof OpeError)) throw error
		send({ kind: 'refused', sentence: error.message })
	}
}

// What this program itself passed on starting the thread.
main(workerData, (message) => parentPort?.postMessage(message))
