/**
 * What a room's socket receives, in order. A document that came compressed (message 111) is unpacked
 * beside the main work, and everything after it waits until it is in; all else goes straight on. The
 * one rule: nothing overtakes, and nothing unpacks beyond `MAX_ARCHIVE_BYTES`.
 */

import { unpackState } from '#core/sync/pack-state.ts'
import { decodeArchiveFrame, MAX_ARCHIVE_BYTES, MESSAGE_ARCHIVE } from '#core/sync/protocol.ts'

export interface ArchiveInboxOptions {
	/** Takes the parts of an archive, in order. */
	onArchive(updates: Uint8Array[]): void
	/** The archive could not be read: it must be asked for in another form. */
	onUnreadable(error: unknown): void
}

/** Whether this browser can unpack an archive at all. */
export function canUnpack(): boolean {
	return typeof DecompressionStream !== 'undefined'
}

/** One connection's inbox. */
export class ArchiveInbox {
	private readonly options: ArchiveInboxOptions
	private waiting: (() => void)[] | null = null

	constructor(options: ArchiveInboxOptions) {
		this.options = options
	}

	/** Takes a frame; `pass` hands it to whoever reads messages one by one. */
	receive(frame: Uint8Array, pass: () => void): void {
		if (this.waiting) {
			this.waiting.push(pass)
			return
		}
		if (frame[0] !== MESSAGE_ARCHIVE) {
			pass()
			return
		}
		this.waiting = []
		void this.unpack(frame)
	}

	private async unpack(frame: Uint8Array): Promise<void> {
		try {
			const { body, tail } = decodeArchiveFrame(frame)
			const state = unpackState(await inflate(body, MAX_ARCHIVE_BYTES))
			this.options.onArchive(tail.length > 0 ? [state, tail] : [state])
		} catch (error) {
			// What follows builds on it: it is left to the next connection.
			this.options.onUnreadable(error)
			return
		}
		const waiting = this.waiting ?? []
		this.waiting = null
		for (const pass of waiting) pass()
	}
}

/** Inflates a raw deflate stream. @throws RangeError when it holds more than `limitBytes`. */
export async function inflate(body: Uint8Array, limitBytes: number): Promise<Uint8Array> {
	// Copied only if it must be: a blob takes any view of an ordinary buffer.
	const stream = new Blob([new Uint8Array(body)]).stream()
	const reader = stream.pipeThrough(new DecompressionStream('deflate-raw')).getReader()
	const parts: Uint8Array[] = []
	let size = 0
	for (;;) {
		const { done, value } = await reader.read()
		if (done) break
		size += value.byteLength
		if (size > limitBytes) {
			await reader.cancel()
			throw new RangeError('the document is larger than any board may be')
		}
		parts.push(value)
	}
	return joined(parts, size)
}

function joined(parts: readonly Uint8Array[], size: number): Uint8Array {
	const whole = new Uint8Array(size)
	let at = 0
	for (const part of parts) {
		whole.set(part, at)
		at += part.byteLength
	}
	return whole
}
