/**
 * 1,000,000 rows of a log to Parquet: how long, how much memory, and how late the server's own event loop is
 * meanwhile. The log is made first and not timed.
 */
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { z } from 'zod'
import { OPERATOR } from '../../server/cli/commands.ts'
import { readEnv } from '../../server/env.ts'
import { createLogger } from '../../server/logger.ts'
import { buildServices } from '../../server/services.ts'
import { fillLog } from '../lib/fill-log.ts'
import type { BenchMeasure, MeasureOptions, Row } from '../lib/measure.ts'

const MEASURE = 'export'
const EVENTS = 1_000_000
const QUICK_EVENTS = 50_000
const PROCESS = fileURLToPath(new URL('../lib/export-process.ts', import.meta.url))
const run = promisify(execFile)
const Answer = z.object({
	...{ seconds: z.number(), peakBytes: z.number(), lateP99Ms: z.number() },
	...{ lateMaxMs: z.number(), rows: z.number(), fileBytes: z.number() },
})

export const measure: BenchMeasure = {
	name: MEASURE,
	title: '1,000,000 rows of a log to Parquet (zstd), in a thread beside the rooms',
	targets: [
		{ case: 'events: peak memory', most: 1e9 },
		{ case: 'all configs: peak memory', most: 1e9 },
	],
	async run(options) {
		const dir = options.scratch()
		const projectId = await makeLog(dir, options)
		return [
			...(await exported('events', { dir, projectId, configs: 'events', options })),
			...(await exported('all configs', {
				...{ dir, projectId, configs: 'events,bandit,preference,kto,sft,critique', options },
			})),
		]
	},
}

async function makeLog(dir: string, { isQuick, say }: MeasureOptions): Promise<string> {
	const events = isQuick ? QUICK_EVENTS : EVENTS
	say(`${MEASURE}: making a log of ${events} rows`)
	const built = buildServices(readEnv({ DATA_DIR: dir }), createLogger('silent'))
	try {
		const { projectId } = await built.services.projects.create(OPERATOR, {
			title: 'Export',
			withFirstScene: false,
		})
		await fillLog(built.services, { projectId, events })
		return projectId
	} finally {
		await built.dispose()
	}
}

async function exported(
	name: string,
	given: { dir: string; projectId: string; configs: string; options: MeasureOptions },
): Promise<Row[]> {
	const { dir, projectId, configs, options } = given
	options.say(`${MEASURE}: ${name}`)
	const args = ['--disable-warning=ExperimentalWarning', PROCESS, dir, projectId, configs]
	const { stdout } = await run(process.execPath, args)
	const found = Answer.parse(JSON.parse(stdout))
	const row = (what: string, value: number, unit: string): Row => ({
		...{ measure: MEASURE, case: `${name}: ${what}`, system: 'dailies', value, unit },
	})
	return [
		row('rows', found.rows, 'rows'),
		row('time', found.seconds, 's'),
		row('peak memory', found.peakBytes, 'B'),
		row('size', found.fileBytes, 'B'),
		row('event loop late, p99', found.lateP99Ms, 'ms'),
		row('event loop late, longest', found.lateMaxMs, 'ms'),
	]
}
