/** A crowd of sinks in a process of its own, so that reading for many costs neither server nor writer. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { SystemName } from './system.ts'

const ENTRY = fileURLToPath(new URL('./crowd-process.ts', import.meta.url))

export interface Crowd {
	/** Messages the crowd has received since it was asked last, all together. */
	messages(): Promise<number>
	leave(): Promise<void>
}

/** Resolves when all of them are in the room. */
export async function gatherCrowd(options: {
	system: SystemName
	address: string
	count: number
}): Promise<Crowd> {
	const { system, address, count } = options
	const args = ['--disable-warning=ExperimentalWarning', ENTRY, system, address, String(count)]
	const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] })
	const leaveNobody = () => child.kill('SIGKILL')
	process.on('exit', leaveNobody)
	child.once('exit', () => process.off('exit', leaveNobody))
	const answers = answersOf(child)
	await answers.next()
	return {
		async messages() {
			child.stdin?.write('messages\n')
			return Number((await answers.next()).value)
		},
		async leave() {
			const gone = once(child, 'exit')
			child.kill('SIGTERM')
			await gone
		},
	}
}

async function* answersOf(child: ChildProcess): AsyncGenerator<string> {
	if (!child.stdout) throw new Error('no output to read')
	yield* createInterface({ input: child.stdout })
	throw new Error('the crowd has gone')
}
