/** The program as an operator meets it: starts, refusals in one sentence, and orderly ends. */
import { type ChildProcess, spawn } from 'node:child_process'
import {
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

const FLAGS = ['--disable-warning=ExperimentalWarning']
const built = existsSync('build/server/index.js')

let folder: string
const running: ChildProcess[] = []
const closing: Server[] = []

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'dailies-program-'))
})
afterEach(() => {
	for (const child of running.splice(0)) child.kill('SIGKILL')
	for (const server of closing.splice(0)) server.close()
	rmSync(folder, { recursive: true, force: true })
})

interface Run {
	child: ChildProcess
	text: () => string
	ended: Promise<number | null>
	says: (pattern: RegExp) => Promise<string>
}

function run(command: string, args: string[], env: Record<string, string>): Run {
	const child = spawn(command, args, {
		env: {
			...process.env,
			NODE_ENV: 'production',
			DAILIES_DEMO: '0',
			LOG_LEVEL: 'warn',
			DATA_DIR: join(folder, 'data'),
			PORT: '0',
			HOST: '127.0.0.1',
			...env,
		},
	})
	running.push(child)
	let printed = ''
	const waiting = new Set<() => void>()
	const hear = (data: unknown) => {
		printed += String(data)
		for (const check of waiting) check()
	}
	child.stdout?.on('data', hear)
	child.stderr?.on('data', hear)
	const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
	const says = (pattern: RegExp) =>
		new Promise<string>((resolve, reject) => {
			const check = () => {
				if (pattern.test(printed)) resolve(printed)
			}
			waiting.add(check)
			check()
			void ended.then(() => reject(new Error(`ended before saying ${pattern}:\n${printed}`)))
		})
	return { child, text: () => printed, ended, says }
}

const serve = (env: Record<string, string> = {}) =>
	run(process.execPath, [...FLAGS, 'server/index.ts'], env)

/** Non-empty lines: a refusal must be one sentence, not a stack. */
const lines = (text: string) => text.split('\n').filter((line) => line.trim() !== '')

// `npm test` builds first; a run of this file alone may not have.
describe.skipIf(!built)('the program', { timeout: 90_000 }, () => {
	test('starts on an empty folder, says where, and TERM ends it with 0', async () => {
		const server = serve()
		const text = await server.says(/ready: (http:\S+)/)

		const url = /ready: (http:\S+)/.exec(text)?.[1] ?? ''
		const health: unknown = await (await fetch(`${url}/healthz`)).json()
		server.child.kill('SIGTERM')

		expect(health).toMatchObject({ status: 'ok' })
		expect(await server.ended).toBe(0)
	})

	test('INT twice, as Ctrl-C through npm sends it, still ends in good order', async () => {
		const server = serve()
		await server.says(/ready/)

		server.child.kill('SIGINT')
		server.child.kill('SIGINT')

		expect(await server.ended).toBe(0)
	})

	test('TERM to npm reaches the server: nobody keeps the port', async () => {
		const npm = run('npm', ['start'], { npm_config_update_notifier: 'false' })
		const text = await npm.says(/ready: (http:\S+)/)
		const url = /ready: (http:\S+)/.exec(text)?.[1] ?? ''

		npm.child.kill('SIGTERM')
		await npm.ended
		await npm.says(/Stopped/).catch(() => undefined)

		const answered = await untilRefused(url)
		expect(answered).toBe(false)
		expect(text).not.toMatch(/installing|building/)
	})

	test('a taken port is one sentence that names it', async () => {
		const holder = createServer()
		closing.push(holder)
		const port = await new Promise<number>((resolve) => {
			holder.listen(0, '127.0.0.1', () => {
				const address = holder.address()
				resolve(typeof address === 'object' && address ? address.port : 0)
			})
		})

		const server = serve({ PORT: String(port) })

		expect(await server.ended).toBe(1)
		expect(server.text()).toContain(String(port))
		expect(server.text()).not.toMatch(/\n\s+at /)
	})

	test('an open address without --share is refused, and the sentence says why', async () => {
		const server = serve({ HOST: '0.0.0.0' })

		expect(await server.ended).toBe(1)
		expect(server.text()).toMatch(/--share/)
		expect(lines(server.text()).length).toBeLessThanOrEqual(3)
	})

	test('two servers on one folder: the second is told where the first is', async () => {
		const first = serve()
		await first.says(/ready/)

		const second = serve()

		expect(await second.ended).toBe(1)
		expect(second.text()).toMatch(/already running/)
	})

	test('a folder that cannot be made is one sentence', async () => {
		writeFileSync(join(folder, 'file'), '')

		const server = serve({ DATA_DIR: join(folder, 'file', 'data') })

		expect(await server.ended).toBe(1)
		expect(server.text()).toMatch(/cannot be made/)
	})

	test('a damaged database is refused and left as it was, byte for byte', async () => {
		const file = join(folder, 'data', 'dailies.db')
		mkdirSync(join(folder, 'data'))
		const garbage = Buffer.alloc(8192, 7)
		writeFileSync(file, garbage)

		const server = serve()

		expect(await server.ended).toBe(1)
		expect(server.text()).not.toMatch(/\n\s+at /)
		expect(readFileSync(file).equals(garbage)).toBe(true)
	})

	test('shared, it prints a link for each role and lets nobody in without one', async () => {
		const server = serve({ DAILIES_SHARE: '1' })
		const text = await server.says(/ready: (http:\S+)/)
		const url = /ready: (http:\S+)/.exec(text)?.[1] ?? ''

		const bare = await fetch(`${url}/`, { redirect: 'manual' })
		const join = await fetch(`${url}/join`)
		const call = await fetch(`${url}/api/v1/boards/x/decisions`, {
			method: 'POST',
			headers: { 'sec-fetch-site': 'same-origin' },
		})

		for (const role of ['editor', 'writer', 'commenter', 'viewer'])
			expect(text).toMatch(new RegExp(`${role}\\s+http\\S+/join/\\S{20,}`))
		expect(bare.status).toBeGreaterThanOrEqual(300)
		expect(await join.text()).toMatch(/invitation/i)
		expect(call.status).toBe(401)
	})

	test('a copy of the data folder opens where it is put', async () => {
		const first = serve()
		await first.says(/ready/)
		first.child.kill('SIGTERM')
		await first.ended
		cpSync(join(folder, 'data'), join(folder, 'copy'), { recursive: true })

		const second = serve({ DATA_DIR: join(folder, 'copy') })

		expect(await second.says(/ready/)).toContain(join(folder, 'copy'))
	})
})

/** True while something answers at the address; polls until it does not, a bounded number of times. */
async function untilRefused(url: string): Promise<boolean> {
	for (let attempt = 0; attempt < 100; attempt++) {
		const answered = await fetch(`${url}/healthz`).then(
			() => true,
			() => false,
		)
		if (!answered) return false
		await new Promise((resolve) => setTimeout(resolve, 100))
	}
	return true
}
