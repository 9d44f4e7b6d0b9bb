/**
 * `npm run -s bench -- [MEASURE …] [--peers] [--json FILE] [--quick]`: measures the product, and peers
 * beside it in the same run. Tables go to stdout, progress to stderr. A missed target is a finding and
 * not a failure: the exit code is 1 only when something could not be measured.
 */
import './lib/animation-frame.ts'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { writeRows } from './lib/json.ts'
import type { MeasureOptions, Row } from './lib/measure.ts'
import { medianRows } from './lib/rows.ts'
import { Scratch } from './lib/scratch.ts'
import { renderTable } from './lib/table.ts'
import { MEASURES } from './measures/index.ts'
import { loadSystem, PEERS } from './systems/index.ts'

const USAGE = `npm run -s bench -- [MEASURE …] [--peers] [--json FILE] [--quick]

  MEASURE      ${Object.keys(MEASURES).join(', ')}; all when none is named
  --peers      measures tldraw sync and Hocuspocus beside us in the same run
  --json FILE  writes the rows as well: { measure, case, system, value, unit }
  --quick      one repetition instead of three, and shorter ones
`
const REPETITIONS = 3
const say = (line: string) => process.stderr.write(`bench: ${line}\n`)

async function main(): Promise<number> {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: {
			peers: { type: 'boolean', default: false },
			quick: { type: 'boolean', default: false },
			json: { type: 'string' },
			help: { type: 'boolean', default: false },
		},
	})
	const unknown = positionals.filter((name) => !Object.hasOwn(MEASURES, name))
	if (values.help || unknown.length > 0) {
		for (const name of unknown) say(`there is no measure “${name}”.`)
		process.stdout.write(USAGE)
		return unknown.length > 0 ? 2 : 0
	}
	const names = positionals.length > 0 ? positionals : Object.keys(MEASURES)
	const systems = await Promise.all([
		loadSystem('dailies'),
		...(values.peers ? PEERS : []).map((name) => loadSystem(name)),
	])
	const scratch = new Scratch()
	process.on('exit', () => scratch.dispose())
	const options: MeasureOptions = {
		systems,
		repetitions: values.quick ? 1 : REPETITIONS,
		isQuick: values.quick,
		say,
		scratch: () => scratch.make(),
	}
	const { rows, failed } = await runAll(names, options)
	// npm runs scripts in the project's folder; files are named from where the person stands.
	const cwd = process.env.INIT_CWD ?? process.cwd()
	if (values.json !== undefined) writeRows(resolve(cwd, values.json), rows)
	return failed ? 1 : 0
}

async function runAll(names: readonly string[], options: MeasureOptions) {
	const rows: Row[] = []
	let failed = false
	for (const name of names) {
		const module = await MEASURES[name]?.()
		if (!module) continue
		say(`${name} (${options.systems.map((system) => system.label).join(', ')})`)
		try {
			const found = medianRows(await module.measure.run(options))
			rows.push(...found)
			process.stdout.write(`${renderTable(module.measure, found)}\n`)
		} catch (error) {
			failed = true
			say(`${name} could not be measured: ${error instanceof Error ? error.stack : error}`)
		}
	}
	return { rows, failed }
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1))
// Clients leave timers behind that nobody waits for.
process.exit(await main())
