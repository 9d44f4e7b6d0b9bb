/**
 * The shortest way to say what a drawing pen says 22 times a second: more ink at the end of my stroke
 * (W11). Such a frame stands for exactly one Yjs update, byte for byte, and the server's guard sees that
 * update: nothing can be said with it that could not be said in full.
 */
import { fromBase64, toBase64 } from 'lib0/buffer'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { MESSAGE_INK, MESSAGE_SYNC, SYNC_UPDATE } from './protocol.ts'

/** Yjs: a string (4) that follows a known letter (bit 8), and nothing follows it. */
const STRING_AFTER = 0x84
const WHOLE_GROUPS = /^(?:[A-Za-z0-9+/]{4})+$/

/** The frame to send instead of an update's; the frame itself when it says anything but more ink. */
export function shortenFrame(frame: Uint8Array, clientId: number): Uint8Array {
	if (frame[0] !== MESSAGE_SYNC || frame[1] !== SYNC_UPDATE) return frame
	const update = decoding.readVarUint8Array(decoding.createDecoder(frame.subarray(2)))
	const append = readAppend(update, clientId)
	if (!append) return frame
	const encoder = encoding.createEncoder()
	encoding.writeVarUint(encoder, MESSAGE_INK)
	encoding.writeVarUint(encoder, append.clock)
	encoding.writeVarUint(encoder, append.clock - append.after)
	encoding.writeUint8Array(encoder, fromBase64(append.ink))
	return encoding.toUint8Array(encoder)
}

/**
 * The update that a frame's body (without its tag) stands for, of the connection of `clientId`.
 * @throws Error when it stands for none.
 */
export function readInkBody(body: Uint8Array, clientId: number): Uint8Array {
	const decoder = decoding.createDecoder(body)
	const clock = decoding.readVarUint(decoder)
	const after = clock - decoding.readVarUint(decoder)
	const ink = decoding.readTailAsUint8Array(decoder)
	if (after < 0 || after >= clock) throw new Error('ink that follows nothing')
	if (ink.length === 0 || ink.length % 3 !== 0) throw new Error('ink that is no whole groups')
	const encoder = encoding.createEncoder()
	// One client, one struct, and after it no deletions.
	for (const value of [1, 1, clientId, clock]) encoding.writeVarUint(encoder, value)
	encoding.writeUint8(encoder, STRING_AFTER)
	encoding.writeVarUint(encoder, clientId)
	encoding.writeVarUint(encoder, after)
	encoding.writeVarString(encoder, toBase64(ink))
	encoding.writeVarUint(encoder, 0)
	return encoding.toUint8Array(encoder)
}

interface Append {
	clock: number
	/** Clock of the letter the ink follows. */
	after: number
	ink: string
}

/** What an update appends, when that is all it does; undefined for every other update. */
function readAppend(update: Uint8Array, clientId: number): Append | undefined {
	const decoder = decoding.createDecoder(update)
	const next = () => decoding.readVarUint(decoder)
	if (next() !== 1 || next() !== 1 || next() !== clientId) return undefined
	const clock = next()
	if (decoding.readUint8(decoder) !== STRING_AFTER || next() !== clientId) return undefined
	const after = next()
	const ink = decoding.readVarString(decoder)
	if (next() !== 0 || decoding.hasContent(decoder) || after >= clock) return undefined
	return WHOLE_GROUPS.test(ink) ? { clock, after, ink } : undefined
}
