/**
 * The program: settings, lock, database, services, web server, and an orderly end. Says what it does
 * in plain sentences; whatever keeps it from starting is one sentence and exit code 1.
 */
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { networkInterfaces } from 'node:os'
import { resolve } from 'node:path'
import type { ServerBuild } from '@remix-run/node'
import { isAppError } from '#core/errors.ts'
import { cryptoRandom } from '#core/random.ts'
import { ADMIN_COMMANDS, OPERATOR } from './cli/commands.ts'
import { seedDemo } from './demo/seed-demo.ts'
import { type Env, readEnv } from './env.ts'
import { createHttp, type HttpShell, needsLicense } from './http.ts'
import { type DataLock, lockDataDir } from './lock.ts'
import { createLogger, type Logger } from './logger.ts'
import { createMetrics } from './metrics.ts'
import { createLoadGauge } from './realtime/load-gauge.ts'
import { acceptSockets } from './realtime/upgrade.ts'
import { refuseHost } from './security.ts'
import { type BuiltServices, buildServices } from './services.ts'
import { stopOnSignals } from './stop.ts'

const ROOT = new URL('../', import.meta.url)

/** One sentence to the operator. */
function say(sentence: string): void {
	process.stdout.write(`${sentence}\n`)
}

async function main(): Promise<void> {
	const given = readEnv()
	const env: Env = { ...given, DATA_DIR: resolve(given.DATA_DIR) }
	const refusal = refuseHost(env)
	if (refusal) throw new Error(refusal)
	const lock = lockDataDir(env.DATA_DIR)
	try {
		await run(env, lock)
	} catch (error) {
		lock.release()
		throw error
	}
}

async function run(env: Env, lock: DataLock): Promise<void> {
	const log = createLogger(env.LOG_LEVEL)
	const built = buildServices(env, log)
	const identity = {
		instance: randomBytes(8).toString('hex'),
		adminToken: randomBytes(32).toString('base64url'),
	}
	const metrics = createMetrics({ realtime: built.metrics, sizes: built.services.db.upkeep.sizes })
	const load = createLoadGauge()
	const isDev = env.NODE_ENV === 'development'
	const vite = isDev ? createVite() : null
	const http = createHttp({
		...{ services: built.services, log, version: readVersion(), ...identity, isDev },
		commands: ADMIN_COMMANDS,
		metricsText: metrics.text,
		build: vite ? vite.build : await readBuild(),
	})
	await vite?.attach(http)
	http.servePages()
	const stopSockets = acceptSockets(http.server, {
		...{ rooms: built.rooms, log, metrics: built.metrics, now: Date.now },
		principalOf: (cookie) => built.services.auth.principalOf(cookie),
		publicUrl: env.PUBLIC_URL,
		isOverloaded: load.isOverloaded,
		leaveOthers: isDev,
	})
	const port = await listen(http.server, env)
	await makeDemo(env, built, log)
	lock.announce({ pid: process.pid, url: localUrl(env, port), ...identity })
	stopOnSignals(
		async () => {
			say('Stopping …')
			await stop({ http, built, stopSockets, closeVite: vite?.close })
			metrics.dispose()
			load.dispose()
			lock.release()
			say('Stopped. Everything is saved.')
		},
		(error) => log.error({ err: error }, 'Stopping failed.'),
	)
	watchFaults(log)
	await welcome(env, built, port)
}

/** The first start makes the demo film; a failure of it keeps nobody from working. */
async function makeDemo(env: Env, { services }: BuiltServices, log: Logger): Promise<void> {
	if (!env.DAILIES_DEMO || (await services.db.projects.hasDemo())) return
	say('Making the demo film …')
	try {
		await seedDemo(services, { principal: OPERATOR, random: cryptoRandom(globalThis.crypto) })
	} catch (error) {
		log.error({ err: error }, 'The demo film could not be made.')
		say('The demo film could not be made; everything else works.')
	}
}

interface Running {
	http: HttpShell
	built: BuiltServices
	stopSockets: () => void
	closeVite: (() => Promise<void>) | undefined
}

/** No new visitors; rooms flush and say goodbye; then the rest is closed. */
async function stop({ http, built, stopSockets, closeVite }: Running): Promise<void> {
	const closed = new Promise<void>((done) => http.server.close(() => done()))
	await built.dispose()
	stopSockets()
	await closeVite?.()
	http.server.closeAllConnections()
	await closed
}

/** A forgotten promise must not end everybody's session; anything worse ends the program. */
function watchFaults(log: Logger): void {
	process.on('unhandledRejection', (error) =>
		log.error({ err: error }, 'A promise failed unheard.'),
	)
}

async function listen(server: Server, env: Env): Promise<number> {
	await new Promise<void>((done, fail) => {
		server.once('error', (error) => fail(listenError(error, env)))
		server.listen(env.PORT, env.HOST, done)
	})
	const address = server.address()
	return typeof address === 'object' && address ? address.port : env.PORT
}

function listenError(error: Error & { code?: string }, { PORT, HOST }: Env): Error {
	if (error.code === 'EADDRINUSE')
		return new Error(
			`Port ${PORT} is taken by another program. Stop that one, or start with another port: PORT=${PORT + 1} npm start`,
		)
	if (error.code === 'EACCES')
		return new Error(`Port ${PORT} needs more rights than this user has. Use one above 1023.`)
	return new Error(`The server cannot listen on ${HOST}:${PORT}.`, { cause: error })
}

function localUrl(env: Env, port: number): string {
	const isAny = env.HOST === '0.0.0.0' || env.HOST === '::'
	const host = isAny || env.HOST === '127.0.0.1' ? 'localhost' : env.HOST
	return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

async function welcome(env: Env, { services }: BuiltServices, port: number): Promise<void> {
	const url = localUrl(env, port)
	say(`Your films are kept in ${env.DATA_DIR}.`)
	if (services.auth.shared) await printInvitations(env, services.auth, port)
	if (env.PUBLIC_URL) warnAboutLicense(env, env.PUBLIC_URL)
	say(`Dailies is ready: ${url}`)
}

async function printInvitations(
	env: Env,
	auth: BuiltServices['services']['auth'],
	port: number,
): Promise<void> {
	const base = env.PUBLIC_URL?.replace(/\/$/, '') ?? `http://${networkAddress()}:${port}`
	say('Shared on your network. Give each person the link of their role; links of earlier starts no')
	say('longer work for newcomers:')
	for (const { role, path } of await auth.issueInvitations())
		say(`  ${role.padEnd(10)} ${base}${path}`)
}

/** This machine's first address on a network, for links. */
function networkAddress(): string {
	const all = Object.values(networkInterfaces()).flatMap((list) => list ?? [])
	return all.find((one) => one.family === 'IPv4' && !one.internal)?.address ?? 'localhost'
}

function warnAboutLicense(env: Env, publicUrl: string): void {
	const { protocol, hostname } = new URL(publicUrl)
	if (env.TLDRAW_LICENSE_KEY !== undefined || !needsLicense(protocol, hostname)) return
	say(
		`On ${publicUrl} the canvas needs a tldraw licence key, and none is set (TLDRAW_LICENSE_KEY).`,
	)
	say('Boards will say so instead of opening there; everything else works.')
}

function readVersion(): string {
	const pkg: unknown = JSON.parse(readFileSync(new URL('package.json', ROOT), 'utf8'))
	const hasVersion = typeof pkg === 'object' && pkg !== null && 'version' in pkg
	return hasVersion ? String(pkg.version) : '0.0.0'
}

async function readBuild(): Promise<ServerBuild> {
	try {
		// Remix writes this module; its type is Remix's own ServerBuild.
		return (await import(new URL('build/server/index.js', ROOT).href)) as ServerBuild
	} catch (cause) {
		throw new Error('The pages are not built yet. Run “npm start”, or “npm run build” first.', {
			cause,
		})
	}
}

/** Vite inside this server, on the same port, for `npm run dev`. */
function createVite() {
	let started: Promise<import('vite').ViteDevServer> | null = null
	return {
		async attach(http: HttpShell): Promise<void> {
			const { createServer } = await import('vite')
			const known = new Set(process.listeners('SIGTERM'))
			started = createServer({
				root: new URL(ROOT).pathname,
				appType: 'custom',
				server: { middlewareMode: true, hmr: { server: http.server } },
			})
			http.app.use((await started).middlewares)
			// Vite ends the process at TERM by itself, in the middle of our own orderly end.
			for (const listener of process.listeners('SIGTERM'))
				if (!known.has(listener)) process.off('SIGTERM', listener)
		},
		async build(): Promise<ServerBuild> {
			if (!started) throw new Error('Vite is not started.')
			// As in readBuild: Remix's virtual module.
			return (await (await started).ssrLoadModule('virtual:remix/server-build')) as ServerBuild
		},
		async close(): Promise<void> {
			await (await started)?.close()
		},
	}
}

main().catch((error: unknown) => {
	const sentence = isAppError(error) ? error.userMessage : describe(error)
	process.stderr.write(`${sentence}\n`)
	process.exit(1)
})

/** What a disk says by code, as sentences. */
const DISK_SENTENCES: Readonly<Record<string, string>> = {
	ENOSPC: 'The disk is full. Nothing saved is lost. Free some space and start again.',
	EDQUOT:
		'Your share of the disk is used up. Nothing saved is lost. Free some space and start again.',
	EACCES:
		'The data folder cannot be written to. Give this user permission, or set DATA_DIR to another folder.',
	EPERM:
		'The data folder cannot be written to. Give this user permission, or set DATA_DIR to another folder.',
	EROFS: 'The data folder is on a disk that only reads. Set DATA_DIR to another folder.',
}

/** The sentence of an error of ours; anything unforeseen with its stack, since nobody foresaw it. */
function describe(error: unknown): string {
	if (!(error instanceof Error)) return String(error)
	const disk = 'code' in error ? DISK_SENTENCES[String(error.code)] : undefined
	if (disk) return disk
	const cause = error.cause instanceof Error ? `\n${error.cause.stack}` : ''
	const isOurs = error.constructor === Error
	return isOurs ? error.message + cause : (error.stack ?? error.message)
}
