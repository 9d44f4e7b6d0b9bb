/**
 * The log's cryptography on node:crypto: wrapping keys under the server's master key and sealing
 * content under data keys, both AES-256-GCM with a fresh random nonce. Guards signals.md S10–S13:
 * a sealed thing opens only with its own key, in its own place.
 */
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'

const NONCE_BYTES = 12
const TAG_BYTES = 16
export const KEY_BYTES = 32

/** Lowercase hex HMAC-SHA-256. */
export function hmacHex(key: Uint8Array, ...parts: (string | Uint8Array)[]): string {
	const hmac = createHmac('sha256', key)
	for (const part of parts) hmac.update(part)
	return hmac.digest('hex')
}

/** A fresh 256-bit key. */
export function newKey(): Uint8Array {
	return randomBytes(KEY_BYTES)
}

export interface Sealed {
	nonce: Uint8Array
	/** Ciphertext with the 16-byte tag appended. */
	body: Uint8Array
}

/** Seals bytes; `place` is authenticated with them, so that they cannot be moved elsewhere. */
export function sealBytes(key: Uint8Array, plain: Uint8Array, place: string): Sealed {
	const nonce = randomBytes(NONCE_BYTES)
	const cipher = createCipheriv('aes-256-gcm', key, nonce)
	cipher.setAAD(Buffer.from(place))
	const body = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
	return { nonce, body }
}

/** @throws Error when the key, the place or any byte is not what it was sealed with. */
export function openBytes(key: Uint8Array, { nonce, body }: Sealed, place: string): Uint8Array {
	const end = body.length - TAG_BYTES
	if (end < 0) throw new Error('Too short to have been sealed.')
	const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
	decipher.setAAD(Buffer.from(place))
	decipher.setAuthTag(body.subarray(end))
	return Buffer.concat([decipher.update(body.subarray(0, end)), decipher.final()])
}

/** A key as it may lie in the database: nonce ‖ ciphertext ‖ tag. */
export function wrapKey(masterKey: Uint8Array, key: Uint8Array, place: string): Uint8Array {
	const { nonce, body } = sealBytes(masterKey, key, place)
	return Buffer.concat([nonce, body])
}

/** @throws Error when it was wrapped under another master key or for another place. */
export function unwrapKey(masterKey: Uint8Array, wrapped: Uint8Array, place: string): Uint8Array {
	const sealed = { nonce: wrapped.subarray(0, NONCE_BYTES), body: wrapped.subarray(NONCE_BYTES) }
	return openBytes(masterKey, sealed, place)
}
