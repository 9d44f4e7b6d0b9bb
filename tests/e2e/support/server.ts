/**
 * A real Dailies server for browser tests: its own process, port and data folder, so that a test can
 * kill it like a power cut and start it again on what is left.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const ROOT = process.cwd()
const FLAGS = ['--disable-warning=ExperimentalWarning']

export interface TestServer {
	readonly url: string
	readonly dataDir: string
	/** Everything the server printed so far. */
	output(): string
	start(): Promise<void>
	/** SIGKILL: nothing is flushed, nothing is said. */
	kill(): Promise<void>
	/** SIGTERM; resolves with the exit code. */
	stop(): Promise<number | null>
	/** Runs the command line on the same data folder; its one JSON value. */
	dailies(...args: string[]): Promise<unknown>
	dispose(): Promise<void>
}

export async function createTestServer(env: Record<string, string> = {}): Promise<TestServer> {
	const dataDir = await mkdtemp(join(tmpdir(), 'dailies-e2e-'))
	const port = await freePort()
	const url = `http://127.0.0.1:${port}`
	const childEnv: NodeJS.ProcessEnv = {
		...process.env,
		NODE_ENV: 'production',
		LOG_LEVEL: 'warn',
		DAILIES_DEMO: '0',
		...env,
		PORT: String(port),
		DATA_DIR: dataDir,
	}
	let child: ChildProcess | null = null
	let printed = ''

	const exited = (process: ChildProcess) =>
		new Promise<number | null>((resolve) => {
			if (process.exitCode !== null || process.signalCode !== null) resolve(process.exitCode)
			else process.once('exit', (code) => resolve(code))
		})
	const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
		if (!child) return null
		const ending = exited(child)
		child.kill(signal)
		const code = await ending
		child = null
		return code
	}

	return {
		url,
		dataDir,
		output: () => printed,
		async start() {
			const started = spawn(process.execPath, [...FLAGS, 'server/index.ts'], {
				cwd: ROOT,
				env: childEnv,
			})
			child = started
			started.stdout?.on('data', (data) => {
				printed += String(data)
			})
			started.stderr?.on('data', (data) => {
				printed += String(data)
			})
			await untilHealthy(url, started, () => printed)
		},
		async kill() {
			await end('SIGKILL')
		},
		stop: () => end('SIGTERM'),
		async dailies(...args) {
			const { stdout } = await promisify(execFile)(
				process.execPath,
				[...FLAGS, 'server/cli/index.ts', ...args, '--json'],
				{ cwd: ROOT, env: childEnv, maxBuffer: 64 << 20 },
			)
			return JSON.parse(stdout)
		},
		async dispose() {
			await end('SIGKILL')
			await rm(dataDir, { recursive: true, force: true })
		},
	}
}

/** Polls the health page until it answers; fails at once when the process ended. */
async function untilHealthy(url: string, child: ChildProcess, printed: () => string) {
	for (let attempt = 0; attempt < 600; attempt++) {
		if (child.exitCode !== null) throw new Error(`the server ended at start:\n${printed()}`)
		const healthy = await fetch(`${url}/healthz`).then(
			(response) => response.ok,
			() => false,
		)
		if (healthy) return
		await new Promise((resolve) => setTimeout(resolve, 100))
	}
	throw new Error(`the server did not become healthy:\n${printed()}`)
}

function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const probe = createServer()
		probe.once('error', reject)
		probe.listen(0, '127.0.0.1', () => {
			const address = probe.address()
			if (address === null || typeof address === 'string') return reject(new Error('no port'))
			probe.close(() => resolve(address.port))
		})
	})
}
