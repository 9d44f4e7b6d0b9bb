/**
 * Ids that people, rooms and records carry. Ids are short random strings made from an injected
 * `Random`; a record id is `<typeName>:<id>` and never holds a '/', which the document layout uses
 * as its separator (docs/spec/sync.md).
 */
import type { Random } from './random.ts'

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** A random id of `length` base-62 characters (default 16: 95 bits). */
export function createId(random: Random, length = 16): string {
	let id = ''
	while (id.length < length) id += ALPHABET[Math.floor(random() * ALPHABET.length)]
	return id
}

/** A time-ordered id (UUIDv7, RFC 9562 section 5.7) for events, requests and idempotency keys. */
export function createUuidV7(now: number, random: Random): string {
	const hex = now.toString(16).padStart(12, '0')
	const digits = (count: number) => {
		let out = ''
		while (out.length < count) out += Math.floor(random() * 16).toString(16)
		return out
	}
	const variant = (8 + Math.floor(random() * 4)).toString(16)
	return `${hex.slice(0, 8)}-${hex.slice(8)}-7${digits(3)}-${variant}${digits(3)}-${digits(12)}`
}

/** The kinds of shared document; `board` and `notes` are named by their scene. */
export const ROOM_KINDS = ['project', 'board', 'notes'] as const
export type RoomKind = (typeof ROOM_KINDS)[number]
/** `project:<projectId>`, `board:<sceneId>` or `notes:<sceneId>`. */
export type RoomName = `${RoomKind}:${string}`

/** Splits a room's name, or undefined when it is none. */
export function parseRoomName(name: string): { kind: RoomKind; id: string } | undefined {
	const match = /^(project|board|notes):([0-9A-Za-z]{1,40})$/.exec(name)
	if (!match) return undefined
	const kind = ROOM_KINDS.find((candidate) => candidate === match[1])
	return kind && match[2] ? { kind, id: match[2] } : undefined
}
