/** The HTTP doors under bad weather: odd names, pictures that are bombs, changes asked for by others. */
import { mkdtempSync, rmSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readEnv } from '#server/env.ts'
import { createHttp, type HttpShell } from '#server/http.ts'
import type { Principal } from '#server/load-context.ts'
import { type BuiltServices, buildServices } from '#server/services.ts'

let dir: string
let http: HttpShell
let built: BuiltServices
let port: number
let cookie: string
let ada: Principal
let commandsRun = 0
const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

beforeAll(async () => {
	dir = mkdtempSync(join(tmpdir(), 'dailies-doors-'))
	built = buildServices(readEnv({ DATA_DIR: dir }), log)
	http = createHttp({
		...{ services: built.services, log, version: '1', instance: 'i', adminToken: 'secret' },
		commands: {
			count: async () => {
				commandsRun += 1
			},
		},
		metricsText: () => '',
		build: async () => {
			throw new Error('no pages in this test')
		},
		isDev: false,
	})
	http.servePages()
	await new Promise<void>((done) => http.server.listen(0, '127.0.0.1', done))
	// listen() on a TCP port always gives an AddressInfo.
	port = (http.server.address() as AddressInfo).port
	const joining = { name: 'Ada', cookieHeader: undefined, secure: false }
	const joined = await built.services.auth.join(joining)
	cookie = joined.setCookie.split(';')[0] ?? ''
	ada = joined.principal
})
afterAll(async () => {
	http.server.closeAllConnections()
	http.server.close()
	await built.dispose()
	rmSync(dir, { recursive: true, force: true })
})

interface Answer {
	status: number
	body: string
}

/** Sends the path as it stands: fetch would tidy it up first. */
function raw(
	path: string,
	options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
	const { method = 'GET', headers = {}, body } = options
	return new Promise((resolve, reject) => {
		const sent = httpRequest(
			{ host: '127.0.0.1', port, path, method, headers: { cookie, ...headers } },
			(response) => {
				let text = ''
				response.on('data', (bytes: Buffer) => {
					text += bytes.toString('latin1')
				})
				response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }))
			},
		)
		sent.on('error', reject)
		sent.end(body)
	})
}

const ESCAPES = [
	'../dailies.db',
	'..%2fdailies.db',
	'%2e%2e/%2e%2e/dailies.db',
	'..%252f..%252fdailies.db',
	'..\\dailies.db',
	'..%5c..%5cdailies.db',
	'....//dailies.db',
	'%00',
	'a%00.png',
	'%',
	'%zz',
	'%c0%ae%c0%ae/dailies.db',
	'.env',
	'.git/config',
	'keys/master.key',
	`${'a'.repeat(5000)}`,
	'con.png',
	'nul',
]

describe('names that lead elsewhere', () => {
	it.each(['/assets/', '/pictures/', '/pictures/s/p/', '/', '//'])(
		'below %s lead to nothing of ours, and end nothing',
		async (base) => {
			for (const name of ESCAPES) {
				const { status, body } = await raw(base + name)
				expect([400, 403, 404, 414, 431, 500], `${base}${name}`).toContain(status)
				for (const secret of ['SQLite format', 'master', 'no pages in this test', '[core]'])
					expect(body).not.toContain(secret)
			}
			expect((await raw('/healthz')).status).toBe(200)
		},
	)
})

/** A PNG that says it is `width` × `height` and whose rows are all zero: tiny on the wire. */
function flatPng(width: number, height: number): Buffer {
	const chunk = (type: string, data: Buffer) => {
		const length = Buffer.alloc(4)
		length.writeUInt32BE(data.length)
		const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
		const sum = Buffer.alloc(4)
		sum.writeUInt32BE(crc32(body))
		return Buffer.concat([length, body, sum])
	}
	const header = Buffer.alloc(13)
	header.writeUInt32BE(width, 0)
	header.writeUInt32BE(height, 4)
	header.set([1, 0, 0, 0, 0], 8)
	const rows = Buffer.alloc((Math.ceil(width / 8) + 1) * Math.min(height, 2_000))
	return Buffer.concat([
		Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
		chunk('IHDR', header),
		chunk('IDAT', deflateSync(rows)),
		chunk('IEND', Buffer.alloc(0)),
	])
}

function crc32(bytes: Buffer): number {
	let crc = 0xffffffff
	for (const byte of bytes) {
		crc ^= byte
		for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
	}
	return (crc ^ 0xffffffff) >>> 0
}

describe('pictures that are none', () => {
	const upload = (bytes: Uint8Array) => built.services.assets.upload(ada, bytes)

	it('a small file that unpacks to a giant is refused before it is unpacked', async () => {
		for (const [width, height] of [
			[20_000, 20_000],
			[100_000, 100_000],
			[60_000, 4_000],
		] as const) {
			const bomb = flatPng(width, height)
			expect(bomb.byteLength).toBeLessThan(1024 * 1024)
			const before = process.memoryUsage().rss
			await expect(upload(bomb)).rejects.toMatchObject({ name: 'AppError' })
			expect(process.memoryUsage().rss - before).toBeLessThan(300 * 1024 * 1024)
		}
	})

	it('a page, a drawing with a script and a cut file are refused, whatever they are called', async () => {
		const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
		for (const bytes of [
			Buffer.from('<html><script>alert(1)</script></html>'),
			Buffer.from(svg),
			Buffer.from(`GIF89a${svg}`),
			flatPng(64, 64).subarray(0, 40),
			Buffer.alloc(0),
		])
			await expect(upload(bytes)).rejects.toMatchObject({ name: 'AppError' })
	})
})

describe('a change that another site asks for', () => {
	const FOREIGN: Record<string, string>[] = [
		{ origin: 'https://evil.example' },
		{ origin: 'null' },
		{ origin: 'http://127.0.0.1.evil.example' },
		{ 'sec-fetch-site': 'cross-site' },
		{ 'sec-fetch-site': 'same-site' },
	]
	const PATHS = ['/', '/leave', '/join', '/api/v1/assets', '/api/v1/admin/count', '/healthz', '/no']

	it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('%s is refused everywhere', async (method) => {
		for (const path of PATHS)
			for (const headers of FOREIGN) {
				const authorization = 'Bearer secret'
				const { status } = await raw(path, { method, headers: { authorization, ...headers } })
				expect(status, `${path} ${JSON.stringify(headers)}`).toBe(403)
			}
		expect(commandsRun).toBe(0)
	})
})

it('a body that is too long, or does not say how long it is, is not read', async () => {
	const long = 'x'.repeat(3 * 1024 * 1024)
	expect((await raw('/leave', { method: 'POST', body: long })).status).toBe(413)
	const chunked = { 'transfer-encoding': 'chunked' }
	expect((await raw('/leave', { method: 'POST', headers: chunked, body: 'x' })).status).toBe(413)
})
