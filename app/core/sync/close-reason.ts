/**
 * Why a room's socket was closed, as it travels in the close frame (W5): the error's code, and the
 * sentence only where the error has one of its own. The table's sentences are known on both sides.
 */
import { type AppError, ERROR_KINDS, type ErrorCode } from '../errors.ts'

/** Most bytes of a close reason (RFC 6455: a control frame holds 125, two of them the code). */
export const MAX_REASON_BYTES = 123

export interface CloseReason {
	code: ErrorCode
	/** What this very refusal says for the person; null when the table's sentence says it all. */
	sentence: string | null
}

/** The reason to close with: `too_large`, or `too_large: This board is full…`. */
export function closeReasonOf({
	code,
	userMessage,
}: Pick<AppError, 'code' | 'userMessage'>): string {
	if (userMessage === ERROR_KINDS[code].message) return code
	const bytes = new TextEncoder().encode(`${code}: ${userMessage}`)
	if (bytes.length <= MAX_REASON_BYTES) return `${code}: ${userMessage}`
	// The ellipsis takes three bytes; a letter cut in half is left out with its rest.
	const kept = new TextDecoder().decode(bytes.subarray(0, MAX_REASON_BYTES - 3))
	return `${kept.replace(/\uFFFD+$/, '')}…`
}

/**
 * Reads a close frame. A final close (44xx) with a reason nobody knows is told by its number; any other
 * says nothing then and gives null, as when the network went away.
 */
export function readCloseReason(closed: { code: number; reason: string }): CloseReason | null {
	const found = /^([a-z_]+)(?:: (.+))?$/s.exec(closed.reason)
	const code = codes().find((each) => each === found?.[1])
	if (code) return { code, sentence: found?.[2] ?? null }
	if (closed.code < 4400 || closed.code > 4499) return null
	const byNumber = codes().find((each) => ERROR_KINDS[each].close === closed.code)
	return byNumber ? { code: byNumber, sentence: null } : null
}

function codes(): ErrorCode[] {
	return Object.keys(ERROR_KINDS).filter((name): name is ErrorCode => name in ERROR_KINDS)
}
