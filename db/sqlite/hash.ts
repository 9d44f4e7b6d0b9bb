/** SHA-256 of stored bytes: what makes a flipped bit on disk a refusal instead of a changed drawing. */
import { createHash } from 'node:crypto'

/** The 32-byte SHA-256 of `bytes`. */
export function sha256(bytes: Uint8Array): Buffer {
	return createHash('sha256').update(bytes).digest()
}

/** The hash of all that is read of a snapshot. */
export function snapshotHash({ body, clocks }: { body: Buffer; clocks: Buffer | null }): Buffer {
	return sha256(clocks ? Buffer.concat([clocks, body]) : body)
}
