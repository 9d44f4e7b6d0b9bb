/**
 * Counts what a client's WebSocket carries, frame headers included, presence left out. The one rule:
 * bytes are counted where every system must pass, at the socket, and by the same formula for all.
 */
const MASK_BYTES = 4

/** Bytes of one WebSocket frame with its header (RFC 6455 section 5.2); clients mask what they send. */
export function frameBytes(payloadBytes: number, isMasked: boolean): number {
	const lengthBytes = payloadBytes < 126 ? 0 : payloadBytes < 65_536 ? 2 : 8
	return 2 + lengthBytes + (isMasked ? MASK_BYTES : 0) + payloadBytes
}

/** Bytes of a message as a socket sends it. */
export function payloadBytes(data: unknown): number {
	if (typeof data === 'string') return Buffer.byteLength(data)
	if (data instanceof ArrayBuffer || ArrayBuffer.isView(data)) return data.byteLength
	if (Array.isArray(data)) return data.reduce((sum, part) => sum + payloadBytes(part), 0)
	throw new TypeError('a message that cannot be counted')
}

export class ByteMeter {
	bytesIn = 0
	bytesOut = 0
	private readonly isPresence: (data: unknown) => boolean

	/** `isPresence` tells a message that is not to be counted. */
	constructor(isPresence: (data: unknown) => boolean = () => false) {
		this.isPresence = isPresence
	}

	received(data: unknown): void {
		if (!this.isPresence(data)) this.bytesIn += frameBytes(payloadBytes(data), false)
	}

	sent(data: unknown): void {
		if (!this.isPresence(data)) this.bytesOut += frameBytes(payloadBytes(data), true)
	}
}

/** Whether a y-protocols message is presence (awareness, or the question for it). */
export function isYPresence(data: unknown): boolean {
	const tag = data instanceof Uint8Array ? data[0] : undefined
	return tag === 1 || tag === 3
}
