/** Entry of a query's own thread: asks once, answers once; any message ends the question. */
import { parentPort, workerData } from 'node:worker_threads'
import { askDuckDB, loadDuckDB } from './ask-duckdb.ts'
import type { QueryJob } from './query-types.ts'

const port = parentPort
if (port) {
	const job: QueryJob = workerData
	const answer = await askDuckDB(await loadDuckDB(), job, (interrupt) => {
		port.once('message', interrupt)
	})
	port.postMessage(answer)
	port.close()
}
