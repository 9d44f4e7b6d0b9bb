/** The HTTP shell on real services: headers, who may change something, files, the command line's door. */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readEnv } from '#server/env.ts'
import { createHttp, type HttpShell, needsLicense } from '#server/http.ts'
import { findRunningServer, lockDataDir } from '#server/lock.ts'
import { refuseHost } from '#server/security.ts'
import { type BuiltServices, buildServices } from '#server/services.ts'

const SERVER = new URL('../../server/index.ts', import.meta.url).pathname
const FLAGS = ['--disable-warning=ExperimentalWarning']

let dir: string
beforeEach(() => {
	dir = mkdtempSync(join(tmpdir(), 'dailies-http-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

describe('a running server', () => {
	let http: HttpShell
	let built: BuiltServices
	let url: string
	let cookie: string
	const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

	beforeEach(async () => {
		const env = readEnv({ DATA_DIR: dir })
		built = buildServices(env, log)
		http = createHttp({
			...{ services: built.services, log, version: '1.2.3', instance: 'i', adminToken: 'secret' },
			commands: { echo: async (_services, input) => ({ input }) },
			metricsText: () => 'dailies_rooms 0\n',
			build: async () => {
				throw new Error('no pages in this test')
			},
			isDev: false,
		})
		http.servePages()
		await new Promise<void>((done) => http.server.listen(0, '127.0.0.1', done))
		// listen() on a TCP port always gives an AddressInfo.
		url = `http://127.0.0.1:${(http.server.address() as AddressInfo).port}`
		const joining = { name: 'Ada', cookieHeader: undefined, secure: false }
		cookie = (await built.services.auth.join(joining)).setCookie.split(';')[0] ?? ''
		return async () => {
			http.server.closeAllConnections()
			http.server.close()
			await built.dispose()
		}
	})

	it('says that it is well, and which one it is', async () => {
		const response = await fetch(`${url}/healthz`)
		expect(await response.json()).toEqual({ status: 'ok', version: '1.2.3', instance: 'i' })
	})

	it('allows scripts only with this answer’s nonce, and nothing from other hosts', async () => {
		const policies = await Promise.all(
			[1, 2].map(async () => {
				const response = await fetch(`${url}/healthz`)
				return response.headers.get('content-security-policy') ?? ''
			}),
		)
		expect(policies[0]).toMatch(/script-src 'self' 'nonce-[^']{20,}'/)
		expect(policies[0]).not.toBe(policies[1])
		expect(policies[0]).not.toMatch(/unsafe-eval|https:|\*|script-src[^;]*unsafe-inline/)
		expect(policies[0]).toContain("frame-ancestors 'none'")
	})

	it('refuses every change that another site asks for', async () => {
		const post = (headers: Record<string, string>) =>
			fetch(`${url}/api/v1/admin/echo`, {
				method: 'POST',
				body: '1',
				headers: { 'content-type': 'application/json', authorization: 'Bearer secret', ...headers },
			}).then((response) => response.status)
		expect(await post({})).toBe(200)
		expect(await post({ origin: url })).toBe(200)
		expect(await post({ origin: 'https://evil.example' })).toBe(403)
		expect(await post({ origin: 'null' })).toBe(403)
		expect(await post({ 'sec-fetch-site': 'cross-site' })).toBe(403)
	})

	it('opens the command line’s door only to its own token', async () => {
		const call = (name: string, token: string) =>
			fetch(`${url}/api/v1/admin/${name}`, {
				method: 'POST',
				body: '{"a":1}',
				headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
			})
		expect(await (await call('echo', 'secret')).json()).toEqual({ input: { a: 1 } })
		expect((await call('echo', 'wrong!')).status).toBe(403)
		expect((await call('constructor', 'secret')).status).toBe(404)
	})

	it('shows uploaded pictures to those inside, for ever and harmless', async () => {
		const picture = await sharp({
			create: { width: 4, height: 4, channels: 3, background: 'red' },
		})
			.png()
			.toBuffer()
		const principal = await built.services.auth.principalOf(cookie)
		if (!principal) throw new Error('not joined')
		const asset = await built.services.assets.upload(principal, picture)
		expect((await fetch(url + asset.url)).status).toBe(401)
		const response = await fetch(url + asset.url, { headers: { cookie } })
		expect(response.status).toBe(200)
		expect(response.headers.get('cache-control')).toContain('immutable')
		expect(response.headers.get('content-security-policy')).toContain('sandbox')
		expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(20)
		const missing = await fetch(`${url}/assets/${'0'.repeat(64)}`, { headers: { cookie } })
		expect(missing.status).toBe(404)
	})

	it('draws a panel’s picture and keeps only its right name for ever', async () => {
		const principal = await built.services.auth.principalOf(cookie)
		if (!principal) throw new Error('not joined')
		const made = await built.services.projects.create(principal, {
			title: 'Harbour',
			withFirstScene: true,
		})
		const sceneId = made.sceneId ?? ''
		const [panel] = await built.services.db.projects.listPanels(sceneId)
		const path = `/pictures/${sceneId}/${panel?.panelId.replace('shape:', '')}`
		const get = (name: string) => fetch(`${url}${path}/${name}`, { headers: { cookie } })
		const right = await get(`${panel?.pictureHash}-240.png`)
		expect(right.status).toBe(200)
		expect(right.headers.get('content-type')).toBe('image/png')
		expect(right.headers.get('cache-control')).toContain('immutable')
		expect((await get('0000-240.png')).headers.get('cache-control')).toBe('no-store')
		expect((await get('nonsense')).status).toBe(404)
		expect((await fetch(`${url}${path}/${panel?.pictureHash}-240.png`)).status).toBe(401)
	})

	it('unshared, is reached by no name that another site points at this machine', async () => {
		const { port } = new URL(url)
		const statusFor = (host: string) =>
			new Promise<number | undefined>((resolve, reject) => {
				get({ host: '127.0.0.1', port, path: '/healthz', headers: { host } }, (response) => {
					response.resume()
					resolve(response.statusCode)
				}).on('error', reject)
			})

		expect(await statusFor(`evil.example:${port}`)).toBe(403)
		expect(await statusFor('127.0.0.1.evil.example')).toBe(403)
		expect(await statusFor(`localhost:${port}`)).toBe(200)
		expect(await statusFor(`[::1]:${port}`)).toBe(200)
	})

	it('reads no large body for a stranger', async () => {
		const body = 'x'.repeat(3 * 1024 * 1024)
		const post = (path: string, headers: Record<string, string> = {}) =>
			fetch(`${url}${path}`, { method: 'POST', body, headers }).then(({ status }) => status)

		expect(await post('/join')).toBe(413)
		// Not JSON at all: were it parsed before the token is looked at, this would be a 400.
		const json = { 'content-type': 'application/json' }
		expect(await post('/api/v1/admin/echo', json)).toBe(403)
	})

	it('tells nobody outside what went wrong inside', async () => {
		const response = await fetch(`${url}/anything`)
		expect(response.status).toBe(500)
		expect(await response.text()).not.toContain('no pages in this test')
	})
})

describe('one server per folder', () => {
	it('a second one is told where the first is; a file left by a killed one is not believed', () => {
		const lock = lockDataDir(dir)
		const info = { pid: 1, instance: 'i', url: 'http://localhost:9', adminToken: 't' }
		lock.announce(info)
		expect(statSync(join(dir, 'dailies.lock')).mode & 0o777).toBe(0o600)
		expect(findRunningServer(dir)).toEqual(info)
		expect(() => lockDataDir(dir)).toThrow(/already running at http:\/\/localhost:9/)
		const left = readFileSync(join(dir, 'dailies.lock'))
		lock.release()
		expect(left.length).toBeGreaterThan(0)
		expect(findRunningServer(dir)).toBeNull()
		lockDataDir(dir).release()
	})
})

describe('starting', () => {
	async function start(env: Record<string, string>) {
		const child = spawn(process.execPath, [...FLAGS, SERVER], {
			env: { ...process.env, DATA_DIR: dir, PORT: '0', NODE_ENV: 'production', ...env },
		})
		let said = ''
		child.stderr.on('data', (text: Buffer) => {
			said += text
		})
		const code = await new Promise((done) => child.once('exit', done))
		return { code, said }
	}

	it('refuses a network address without invitations, in one sentence that says why', async () => {
		const { code, said } = await start({ HOST: '0.0.0.0' })
		expect(code).toBe(1)
		expect(said).toMatch(/^HOST=0\.0\.0\.0 would let everybody.*--share.*\n$/)
		expect(refuseHost({ HOST: '127.0.0.1', DAILIES_SHARE: false })).toBeNull()
		expect(refuseHost({ HOST: '0.0.0.0', DAILIES_SHARE: true })).toBeNull()
	})

	it('says which setting it cannot use', async () => {
		const { code, said } = await start({ PORT: 'eighty' })
		expect(code).toBe(1)
		expect(said).toMatch(/PORT.*\.env\.example/)
	})

	it('leaves a folder alone that another server uses', async () => {
		const lock = lockDataDir(dir)
		const { code, said } = await start({})
		lock.release()
		expect(code).toBe(1)
		expect(said).toMatch(/already running/)
	})
})

it('knows which addresses need a licence for the canvas', () => {
	expect(needsLicense('http', 'studio.lan')).toBe(false)
	expect(needsLicense('https', 'localhost')).toBe(false)
	expect(needsLicense('https', 'boards.example.com')).toBe(true)
})
