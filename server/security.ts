/**
 * What may ask this server for anything: the same-origin rule for everything that changes something
 * (pages, calls and sockets alike), which addresses it may listen on, and the headers of every answer.
 */
import type { IncomingMessage } from 'node:http'
import helmet from 'helmet'
import type { Env } from './env.ts'

const SAFE_METHODS: readonly string[] = ['GET', 'HEAD', 'OPTIONS']
const LOOPBACK_HOSTS: readonly string[] = ['127.0.0.1', 'localhost', '::1', '[::1]']

/** Whether a host name or address means this machine only. */
export function isLoopback(host: string): boolean {
	return LOOPBACK_HOSTS.includes(host) || /^127\.\d+\.\d+\.\d+$/.test(host)
}

/** Why the server must not listen on `HOST`, or null. */
export function refuseHost(env: Pick<Env, 'HOST' | 'DAILIES_SHARE'>): string | null {
	if (env.DAILIES_SHARE || isLoopback(env.HOST)) return null
	return `HOST=${env.HOST} would let everybody on the network read and change your films without an invitation. Start with “npm start -- --share” to listen on the network behind invitation links, or leave HOST out.`
}

/**
 * Whether a request names this server. Unshared, whoever reaches it is the owner, so another site must
 * not reach it by pointing its own name at this machine (DNS rebinding); shared, the session decides.
 */
export function isKnownHost(
	{ headers: { host } }: IncomingMessage,
	env: Pick<Env, 'DAILIES_SHARE' | 'PUBLIC_URL'>,
): boolean {
	if (env.DAILIES_SHARE || host === undefined) return true
	const url = `http://${host}`
	if (!URL.canParse(url)) return false
	const { hostname } = new URL(url)
	if (isLoopback(hostname) || hostname.endsWith('.localhost')) return true
	return env.PUBLIC_URL !== undefined && hostname === new URL(env.PUBLIC_URL).hostname
}

/**
 * Whether a browser's request comes from our own pages. Programs that are no browser send neither
 * header and carry a cookie or token of their own.
 */
export function isSameOrigin(request: IncomingMessage, publicUrl: string | undefined): boolean {
	const { origin, host } = request.headers
	const site = request.headers['sec-fetch-site']
	if (site === 'cross-site' || site === 'same-site') return false
	if (origin === undefined) return true
	return originHost(origin) === host || (publicUrl !== undefined && origin === originOf(publicUrl))
}

/** Whether a request may change something: not from another site (no GET ever changes anything). */
export function mayChange(request: IncomingMessage, publicUrl: string | undefined): boolean {
	return SAFE_METHODS.includes(request.method ?? 'GET') || isSameOrigin(request, publicUrl)
}

function originHost(origin: string): string | null {
	return URL.canParse(origin) ? new URL(origin).host : null
}
function originOf(url: string): string | null {
	return URL.canParse(url) ? new URL(url).origin : null
}

/**
 * helmet with our Content-Security-Policy: nothing but this server, scripts only with the nonce.
 * tldraw sets inline styles and shows pictures from blob: and data: addresses; hence those two.
 */
export function securityHeaders(nonce: string, options: { isHttps: boolean; host: string }) {
	const scripts = ["'self'", `'nonce-${nonce}'`]
	return helmet({
		contentSecurityPolicy: {
			useDefaults: false,
			directives: {
				'default-src': ["'self'"],
				'script-src': scripts,
				'style-src': ["'self'", "'unsafe-inline'"],
				'img-src': ["'self'", 'blob:', 'data:'],
				'media-src': ["'self'", 'blob:'],
				'font-src': ["'self'", 'data:'],
				// Some browsers do not count sockets of the same host as 'self'.
				'connect-src': ["'self'", ...socketsOf(options.host), 'blob:', 'data:'],
				'worker-src': ["'self'", 'blob:'],
				'frame-src': ["'none'"],
				'object-src': ["'none'"],
				'base-uri': ["'none'"],
				'frame-ancestors': ["'none'"],
				'form-action': ["'self'"],
			},
		},
		// Plain http on a studio's network must keep working: no upgrade to https, no HSTS there.
		strictTransportSecurity: options.isHttps,
		// Nothing is told to other sites; to ourselves a form must say where it comes from (`isSameOrigin`).
		referrerPolicy: { policy: 'same-origin' },
		crossOriginEmbedderPolicy: false,
		// Isolation headers are ignored, with a warning in the console, on plain-http origins.
		crossOriginOpenerPolicy: options.isHttps ? { policy: 'same-origin' } : false,
		originAgentCluster: false,
	})
}

function socketsOf(host: string): string[] {
	return /^[\w.:[\]-]+$/.test(host) ? [`ws://${host}`, `wss://${host}`] : []
}
