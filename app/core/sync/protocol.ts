/**
 * The wire of the shared documents (docs/protocol.md): message tags, the acknowledgement and the
 * address of a room. Both sides use this file; nothing else knows these numbers.
 */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { DOCUMENT_VERSION } from '../canvas/document-version.ts'
import type { RoomName } from '../ids.ts'

export const MESSAGE_SYNC = 0
export const MESSAGE_PRESENCE = 1
export const MESSAGE_REFUSED = 2
export const MESSAGE_PRESENCE_WANTED = 3
/** Opt-in by `?ack=1`: so many messages of this connection are durable (W3). */
export const MESSAGE_ACK = 110

/** Opt-in by `?zip=packed`: the whole document, compressed (W12). */
export const MESSAGE_ARCHIVE = 111

/** More ink of this connection's own growing stroke (W11). */
export const MESSAGE_INK = 112

/** Sub-tags of MESSAGE_SYNC, as y-protocols numbers them. */
export const SYNC_STEP_1 = 0
export const SYNC_STEP_2 = 1
export const SYNC_UPDATE = 2

/** Where sockets are upgraded; the room's name follows. */
export const COLLAB_PATH = '/collab'
/** Client ids are issued below this (W7). */
export const CLIENT_ID_LIMIT = 2 ** 21
/** Largest update in bytes that a room admits (R4). */
export const MAX_UPDATE_BYTES = 2 * 1024 * 1024
/** Largest presence entry in bytes (P2). */
export const MAX_PRESENCE_BYTES = 4096
/** Largest unpacked state that a client takes, bytes: a full room (R17) and a reserve. */
export const MAX_ARCHIVE_BYTES = 80 * 1024 * 1024
/** The compression of an archive: what `packState` gives, as a raw deflate stream. */
export const ARCHIVE_FORMAT = 'packed'
/** Least time between two presence messages of a client, milliseconds (P1). */
export const PRESENCE_INTERVAL_MS = 50
/** The same while nobody else is there to see it, though somebody may come. */
export const ALONE_PRESENCE_MS = 250

/** Digits are coded from here up, so that a client that reads on into the body finds no message. */
const DIGIT_BASE = 0x40

/** The acknowledgement of the first `count` messages of a connection, as a whole frame. */
export function encodeAck(count: number): Uint8Array<ArrayBuffer> {
	const digits = String(count)
	const frame = new Uint8Array(1 + digits.length)
	frame[0] = MESSAGE_ACK
	for (let i = 0; i < digits.length; i++) frame[i + 1] = DIGIT_BASE + Number(digits[i])
	return frame
}

/** The count of an acknowledgement's body (the frame without its tag); undefined when it is none. */
export function decodeAck(body: Uint8Array): number | undefined {
	if (body.length === 0 || body.length > 15) return undefined
	let count = 0
	for (const byte of body) {
		const digit = byte - DIGIT_BASE
		if (digit < 0 || digit > 9) return undefined
		count = count * 10 + digit
	}
	return count
}

/** A document as one frame: the body of its snapshot, and what came after it (W12). */
export function encodeArchiveFrame(body: Uint8Array, tail: Uint8Array): Uint8Array<ArrayBuffer> {
	const encoder = encoding.createEncoder()
	encoding.writeVarUint(encoder, MESSAGE_ARCHIVE)
	encoding.writeVarUint8Array(encoder, body)
	encoding.writeVarUint8Array(encoder, tail)
	return encoding.toUint8Array(encoder)
}

/** The two parts of an archive's frame. @throws Error when it is cut short. */
export function decodeArchiveFrame(frame: Uint8Array): { body: Uint8Array; tail: Uint8Array } {
	const decoder = decoding.createDecoder(frame.subarray(1))
	return {
		body: decoding.readVarUint8Array(decoder),
		tail: decoding.readVarUint8Array(decoder),
	}
}

/** Whether a frame is one that an acknowledgement counts: a step 2, an update or ink (W3). */
export function isCounted(frame: Uint8Array): boolean {
	if (frame[0] === MESSAGE_INK) return true
	return frame[0] === MESSAGE_SYNC && (frame[1] === SYNC_STEP_2 || frame[1] === SYNC_UPDATE)
}

/** The query of a room's socket. */
export function roomParams(options: {
	generation: number
	clientId: number
	/** Whether the client has nothing of the document yet and can unpack an archive. */
	wantsArchive: boolean
}): Record<string, string> {
	return {
		ack: '1',
		generation: String(options.generation),
		client: String(options.clientId),
		version: String(DOCUMENT_VERSION),
		...(options.wantsArchive ? { zip: ARCHIVE_FORMAT } : {}),
	}
}

/** The address sockets are opened under, of a page at `origin` (`http://host`). */
export function collabUrl(origin: string): string {
	return `${origin.replace(/^http/, 'ws')}${COLLAB_PATH}`
}

/** The room of an upgrade request's path (`/collab/<room>`), or undefined. */
export function roomOfPath(pathname: string): string | undefined {
	const prefix = `${COLLAB_PATH}/`
	if (!pathname.startsWith(prefix)) return undefined
	try {
		return decodeURIComponent(pathname.slice(prefix.length))
	} catch {
		return undefined
	}
}

/** The name under which a browser keeps its copy of a document (W8). */
export function localCopyName(options: {
	userId: string
	room: RoomName
	generation: number
}): string {
	return `dailies:${options.userId}:${options.room}:${options.generation}`
}
