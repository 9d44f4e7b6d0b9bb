/**
 * A server in a process of its own: `node ENTRY DIR ROOMS`, which prints `port N` when it listens and
 * ends in order on SIGTERM. Its time and memory are read from /proc.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { cpuSecondsOf, folderBytes, rssBytesOf } from './process-usage.ts'

export interface ServerProcess {
	readonly pid: number
	readonly port: number
	stop(): Promise<void>
	kill(): Promise<void>
	diskBytes(): number
	cpuSeconds(): number
	rssBytes(): number
}

/** `BENCH_NODE_FLAGS` adds flags to the servers' Node, for profiles (`--cpu-prof`). */
export async function startServerProcess(options: {
	/** Path of the program. */
	entry: string
	dir: string
	rooms?: number
}): Promise<ServerProcess> {
	const { entry, dir, rooms = 1 } = options
	const flags = (process.env.BENCH_NODE_FLAGS ?? '').split(' ').filter(Boolean)
	const args = ['--disable-warning=ExperimentalWarning', ...flags, entry, dir, String(rooms)]
	const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
	const gone = once(child, 'exit')
	// However the bench ends, no server stays behind.
	const leaveNothing = () => child.kill('SIGKILL')
	process.on('exit', leaveNothing)
	void gone.then(() => process.off('exit', leaveNothing))
	const port = await Promise.race([portOf(child), gone.then(() => null)])
	const { pid } = child
	if (port === null || pid === undefined) throw new Error(`${entry} ended before it listened`)
	const end = async (signal: NodeJS.Signals) => {
		if (child.exitCode === null && child.signalCode === null) child.kill(signal)
		await gone
	}
	return {
		pid,
		port,
		stop: () => end('SIGTERM'),
		kill: () => end('SIGKILL'),
		diskBytes: () => folderBytes(dir),
		cpuSeconds: () => cpuSecondsOf(pid),
		rssBytes: () => rssBytesOf(pid),
	}
}

/** The port a program prints; everything else it prints is passed on to stderr. */
export async function portOf(child: ChildProcess): Promise<number> {
	if (!child.stdout) throw new Error('no output to read')
	return new Promise((resolve) => {
		const lines = createInterface({ input: child.stdout ?? process.stdin })
		lines.on('line', (line) => {
			const match = /^port (\d+)$/.exec(line)
			if (match) resolve(Number(match[1]))
			else process.stderr.write(`${line}\n`)
		})
	})
}
