/** Entry of an export's own thread: reads the log through a connection of its own, tells its progress. */
import { parentPort, workerData } from 'node:worker_threads'
import { isAppError } from '#core/errors.ts'
import type { ExportDone, ExportJob } from './export-types.ts'
import { writeDataset } from './write-dataset.ts'

export type ExportMessage =
	| { kind: 'progress'; share: number }
	| { kind: 'done'; result: ExportDone }
	| { kind: 'refused'; sentence: string }

/** Progress is told at most this often, milliseconds. */
const PROGRESS_EVERY_MS = 200

async function main(job: ExportJob): Promise<void> {
	const send = (message: ExportMessage) => parentPort?.postMessage(message)
	let toldAt = 0
	try {
		const result = await writeDataset(job, (share) => {
			const now = performance.now()
			if (now - toldAt < PROGRESS_EVERY_MS) return
			toldAt = now
			send({ kind: 'progress', share })
		})
		send({ kind: 'done', result })
	} catch (error) {
		if (!isAppError(error)) throw error
		send({ kind: 'refused', sentence: error.userMessage })
	}
}

// What this program itself passed on starting the thread.
void main(workerData)
