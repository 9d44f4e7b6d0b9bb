/**
 * Real HTTP servers that make pictures as OpenAI’s `images/generations` does. What arrives is kept, so
 * that a test can read what left us.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import sharp from 'sharp'
import type { Arrived } from './model-endpoint.ts'

export interface PicturePlay {
	/** The bytes that come, whatever they are. */
	bytes?: Uint8Array
	/** An address instead of bytes. */
	link?: string
	status?: number
	headers?: Record<string, string>
	/** Sent as it is. */
	raw?: string
	pauseMs?: number
	isSilent?: boolean
	/** Letters without end. */
	floods?: boolean
}
export interface PictureEndpoint {
	/** `http://127.0.0.1:port/v1` */
	url: string
	host: string
	arrived: Arrived[]
	/** How the next questions are answered, one after the other; the last goes on. */
	plays: PicturePlay[]
	stop(): Promise<void>
}

/** A picture that can be told from any other: one colour. */
export function plainPicture(
	colour: { r: number; g: number; b: number },
	size = { width: 96, height: 64 },
): Promise<Buffer> {
	return sharp({ create: { ...size, channels: 3, background: colour } })
		.png()
		.toBuffer()
}

export async function startPictureEndpoint(...plays: PicturePlay[]): Promise<PictureEndpoint> {
	const sockets = new Set<Socket>()
	const endpoint: PictureEndpoint = { url: '', host: '', arrived: [], plays, stop }
	const server = createServer((request, response) => void answer(endpoint, request, response))
	server.on('connection', (socket) => {
		sockets.add(socket)
		socket.on('close', () => sockets.delete(socket))
		socket.on('error', () => undefined)
	})
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	const { port } = server.address() as AddressInfo
	endpoint.host = `127.0.0.1:${port}`
	endpoint.url = `http://${endpoint.host}/v1`
	async function stop() {
		for (const socket of sockets) socket.destroy()
		await new Promise((resolve) => server.close(resolve))
	}
	return endpoint
}

async function answer(
	endpoint: PictureEndpoint,
	request: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	let body = ''
	for await (const chunk of request) body += String(chunk)
	const one: Arrived = { url: request.url ?? '', headers: request.headers, body, hungUp: false }
	endpoint.arrived.push(one)
	response.on('close', () => {
		one.hungUp = !response.writableFinished
	})
	const play = (endpoint.plays.length > 1 ? endpoint.plays.shift() : endpoint.plays[0]) ?? {}
	if (play.isSilent) return
	if (play.pauseMs) await sleep(play.pauseMs)
	const type = { 'content-type': 'application/json', ...play.headers }
	if (play.floods) {
		response.writeHead(200, type).write('{"data":[{"b64_json":"')
		while (!response.destroyed) {
			response.write('QUJD'.repeat(64 * 1024))
			await sleep(0)
		}
		return
	}
	const status = play.status ?? 200
	const { bytes, link } = play
	const image = link ? { url: link } : { b64_json: Buffer.from(bytes ?? []).toString('base64') }
	const good = { created: 1, data: [image] }
	const bad = { error: { message: `no: ${status}`, type: 'error', param: null, code: null } }
	response.writeHead(status, type).end(play.raw ?? JSON.stringify(status === 200 ? good : bad))
}
