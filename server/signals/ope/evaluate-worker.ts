/** Entry of an evaluation's own thread: collects slates, then tells progress and the result. */
import { parentPort, workerData } from 'node:worker_threads'
import { OpeError } from '#core/signals/ope/rows.ts'
import {
	type EvaluationJob,
	type HandedSlate,
	type JobInput,
	type JobMessage,
	runJob,
} from './job.ts'

/** Progress is told at most this often, milliseconds. */
const PROGRESS_EVERY_MS = 200

function evaluate(
	job: EvaluationJob,
	handed: readonly HandedSlate[],
	send: (message: JobMessage) => void,
): void {
	let toldAt = 0
	try {
		const result = runJob(job, handed, (share) => {
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

function main(job: EvaluationJob): void {
	const handed: HandedSlate[] = []
	parentPort?.on('message', (input: JobInput) => {
		if (input.kind === 'slates') handed.push(...input.slates)
		else evaluate(job, handed, (message) => parentPort?.postMessage(message))
	})
}

// What this program itself passed on starting the thread.
main(workerData)
