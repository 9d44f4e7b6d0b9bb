/**
 * Renders a page to HTML on the server: streamed to people, whole to robots. Every script carries the
 * nonce of this response's Content-Security-Policy.
 */
import { PassThrough } from 'node:stream'
import {
	type AppLoadContext,
	createReadableStreamFromReadable,
	type EntryContext,
} from '@remix-run/node'
import { RemixServer } from '@remix-run/react'
import { isbot } from 'isbot'
import { renderToPipeableStream } from 'react-dom/server'
import { NonceProvider } from './http/nonce.ts'

/** Milliseconds after which data that is still missing is given up. */
const ABORT_DELAY_MS = 8_000

export default function handleRequest(
	request: Request,
	responseStatusCode: number,
	responseHeaders: Headers,
	remixContext: EntryContext,
	loadContext: AppLoadContext,
): Promise<Response> {
	const isWhole = isbot(request.headers.get('user-agent') ?? '')
	const nonce = loadContext.cspNonce
	return new Promise((resolve, reject) => {
		let status = responseStatusCode
		let isShellSent = false
		const send = () => {
			isShellSent = true
			const body = new PassThrough()
			responseHeaders.set('Content-Type', 'text/html; charset=utf-8')
			const stream = createReadableStreamFromReadable(body)
			resolve(new Response(stream, { headers: responseHeaders, status }))
			pipe(body)
		}
		const { pipe, abort } = renderToPipeableStream(
			<NonceProvider value={nonce}>
				<RemixServer
					context={remixContext}
					url={request.url}
					abortDelay={ABORT_DELAY_MS}
					nonce={nonce}
				/>
			</NonceProvider>,
			{
				nonce,
				...(isWhole ? { onAllReady: send } : { onShellReady: send }),
				onShellError: reject,
				onError(error) {
					status = 500
					// An error before the shell is thrown to handleError; after it, only here.
					if (isShellSent) console.error(error)
				},
			},
		)
		setTimeout(abort, ABORT_DELAY_MS + 1_000)
	})
}
