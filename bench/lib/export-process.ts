/**
 * A server in a process of its own that writes one export while people draw: `node … DIR PROJECT CONFIGS`.
 * Prints `port N` when its board can be drawn on, begins with the first line on stdin, and prints one line of
 * JSON: seconds, peak memory of the whole process, and how late its event loop was meanwhile.
 */
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { CONFIG_NAMES } from '../../app/core/signals/export/configs.ts'
import { ALL_TRAIN } from '../../app/core/signals/export/split.ts'
import { readEnv } from '../../server/env.ts'
import { createLogger } from '../../server/logger.ts'
import { buildServices, DATABASE_FILE } from '../../server/services.ts'
import { startRoomServer } from '../../tests/support/room-server.ts'
import { addRooms } from '../systems/dailies-rooms.ts'

const [dir = '', projectId = '', wanted = ''] = process.argv.slice(2)
const built = buildServices(
	readEnv({ DATA_DIR: dir, NODE_ENV: 'production' }),
	createLogger('silent'),
)
const { datasets } = built.services.signals
const configs = CONFIG_NAMES.filter((name) => wanted.split(',').includes(name))
const board = await startRoomServer({ file: join(dir, DATABASE_FILE) })
await addRooms(board.db, 1)
process.stdout.write(`port ${board.port}\n`)
await once(process.stdin, 'data')
const loop = monitorEventLoopDelay({ resolution: 5 })
loop.enable()
const before = performance.now()
const id = await datasets.start(
	{
		...{ projectId, purpose: 'operate', configs, formats: ['parquet'], pictures: 'none' },
		...{ split: ALL_TRAIN, since: null },
	},
	join(dir, `out-${configs.join('-')}`),
)
let state = datasets.state(projectId, id)
while (state?.state === 'running') {
	await pause(20)
	state = datasets.state(projectId, id)
}
const seconds = (performance.now() - before) / 1000
loop.disable()
if (state?.state !== 'done') throw new Error(JSON.stringify(state))
const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]
const { manifest } = state.report
const answer = {
	seconds,
	peakBytes: Number(peak) * 1024,
	lateP99Ms: loop.percentile(99) / 1e6,
	lateMaxMs: loop.max / 1e6,
	rows: configs.map((name) => manifest.rows[name]?.rows ?? 0).reduce((a, b) => a + b, 0),
	fileBytes: manifest.files.reduce((sum, { bytes }) => sum + bytes, 0),
}
process.stdout.write(`${JSON.stringify(answer)}\n`)
// People may still be drawing.
await once(process.stdin, 'data')
await board.stop()
await built.dispose()
process.exit(0)
