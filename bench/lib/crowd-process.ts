/** `node crowd-process.ts SYSTEM ADDRESS COUNT`: that many sinks; says `here`, and on request what came. */
import './animation-frame.ts'
import { createInterface } from 'node:readline'
import { isSystemName, loadSystem } from '../systems/index.ts'
import type { BenchSink } from './system.ts'

const [name = '', address = '', count = '0'] = process.argv.slice(2)
if (!isSystemName(name)) throw new Error(`there is no system “${name}”`)
const system = await loadSystem(name)
const sinks: BenchSink[] = []
for (let at = 0; at < Number(count); at++)
	sinks.push(await system.sink(address, { person: `crowd${at}` }))
process.stdout.write('here\n')
let told = 0
for await (const _line of createInterface({ input: process.stdin })) {
	const messages = sinks.reduce((sum, sink) => sum + sink.messages(), 0)
	process.stdout.write(`${messages - told}\n`)
	told = messages
}
process.exit(0)
