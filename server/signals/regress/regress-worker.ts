/** Entry of a rerun's own thread: reads the log through a connection of its own, asks models through the rooms' thread. */
import { parentPort, workerData } from 'node:worker_threads'
import { AppError, isAppError } from '#core/errors.ts'
import { openLogReader } from '#db/open-reader.ts'
import { loadMasterKey } from '../master-key.ts'
import { createVaults } from '../vaults.ts'
import type {
	RegressAnswer,
	RegressionReport,
	RegressJob,
	RegressMessage,
	RegressReply,
} from './regress-types.ts'
import { rerun } from './rerun.ts'

const send = (message: RegressMessage) => parentPort?.postMessage(message)
const waiting = new Map<number, (answer: RegressAnswer) => void>()

async function main(job: RegressJob): Promise<RegressionReport> {
	const reader = openLogReader(job.databaseFile)
	try {
		const vaults = createVaults({
			...{ store: reader.signals, masterKey: loadMasterKey(job.env), now: () => job.nowMs },
			// Nothing is made here: the server opened this project's keys before.
			random: () => {
				throw new AppError('internal')
			},
		})
		const vault = await vaults.vault(job.projectId)
		let lastId = 0
		return await rerun(job, {
			...{ reader, vault },
			ask: (question) =>
				new Promise((resolve) => {
					const id = ++lastId
					waiting.set(id, resolve)
					send({ kind: 'question', id, question })
				}),
			onProgress: (share) => send({ kind: 'progress', share }),
		})
	} finally {
		reader.close()
	}
}

parentPort?.on('message', ({ id, answer }: RegressReply) => {
	waiting.get(id)?.(answer)
	waiting.delete(id)
})

// What this program itself passed on starting the thread.
main(workerData).then(
	(report) => send({ kind: 'done', report }),
	(error: unknown) => {
		if (!isAppError(error)) throw error
		send({ kind: 'refused', sentence: error.userMessage })
	},
)
