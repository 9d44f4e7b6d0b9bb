/**
 * 1,000,000 rows of a log to Parquet: how long, how much memory, how late the server's own event loop is, and
 * how long three people on a board of the same server wait for an edit meanwhile. The log is made first and not
 * timed.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { OPERATOR } from '../../server/cli/commands.ts'
import { readEnv } from '../../server/env.ts'
import { createLogger } from '../../server/logger.ts'
import { buildServices } from '../../server/services.ts'
import { fillLog } from '../lib/fill-log.ts'
import { runLoad } from '../lib/load.ts'
import type { BenchMeasure, MeasureOptions, Row } from '../lib/measure.ts'
import { quantile } from '../lib/median.ts'

const MEASURE = 'export'
const EVENTS = 1_000_000
const QUICK_EVENTS = 50_000
const PROCESS = fileURLToPath(new URL('../lib/export-process.ts', import.meta.url))
/** People draw for so long at a time, with and without the export. */
const DRAWING_S = 15
const QUICK_DRAWING_S = 4
const EDITS_A_SECOND = 10
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
	const server = await startExporter([dir, projectId, configs])
	const seconds = options.isQuick ? QUICK_DRAWING_S : DRAWING_S
	const draw = () => drawFor(server.address, seconds)
	try {
		const without = await draw()
		const meanwhile: number[] = []
		const answer = server.begin()
		let isDone = false
		const ended = answer.finally(() => {
			isDone = true
		})
		while (!isDone) meanwhile.push(...(await draw()))
		const found = await ended
		without.push(...(await draw()))
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
			row('edit acknowledged without it, p50', quantile(without, 0.5), 'ms'),
			row('edit acknowledged meanwhile, p50', quantile(meanwhile, 0.5), 'ms'),
			row('edit acknowledged without it, p95', quantile(without, 0.95), 'ms'),
			row('edit acknowledged meanwhile, p95', quantile(meanwhile, 0.95), 'ms'),
		]
	} finally {
		server.end()
	}
}

/** Milliseconds until each edit of three people on one board is on the disk. */
async function drawFor(address: string, seconds: number): Promise<number[]> {
	const people = ['ana', 'noor', 'tom'].map((name) => ({ room: 0, name, draws: true }))
	const report = await runLoad({ address, rate: EDITS_A_SECOND, seconds, people })
	if (report.shed > 0) throw new Error('somebody who drew was turned away')
	return report.ackMs
}

async function startExporter(args: readonly string[]) {
	const child = spawn(
		process.execPath,
		['--disable-warning=ExperimentalWarning', PROCESS, ...args],
		{
			stdio: ['pipe', 'pipe', 'inherit'],
		},
	)
	const leaveNothing = () => child.kill('SIGKILL')
	process.on('exit', leaveNothing)
	const lines = createInterface({ input: child.stdout })
	const ended = once(child, 'exit').then(() => {
		process.off('exit', leaveNothing)
		throw new Error('the server ended before its export')
	})
	ended.catch(() => undefined)
	const next = () => Promise.race([once(lines, 'line').then(([line]) => String(line)), ended])
	const port = /^port (\d+)$/.exec(await next())?.[1]
	return {
		address: `http://127.0.0.1:${port}`,
		async begin() {
			const line = next()
			child.stdin.write('begin\n')
			return Answer.parse(JSON.parse(await line))
		},
		end: leaveNothing,
	}
}
