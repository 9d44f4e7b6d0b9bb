/**
 * Real HTTP servers that speak as models do: OpenAI chat completions, Gemini's streamGenerateContent,
 * Anthropic messages, each as a stream. What arrives is kept, so that a test can count what left us.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ModelKind } from '#core/suggestions/model-config.ts'

export interface Arrived {
	url: string
	headers: IncomingMessage['headers']
	body: string
	/** Whether the asker hung up before the answer was whole. */
	hungUp: boolean
}
export interface Play {
	/** Pieces of the answer's text, in order. */
	pieces?: string[]
	/** Waits before each piece, ms. */
	pauseMs?: number
	status?: number
	headers?: Record<string, string>
	/** Sent as it is instead of a stream. */
	raw?: string
	/** Breaks the line after the pieces, as soon as this is through. */
	breaks?: Promise<unknown>
	/** Never says anything. */
	isSilent?: boolean
	/** Goes on for ever after the pieces. */
	floods?: boolean
	usage?: { input: number; output: number }
	finish?: 'stop' | 'length'
}
export interface ModelEndpoint {
	/** `http://127.0.0.1:port/v1` */
	url: string
	host: string
	arrived: Arrived[]
	/** How the next questions are answered, one after the other; the last goes on. */
	plays: (Play | ((body: string) => Play))[]
	stop(): Promise<void>
}

export async function startModelEndpoint(
	kind: ModelKind,
	...plays: ModelEndpoint['plays']
): Promise<ModelEndpoint> {
	const arrived: Arrived[] = []
	const sockets = new Set<Socket>()
	const endpoint: ModelEndpoint = { url: '', host: '', arrived, plays, stop }
	const server = createServer((request, response) => {
		void answer(kind, endpoint, request, response)
	})
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
	kind: ModelKind,
	endpoint: ModelEndpoint,
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
	const next = endpoint.plays.length > 1 ? endpoint.plays.shift() : endpoint.plays[0]
	const play = typeof next === 'function' ? next(body) : (next ?? {})
	if (play.isSilent) return
	const status = play.status ?? 200
	if (status !== 200 || play.raw !== undefined) {
		const type = { 'content-type': 'application/json' }
		response.writeHead(status, { ...type, ...play.headers }).end(play.raw ?? errorOf(kind, status))
		return
	}
	response.writeHead(200, { 'content-type': 'text/event-stream', ...play.headers })
	const say = speech(kind, { play, asked: body }, (text) => response.write(text))
	say.begin()
	for (const piece of play.pieces ?? []) {
		if (play.pauseMs) await sleep(play.pauseMs)
		if (response.destroyed) return
		say.piece(piece)
	}
	while (play.floods && !response.destroyed) {
		say.piece('x'.repeat(64 * 1024))
		await sleep(0)
	}
	if (play.breaks) {
		await play.breaks
		response.destroy()
	} else {
		say.end()
		response.end()
	}
}

function errorOf(kind: ModelKind, status: number): string {
	const message = `no: ${status}`
	if (kind === 'anthropic')
		return JSON.stringify({ type: 'error', error: { type: 'api_error', message } })
	if (kind === 'gemini') return JSON.stringify({ error: { code: status, message, status: 'BAD' } })
	return JSON.stringify({ error: { message, type: 'error', param: null, code: null } })
}

function speech(
	kind: ModelKind,
	{ play, asked }: { play: Play; asked: string },
	write: (text: string) => void,
) {
	const usage = play.usage ?? { input: 100, output: 20 }
	const data = (value: unknown) => write(`data: ${JSON.stringify(value)}\n\n`)
	const event = (type: string, value: object) =>
		write(`event: ${type}\ndata: ${JSON.stringify({ type, ...value })}\n\n`)
	if (kind === 'openai') {
		const chunk = (delta: object, finish: string | null) =>
			data({
				...{ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm' },
				choices: [{ index: 0, delta, finish_reason: finish }],
			})
		return {
			begin: () => chunk({ role: 'assistant', content: '' }, null),
			piece: (content: string) => chunk({ content }, null),
			end() {
				chunk({}, play.finish ?? 'stop')
				data({
					...{ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [] },
					usage: {
						...{ prompt_tokens: usage.input, completion_tokens: usage.output },
						total_tokens: usage.input + usage.output,
					},
				})
				write('data: [DONE]\n\n')
			},
		}
	}
	if (kind === 'gemini') {
		const candidate = (text: string, finishReason?: string) => ({
			candidates: [{ index: 0, content: { role: 'model', parts: [{ text }] }, finishReason }],
		})
		return {
			begin: () => undefined,
			piece: (text: string) => data(candidate(text)),
			end: () =>
				data({
					...candidate('', play.finish === 'length' ? 'MAX_TOKENS' : 'STOP'),
					usageMetadata: {
						...{ promptTokenCount: usage.input, candidatesTokenCount: usage.output },
						totalTokenCount: usage.input + usage.output,
					},
				}),
		}
	}
	// Where a schema is given as a tool that has to be filled in, that is what it does.
	const isTool = asked.includes('"tool_choice"')
	return {
		begin() {
			event('message_start', {
				message: {
					...{ id: 'm', type: 'message', role: 'assistant', model: 'm', content: [] },
					...{ stop_reason: null, stop_sequence: null },
					usage: { input_tokens: usage.input, output_tokens: 0 },
				},
			})
			const block = isTool
				? { type: 'tool_use', id: 't', name: 'json', input: {} }
				: { type: 'text', text: '' }
			event('content_block_start', { index: 0, content_block: block })
		},
		piece: (text: string) =>
			event('content_block_delta', {
				index: 0,
				delta: isTool
					? { type: 'input_json_delta', partial_json: text }
					: { type: 'text_delta', text },
			}),
		end() {
			event('content_block_stop', { index: 0 })
			event('message_delta', {
				delta: {
					stop_reason: play.finish === 'length' ? 'max_tokens' : isTool ? 'tool_use' : 'end_turn',
				},
				usage: { output_tokens: usage.output },
			})
			event('message_stop', {})
		},
	}
}

/** A proposal as a model would write it. */
export function proposal(edit: object, title = 'Go closer'): object {
	return { title, rationale: 'She is small in the frame here.', confidence: 0.7, edit }
}

/** A whole answer, cut into pieces of some letters. */
export function answerOf(elements: readonly unknown[], letters = 17): string[] {
	const text = JSON.stringify({ elements })
	const pieces: string[] = []
	for (let at = 0; at < text.length; at += letters) pieces.push(text.slice(at, at + letters))
	return pieces
}
