/** Lines as a byte stream that reads on only when its reader is ready: a log never lies in memory. */

/** Bytes sent at once; small enough to flow, large enough not to be one packet a line. */
const CHUNK_CHARS = 65_536

/** Adds the line ends. A failure breaks the stream off, so that a short file is never taken for whole. */
export function streamLines(lines: AsyncIterable<string>): ReadableStream<Uint8Array> {
	const iterator = lines[Symbol.asyncIterator]()
	const encoder = new TextEncoder()
	return new ReadableStream<Uint8Array>(
		{
			async pull(controller) {
				let text = ''
				while (text.length < CHUNK_CHARS) {
					const next = await iterator.next()
					if (next.done) {
						if (text) controller.enqueue(encoder.encode(text))
						return controller.close()
					}
					text += `${next.value}\n`
				}
				controller.enqueue(encoder.encode(text))
			},
			async cancel() {
				await iterator.return?.()
			},
		},
		// Nothing is read ahead of the reader.
		{ highWaterMark: 0 },
	)
}

/** Pieces of a file, one at a time, as the reader asks for them. */
export function streamBytes(pieces: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
	const iterator = pieces[Symbol.asyncIterator]()
	return new ReadableStream<Uint8Array>(
		{
			async pull(controller) {
				const next = await iterator.next()
				if (next.done) controller.close()
				else controller.enqueue(next.value)
			},
			async cancel() {
				await iterator.return?.()
			},
		},
		{ highWaterMark: 0 },
	)
}
