/**
 * A server process that tests end as they like. It is started ahead of its use (`warm`), so that a
 * kill loop waits for SQLite and not for Node, and remembers every verdict it was asked and answered.
 */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Verdict } from './hostile-film.ts'

const SERVER = new URL('./crash-server.ts', import.meta.url).pathname

export interface DecisionBook {
	/** By key: asked and not answered yet. */
	open: Map<string, Verdict>
	answered: Map<string, Verdict>
}
export interface ServerProcess {
	readonly pid: number
	/** Resolves when it is gone, with its exit code. */
	readonly exited: Promise<number | null>
	/** Opens the database and listens; resolves with the port. */
	go(port: number): Promise<number>
	tell(line: string): void
	/** Resolves with the rest of the next line that begins with `word`. */
	hears(word: string): Promise<string>
	/** Ends it; resolves with what it ended by: a code (TERM) or null (KILL). */
	end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null>
}

/** Starts the process; nothing is opened before `go`. `command` wraps it (`['strace', …]`). */
export function startProcess(
	dataDir: string,
	{ book, command = [] }: { book: DecisionBook; command?: string[] },
): ServerProcess {
	const flags = ['--disable-warning=ExperimentalWarning', SERVER, dataDir]
	const [program = process.execPath, ...args] = [...command, process.execPath, ...flags]
	const env = { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'dailies-crash-cache') }
	const child = spawn(program, args, { env, stdio: 'pipe' })
	let complaint = ''
	child.stderr.on('data', (text: Buffer) => {
		complaint += text
	})
	const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
	const waiting = new Map<string, ((rest: string) => void)[]>()
	const failing = new Set<(error: Error) => void>()
	createInterface({ input: child.stdout }).on('line', (line) => {
		const word = line.split(' ', 1)[0] ?? ''
		const rest = line.slice(word.length + 1)
		keep(book, word, rest)
		for (const resolve of waiting.get(word) ?? []) resolve(rest)
		waiting.delete(word)
	})
	void ended.then(() => {
		for (const fail of failing) fail(new Error(`the server ended by itself: ${complaint}`))
	})
	const hears = (word: string) =>
		new Promise<string>((resolve, reject) => {
			failing.add(reject)
			waiting.set(word, [
				...(waiting.get(word) ?? []),
				(rest) => {
					failing.delete(reject)
					resolve(rest)
				},
			])
		})
	// A write into a pipe whose reader was killed in the meantime is no fault.
	child.stdin.on('error', () => undefined)
	return {
		pid: child.pid ?? 0,
		exited: ended,
		hears,
		tell: (line) => void child.stdin.write(`${line}\n`),
		async go(port) {
			const heard = hears('port')
			child.stdin.write(`go ${port}\n`)
			return Number(await heard)
		},
		end: (signal) => end(child, ended, { signal, failing }),
	}
}

/** Everything it said before it ended has been heard when this resolves. */
async function end(
	child: ChildProcessWithoutNullStreams,
	ended: Promise<number | null>,
	{ signal, failing }: { signal: NodeJS.Signals; failing: Set<unknown> },
): Promise<number | null> {
	failing.clear()
	const heardAll = new Promise<void>((resolve) => {
		if (child.stdout.closed) resolve()
		else child.stdout.once('close', resolve)
	})
	child.kill(signal)
	const code = await ended
	await heardAll
	return code
}

function keep(book: DecisionBook, word: string, rest: string): void {
	if (word !== 'asked' && word !== 'answered') return
	// Written by crash-server.ts, which has the same type.
	const verdict = JSON.parse(rest) as Verdict
	if (word === 'asked') book.open.set(verdict.key, verdict)
	else {
		book.open.delete(verdict.key)
		book.answered.set(verdict.key, verdict)
	}
}
