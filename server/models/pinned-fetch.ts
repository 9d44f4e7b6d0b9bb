/**
 * The only way out to a model: a fetch that looks the name up once, checks every address it stands
 * for, and connects to those very addresses (so that a name cannot mean something else a moment
 * later), follows no redirect, and stops at too many bytes or too long a silence (MO10-MO12).
 */
import { lookup } from 'node:dns/promises'
import { type IncomingMessage, type RequestOptions, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP } from 'node:net'
import { isAllowed, kindOfAddress } from './address-rules.ts'
import { ModelFailure } from './model-failure.ts'

export interface PinnedFetchOptions {
	/** Addresses that whoever runs the server named: `host` or `host:port`. */
	allowed: ReadonlySet<string>
	/** Longest silence on the line, the first byte included. */
	silenceMs: number
	maxBytes: number
	/** Hears what is sent, byte for byte, just before it leaves. */
	onSend?: (body: Uint8Array) => void
	/** The system's resolver, unless a test stands in for it. */
	resolve?: (host: string) => Promise<Address[]>
}
export interface Address {
	address: string
	family: number
}

/** Checks an endpoint and says where it stands. @throws ModelFailure('address_refused' | 'unreachable') */
export async function checkEndpoint(
	url: URL,
	{ allowed, resolve = resolveHost }: Pick<PinnedFetchOptions, 'allowed' | 'resolve'>,
): Promise<Address[]> {
	const refuse = (detail: string) => new ModelFailure('address_refused', { detail })
	if (url.protocol !== 'https:' && url.protocol !== 'http:')
		throw refuse('Only http and https addresses can be asked.')
	if (url.username !== '' || url.password !== '')
		throw refuse('Leave name and password out of the address; the key has its own field.')
	const isNamed = isAllowed(url, allowed)
	if (url.protocol === 'http:' && !isNamed)
		throw refuse('Only https is asked, unless the address is on the list of allowed ones.')
	const host = url.hostname.replace(/^\[|\]$/g, '')
	const addresses = isIP(host) ? [{ address: host, family: isIP(host) }] : await resolve(host)
	if (addresses.length === 0) throw new ModelFailure('unreachable')
	for (const { address } of addresses) {
		const kind = kindOfAddress(address)
		if (kind === 'forbidden') throw refuse('That address belongs to no model.')
		if (kind === 'private' && !isNamed)
			throw refuse('That address is inside this network. Whoever runs the server can allow it.')
	}
	return addresses
}

async function resolveHost(host: string): Promise<Address[]> {
	try {
		return await lookup(host, { all: true, verbatim: true })
	} catch (cause) {
		throw new ModelFailure('unreachable', { detail: 'No such address.', cause })
	}
}

/** A fetch as the AI SDK takes one. */
export function createPinnedFetch(options: PinnedFetchOptions): typeof globalThis.fetch {
	return async (input, init = {}) => {
		const url = new URL(input instanceof Request ? input.url : input)
		const addresses = await checkEndpoint(url, options)
		const body = bytesOf(init.body)
		init.signal?.throwIfAborted()
		options.onSend?.(body)
		const response = await send({ url, addresses, init, body, silenceMs: options.silenceMs })
		const status = response.statusCode ?? 0
		if (status >= 300 && status < 400) {
			response.destroy()
			throw new ModelFailure('redirected')
		}
		const headers = new Headers()
		for (const [name, value] of Object.entries(response.headers))
			if (value !== undefined) headers.set(name, String(value))
		const stream = streamOf(limited(response, options.maxBytes))
		return new Response(status === 204 ? null : stream, { status, headers })
	}
}

function bytesOf(body: RequestInit['body']): Uint8Array {
	if (body === undefined || body === null) return new Uint8Array()
	if (typeof body === 'string') return Buffer.from(body)
	if (body instanceof Uint8Array) return body
	throw new TypeError('Only text and bytes are sent to a model.')
}

interface Sending {
	url: URL
	addresses: readonly Address[]
	init: RequestInit
	body: Uint8Array
	silenceMs: number
}

function send({ url, addresses, init, body, silenceMs }: Sending): Promise<IncomingMessage> {
	const options: RequestOptions = {
		method: init.method ?? 'GET',
		headers: {
			...Object.fromEntries(new Headers(init.headers)),
			'content-length': body.length,
			// Plain bytes, so that what is counted is what came.
			'accept-encoding': 'identity',
		},
		// No pool: a kept connection would outlive the check of its address.
		agent: false,
		lookup: (_host, { all }, done) => {
			const [first] = addresses
			if (all) done(null, [...addresses])
			else done(null, first?.address ?? '', first?.family ?? 4)
		},
	}
	return new Promise((resolve, reject) => {
		const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, options, resolve)
		const stop = () => request.destroy(asError(init.signal?.reason))
		init.signal?.addEventListener('abort', stop, { once: true })
		request.setTimeout(silenceMs, () => request.destroy(new ModelFailure('timeout')))
		request.once('error', (error) => reject(failureOf(error, init.signal)))
		request.once('close', () => init.signal?.removeEventListener('abort', stop))
		request.end(body)
	})
}

function failureOf(error: Error, signal: AbortSignal | null | undefined): unknown {
	if (error instanceof ModelFailure) return error
	if (signal?.aborted) return signal.reason
	return new ModelFailure('unreachable', { cause: error })
}

function asError(reason: unknown): Error {
	return reason instanceof Error ? reason : new Error('Stopped.')
}

function streamOf(chunks: AsyncGenerator<Uint8Array<ArrayBuffer>>) {
	return new ReadableStream<Uint8Array<ArrayBuffer>>({
		async pull(controller) {
			const { done, value } = await chunks.next()
			if (done) controller.close()
			else controller.enqueue(value)
		},
		async cancel() {
			await chunks.return(undefined)
		},
	})
}

async function* limited(
	response: IncomingMessage,
	maxBytes: number,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
	let count = 0
	try {
		for await (const chunk of response) {
			const bytes = Uint8Array.from(Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk)))
			count += bytes.length
			if (count > maxBytes) throw new ModelFailure('too_large')
			yield bytes
		}
	} finally {
		response.destroy()
	}
}
