/** Entry of the thread that looks boards over, so that no pen waits for a rule. */
import { parentPort } from 'node:worker_threads'
import { PassBoards } from './pass-boards.ts'
import type { PassAnswer, PassJob } from './pass-types.ts'

const boards = new PassBoards()

parentPort?.on('message', (job: PassJob) => {
	const answer = answerTo(job)
	if (answer) parentPort?.postMessage(answer)
})

function answerTo(job: PassJob): PassAnswer | null {
	try {
		const result = boards.take(job)
		return job.kind === 'look' ? { id: job.id, result } : null
	} catch (error) {
		if (job.kind === 'forget') return null
		// Half a pass is not to be trusted: the board is sent whole next time.
		boards.take({ kind: 'forget', sceneId: job.sceneId })
		return { id: job.id, error }
	}
}
