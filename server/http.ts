/**
 * The HTTP shell: headers, the same-origin rule, files, pictures, health, the command line's door and
 * the Remix pages. It knows Express and nothing of the domain; every answer of substance comes from a
 * service.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { fileURLToPath } from 'node:url'
import { createRequestHandler } from '@remix-run/express'
import type { AppLoadContext, ServerBuild } from '@remix-run/node'
import compression from 'compression'
import express, { type Express, type NextFunction, type Request, type Response } from 'express'
import { AppError, ERROR_KINDS, isAppError } from '#core/errors.ts'
import type { AdminCommand } from './cli/commands.ts'
import type { Logger } from './logger.ts'
import { isKnownHost, isLoopback, mayChange, securityHeaders } from './security.ts'
import type { Services } from './services.ts'

const CLIENT_DIR = fileURLToPath(new URL('../build/client', import.meta.url))
const YEAR_S = 365 * 24 * 3600
const UPLOADED = /^\/assets\/[0-9a-f]{64}$/
const PEAKS = /^\/assets\/([0-9a-f]{64})\.peaks$/
const PICTURE = /^([0-9a-z]{1,80})-(\d{2,4})(-over)?\.png$/
const MAX_PICTURE_WIDTH = 2048
/** Posts whose readers stop at a limit of their own. */
const COUNTED_BODIES = /^\/api\/v1\/(assets|sounds|scripts|admin\/[a-z-]+)\/?$/
/** The largest other post is a verdict with an edited sketch (400,000 letters). */
const MAX_FORM_BYTES = 2 * 1024 * 1024
/** An evaluation's file of probabilities; the page says so at 32 MB. */
const UPLOADING_FORMS = /^\/projects\/[^/]+\/research\/evaluate(\.data)?$/
const MAX_UPLOAD_BYTES = 33 * 1024 * 1024
/** A whole script, base64, travels through the command line's door. */
const ADMIN_BODY_LIMIT = '64mb'

export interface HttpOptions {
	services: Services
	log: Logger
	version: string
	instance: string
	adminToken: string
	commands: Readonly<Record<string, AdminCommand>>
	metricsText: () => string
	/** The built pages, or how to get their newest version in development. */
	build: ServerBuild | (() => Promise<ServerBuild>)
	isDev: boolean
}

export interface HttpShell {
	app: Express
	server: Server
	/** Adds what answers everything else; in development after Vite's middleware. */
	servePages(): void
}

/** Builds the server; nothing listens yet. */
export function createHttp(options: HttpOptions): HttpShell {
	const app = express()
	app.disable('x-powered-by')
	// A tunnel or proxy on this machine may say that the outside is https.
	app.set('trust proxy', 'loopback')
	app.use(protect(options))
	app.use(compression())
	app.get('/healthz', (_request, response) => {
		const { version, instance } = options
		response.set('Cache-Control', 'no-store').json({ status: 'ok', version, instance })
	})
	app.get('/metrics', guarded(options, serveMetrics))
	app.get(UPLOADED, guarded(options, serveAsset))
	app.get(PEAKS, guarded(options, servePeaks))
	app.get('/pictures/:sceneId/:panelId/:file', guarded(options, servePicture))
	app.use(refuseLargeBodies)
	app.post(
		'/api/v1/admin/:command',
		// Before the body: no stranger has 64 MB read and parsed here.
		requireAdmin(options),
		express.json({ limit: ADMIN_BODY_LIMIT, strict: false }),
		guarded(options, runAdminCommand),
	)
	if (!options.isDev) {
		const immutable = { immutable: true, maxAge: YEAR_S * 1000, fallthrough: false }
		app.use('/assets', express.static(`${CLIENT_DIR}/assets`, immutable))
		app.use(express.static(CLIENT_DIR, { maxAge: 3600 * 1000, index: false }))
	}
	const server = createServer(app)
	return {
		app,
		server,
		servePages() {
			app.all('*', pages(options))
			app.use(lastResort(options))
		},
	}
}

/** Headers of every answer, and no change on the word of another site. */
function protect({ services: { env } }: HttpOptions) {
	return (request: Request, response: Response, next: NextFunction) => {
		const nonce = randomBytes(16).toString('base64')
		response.locals.cspNonce = nonce
		const isHttps = request.protocol === 'https'
		const headers = securityHeaders(nonce, { isHttps, host: request.headers.host ?? '' })
		headers(request, response, (error?: unknown) => {
			if (error !== undefined) next(error)
			else if (!isKnownHost(request, env)) sendError(response, unknownHost(request))
			else if (mayChange(request, env.PUBLIC_URL)) next()
			else sendError(response, new AppError('origin_refused'))
		})
	}
}

function unknownHost(request: Request): AppError {
	return new AppError('origin_refused', {
		userMessage: `This server is not shared under the name ${request.hostname ?? ''}. Open it as localhost, or start it with PUBLIC_URL set to that address.`,
	})
}

/**
 * Forms and calls are read whole by the pages, so their length must be said and small. Pictures and
 * scripts have limits of their own and are counted while they are read.
 */
function refuseLargeBodies(request: Request, response: Response, next: NextFunction): void {
	const { 'content-length': length, 'transfer-encoding': encoding } = request.headers
	const isCounted = COUNTED_BODIES.test(request.path)
	const limit = UPLOADING_FORMS.test(request.path) ? MAX_UPLOAD_BYTES : MAX_FORM_BYTES
	if (isCounted || (encoding === undefined && Number(length ?? 0) <= limit)) next()
	else sendError(response, new AppError('too_large'))
}

type Handler = (options: HttpOptions, request: Request, response: Response) => Promise<void>

/** An async handler whose AppErrors become answers. */
function guarded(options: HttpOptions, run: Handler) {
	return (request: Request, response: Response, next: NextFunction) => {
		run(options, request, response).catch((error: unknown) => {
			if (!isAppError(error)) next(error)
			else sendError(response, error)
		})
	}
}

function sendError(response: Response, error: AppError): void {
	const { code, userMessage: message } = error
	response.status(ERROR_KINDS[code].status).json({ error: { code, message } })
}

/** @throws AppError('not_signed_in') */
async function requireVisitor({ services }: HttpOptions, request: Request): Promise<void> {
	const principal = await services.auth.principalOf(request.headers.cookie)
	if (!principal) throw new AppError('not_signed_in')
}

async function serveMetrics(options: HttpOptions, request: Request, response: Response) {
	const isLocal = isLoopback(request.socket.remoteAddress?.replace('::ffff:', '') ?? '')
	// A proxy on this machine speaks for the outside.
	if (!isLocal || request.headers['x-forwarded-for'] !== undefined)
		await requireVisitor(options, request)
	response.type('text/plain; version=0.0.4').send(options.metricsText())
}

async function serveAsset(options: HttpOptions, request: Request, response: Response) {
	await requireVisitor(options, request)
	const found = await options.services.assets.locate(request.path.slice('/assets/'.length))
	if (!found) throw new AppError('not_found')
	response.set('Content-Security-Policy', "sandbox; default-src 'none'")
	response.set('Cache-Control', `private, max-age=${YEAR_S}, immutable`)
	response.type(found.mediaType)
	await sendFile(response, found.path)
}

/** A sound's outline; like the sound it never changes. */
async function servePeaks(options: HttpOptions, request: Request, response: Response) {
	await requireVisitor(options, request)
	const peaks = await options.services.sounds.peaks(PEAKS.exec(request.path)?.[1] ?? '')
	if (!peaks) throw new AppError('not_found')
	response.set('Cache-Control', `private, max-age=${YEAR_S}, immutable`)
	response.type('application/octet-stream').send(Buffer.from(peaks))
}

function sendFile(response: Response, path: string): Promise<void> {
	return new Promise((resolve, reject) => {
		response.sendFile(path, { cacheControl: false, dotfiles: 'allow' }, (error) => {
			// A reader that went away in the middle is no fault of ours.
			if (error && !response.headersSent) reject(new AppError('not_found', { cause: error }))
			else resolve()
		})
	})
}

async function servePicture(options: HttpOptions, request: Request, response: Response) {
	await requireVisitor(options, request)
	const { sceneId = '', panelId = '', file = '' } = request.params
	const [, hash, digits, over] = PICTURE.exec(file) ?? []
	const width = Number(digits)
	if (hash === undefined || width > MAX_PICTURE_WIDTH) throw new AppError('not_found')
	const part = over ? 'overhang' : 'frame'
	const picture = await options.services.pictures.png(sceneId, `shape:${panelId}`, { width, part })
	// A picture asked for by an outdated name must not be kept under it.
	const isNamed = picture.hash === hash
	response.set('Cache-Control', isNamed ? `private, max-age=${YEAR_S}, immutable` : 'no-store')
	response.type('image/png').send(Buffer.from(picture.bytes))
}

function requireAdmin({ adminToken }: HttpOptions) {
	return (request: Request, response: Response, next: NextFunction) => {
		const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
		if (sameToken(token, adminToken)) next()
		else sendError(response, new AppError('forbidden'))
	}
}

async function runAdminCommand(options: HttpOptions, request: Request, response: Response) {
	const name = request.params.command ?? ''
	const run = Object.hasOwn(options.commands, name) ? options.commands[name] : undefined
	if (!run) throw new AppError('not_found')
	const result = await run(options.services, request.body)
	response.json(result ?? null)
}

function sameToken(given: string, expected: string): boolean {
	const a = Buffer.from(given)
	const b = Buffer.from(expected)
	return a.length === b.length && timingSafeEqual(a, b)
}

function pages({ services, build, isDev }: HttpOptions) {
	const { env } = services
	return createRequestHandler({
		build,
		mode: isDev ? 'development' : 'production',
		async getLoadContext(request, response): Promise<AppLoadContext> {
			const nonce: unknown = response.locals.cspNonce
			const { TLDRAW_LICENSE_KEY: key } = env
			return {
				services,
				principal: await principalOf(services, request),
				cspNonce: typeof nonce === 'string' ? nonce : '',
				needsCanvasLicense: key === undefined && needsLicense(request.protocol, request.hostname),
				canvasLicenseKey: key ?? null,
			}
		},
	})
}

/** Who asks: by cookie anywhere; a program by its token, in calls under /api/v1 and nowhere else. */
async function principalOf({ auth, tokens }: Services, { path, headers }: Request) {
	const isProgram = headers.authorization !== undefined && path.startsWith('/api/v1/')
	return isProgram ? tokens.principalOf(headers.authorization) : auth.principalOf(headers.cookie)
}

/** Whether tldraw asks for a licence key on pages of this address (reference: platform, licence). */
export function needsLicense(protocol: string, hostname: string): boolean {
	return protocol.replace(':', '') === 'https' && !isLoopback(hostname)
}

/** What no handler caught: logged for the operator, one sentence for the person. */
function lastResort({ log }: HttpOptions) {
	return (error: unknown, request: Request, response: Response, _next: NextFunction) => {
		const status = statusOf(error)
		if (status >= 500) log.error({ err: error, path: request.path }, 'A request failed.')
		if (response.headersSent) response.destroy()
		else if (status === 413) sendError(response, new AppError('too_large'))
		else if (status === 404) sendError(response, new AppError('not_found'))
		else if (status < 500) sendError(response, new AppError('bad_request'))
		else sendError(response, new AppError('internal'))
	}
}

function statusOf(error: unknown): number {
	const hasStatus = typeof error === 'object' && error !== null && 'status' in error
	return hasStatus && typeof error.status === 'number' ? error.status : 500
}
