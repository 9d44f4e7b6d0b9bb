/** Short fingerprints of JSON values: equal values (whatever their key order) have equal prints. */
import canonicalize from 'canonicalize'

/**
 * Two 32-bit multiplicative hashes over the canonical JSON (RFC 8785), 16 hex digits. Tells change,
 * not tampering: the log's content ids are keyed hashes of another kind.
 */
export function fingerprint(value: unknown): string {
	const text = canonicalize(value) ?? 'undefined'
	let low = 0x9e3779b9
	let high = 0x85ebca6b
	for (let i = 0; i < text.length; i++) {
		const code = text.charCodeAt(i)
		low = Math.imul(low ^ code, 0x01000193)
		high = Math.imul(high ^ code, 0x5bd1e995) ^ (high >>> 15)
	}
	return hex(low ^ (high >>> 13)) + hex(high ^ (low >>> 16))
}

function hex(word: number): string {
	return (word >>> 0).toString(16).padStart(8, '0')
}
