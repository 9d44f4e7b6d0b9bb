/**
 * `npm run soak`: the proofs of `npm test` at scale, with fresh seeds each round: convergence fuzz,
 * kill -9, hostile frames, damaged updates. One line a part, with its counts and its seed; the exit
 * code says whether anything was lost, diverged or refused that should not have been.
 */
import { spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'
import {
	bin,
	ensureDependencies,
	ensureRuntime,
	main,
	ROOT,
	runtimeEnv,
	SetupError,
} from './setup.mjs'

const HELP = `npm run soak                      ten minutes of everything, round after round
npm run soak -- --minutes N       rounds until N minutes are over
npm run soak -- --kills N --seeds N --frames N --updates N
                                  one round of just what is named
A failing part prints its seed and its output; SEED=… (kills, frames, updates) or
FIRST_SEED=… SEEDS=1 (convergence) with npm run test:unit -- FILE runs it again.`

/** What a round without numbers of its own runs. */
const ROUND = { seeds: 40, kills: 50, frames: 2000, updates: 5000 }
const PARTS = [
	{ name: 'seeds', what: 'convergence', file: 'tests/convergence', count: 'SEEDS' },
	{
		name: 'kills',
		what: 'kill -9',
		file: 'tests/integration/realtime-crash.test.ts',
		count: 'KILLS',
	},
	{
		name: 'frames',
		what: 'hostile frames',
		file: 'tests/integration/realtime-attacks-live.test.ts',
		count: 'HOSTILE',
	},
	{
		name: 'updates',
		what: 'damaged updates',
		file: 'tests/integration/realtime-corrupt.test.ts',
		count: 'CORRUPTED',
	},
]

main(() => {
	const options = readOptions()
	if (options.help) return console.log(HELP)
	const node = ensureRuntime()
	ensureDependencies(node)
	const named = PARTS.filter(({ name }) => options[name] !== undefined)
	const endsAt = Date.now() + options.minutes * 60_000
	let failures = 0
	do {
		for (const part of named.length > 0 ? named : PARTS) {
			if (named.length === 0 && Date.now() >= endsAt) break
			const count = options[part.name] ?? ROUND[part.name]
			if (count > 0 && !run(node, part, count)) failures += 1
		}
	} while (named.length === 0 && Date.now() < endsAt)
	console.log(failures === 0 ? 'soak: nothing lost' : `soak: ${failures} parts FAILED`)
	return failures === 0 ? 0 : 1
})

function readOptions() {
	const number = { type: 'string' }
	const options = { minutes: number, seeds: number, kills: number, frames: number, updates: number }
	let values
	try {
		values = parseArgs({ options: { ...options, help: { type: 'boolean' } } }).values
	} catch (error) {
		throw new SetupError(`${error.message}\n${HELP}`)
	}
	const read = { help: values.help, minutes: 10 }
	for (const name of Object.keys(options)) {
		if (values[name] === undefined) continue
		read[name] = Number(values[name])
		if (!(read[name] >= 0)) throw new SetupError(`--${name} takes a number.\n${HELP}`)
	}
	return read
}

/** Runs one part with a seed of its own and prints its line. Returns whether all held. */
function run(node, { what, file, count: variable }, count) {
	const first = randomInt(1, 2 ** 31)
	const env = { [variable]: String(count), FIRST_SEED: String(first), SEED: `soak-${first}` }
	const startedAt = Date.now()
	const result = spawnSync(node, [bin('vitest', 'vitest'), 'run', file], {
		cwd: ROOT,
		encoding: 'utf8',
		env: { ...runtimeEnv(node), ...env, NO_COLOR: '1' },
		maxBuffer: 256 << 20,
	})
	const seconds = Math.round((Date.now() - startedAt) / 1000)
	const isFine = result.status === 0
	const counts = [...result.stdout.matchAll(/^proof: (.*)$/gm)].map(([, line]) => line)
	const said = counts.length > 0 ? counts.join('; ') : `${count} ${variable.toLowerCase()}`
	console.log(`${isFine ? 'held' : 'FAILED'}  ${what} (seed ${first}, ${seconds} s): ${said}`)
	if (!isFine) console.log(`${result.stdout}\n${result.stderr}`)
	return isFine
}
