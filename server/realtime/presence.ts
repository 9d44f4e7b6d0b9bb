/**
 * Who is in a room and where they point. The server owns every entry: it accepts only a connection's
 * own, stamps `user` with the session's, numbers the clocks itself and takes the entry away when the
 * socket closes, so that nobody can speak for, freeze or erase another (P2, P4). It gives the room to
 * one person at a time: who asks for it while another has it does not get it (P6).
 */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { z } from 'zod'
import { can } from '#core/board/role.ts'
import { parsePresence } from '#core/sync/presence.ts'
import { MAX_PRESENCE_BYTES, MESSAGE_PRESENCE } from '#core/sync/protocol.ts'
import { PRESENCE_SEND_MS } from './limits.ts'
import type { PresentPerson, Principal } from './rooms-api.ts'

export interface PresencePeer {
	readonly principal: Principal
	/** The Yjs client id this connection speaks for; null until it is known. */
	readonly clientId: number | null
	send(frame: Uint8Array): void
}

interface Entry {
	peer: PresencePeer
	clock: number
	/** JSON as sent on; 'null' once removed. */
	json: string
	/** Whose the room is. */
	hasRoom: boolean
}

const StateSchema = z.record(z.string(), z.json())
const MAX_ENTRIES_READ = 300

export class RoomPresence {
	private readonly entries = new Map<number, Entry>()
	private readonly changed = new Set<number>()
	private readonly peers: Iterable<PresencePeer>
	private readonly now: () => number
	private timer: ReturnType<typeof setTimeout> | null = null
	private lastSentAt = 0

	constructor(peers: Iterable<PresencePeer>, now: () => number) {
		this.peers = peers
		this.now = now
	}

	/** Takes a peer's own entry out of its message and drops all others. @throws Error when unreadable. */
	receive(peer: PresencePeer, body: Uint8Array): void {
		for (const [clientId, json] of decodeEntries(body)) {
			if (clientId !== peer.clientId) continue
			const current = this.entries.get(clientId)
			if (json === 'null') {
				if (current?.peer === peer) this.set(clientId, peer, 'null')
				continue
			}
			const stamped = stamp(json, peer.principal, () => this.mayHaveRoom(peer))
			if (stamped !== null && stamped.json !== current?.json)
				this.set(clientId, peer, stamped.json, stamped.hasRoom)
		}
	}

	/** Removes a peer's entry, unless a newer connection speaks for the same client by now. */
	leave(peer: PresencePeer): void {
		const { clientId } = peer
		if (clientId !== null && this.entries.get(clientId)?.peer === peer)
			this.set(clientId, peer, 'null')
	}

	/** Everybody once, with what they said last; those who said nothing too. */
	people(): Iterable<PresentPerson> {
		const people = new Map<string, PresentPerson>()
		const elsewhere = { sceneId: null, panelId: null, label: null, isPitching: false }
		for (const { principal } of this.peers) {
			const { userId, name, color } = principal
			people.set(userId, { userId, name, color, ...elsewhere })
		}
		for (const { peer, json, hasRoom } of this.entries.values()) {
			const person = people.get(peer.principal.userId)
			const said = json === 'null' ? undefined : parsePresence(JSON.parse(json))
			if (!person || !said || (person.isPitching && !hasRoom)) continue
			const { sceneId, panelId, label = null } = said
			people.set(person.userId, { ...person, sceneId, panelId, label, isPitching: hasRoom })
		}
		return people.values()
	}

	private mayHaveRoom(peer: PresencePeer): boolean {
		if (!can(peer.principal.role, 'pitch.lead')) return false
		for (const entry of this.entries.values())
			if (entry.hasRoom && entry.peer.principal.userId !== peer.principal.userId) return false
		return true
	}

	/** Everybody's entries but the reader's own, as one frame. */
	frameFor(reader: PresencePeer): Uint8Array {
		// A reader that comes back has forgotten the entries and not their clocks: it takes newer ones only.
		for (const entry of this.entries.values()) entry.clock += 1
		return encodeFrame(this.entries, [...this.entries.keys()], reader.clientId)
	}

	dispose(): void {
		if (this.timer !== null) clearTimeout(this.timer)
	}

	private set(clientId: number, peer: PresencePeer, json: string, hasRoom = false): void {
		// Clocks follow time, so that they go on growing when the server restarts.
		const tick = Math.floor(this.now() / PRESENCE_SEND_MS)
		const clock = Math.max(tick, (this.entries.get(clientId)?.clock ?? 0) + 1)
		this.entries.set(clientId, { peer, clock, json, hasRoom })
		this.changed.add(clientId)
		if (this.timer !== null) return
		const wait = Math.max(0, this.lastSentAt + PRESENCE_SEND_MS - this.now())
		this.timer = setTimeout(() => this.sendChanged(), wait)
	}

	private sendChanged(): void {
		this.timer = null
		this.lastSentAt = this.now()
		const changed = [...this.changed]
		this.changed.clear()
		for (const peer of this.peers) {
			if (changed.length === 1 && changed[0] === peer.clientId) continue
			peer.send(encodeFrame(this.entries, changed, peer.clientId))
		}
		for (const clientId of changed)
			if (this.entries.get(clientId)?.json === 'null') this.entries.delete(clientId)
	}
}

/** A frame without entries: keeps stock clients, which count messages, from giving the socket up. */
export function keepAliveFrame(): Uint8Array {
	return encodeFrame(new Map(), [], null)
}

function encodeFrame(
	entries: ReadonlyMap<number, Entry>,
	clientIds: readonly number[],
	except: number | null,
): Uint8Array {
	const shown = clientIds.filter((clientId) => clientId !== except && entries.has(clientId))
	const body = encoding.createEncoder()
	encoding.writeVarUint(body, shown.length)
	for (const clientId of shown) {
		const entry = entries.get(clientId)
		encoding.writeVarUint(body, clientId)
		encoding.writeVarUint(body, entry?.clock ?? 0)
		encoding.writeVarString(body, entry?.json ?? 'null')
	}
	const frame = encoding.createEncoder()
	encoding.writeVarUint(frame, MESSAGE_PRESENCE)
	encoding.writeVarUint8Array(frame, encoding.toUint8Array(body))
	return encoding.toUint8Array(frame)
}

function decodeEntries(body: Uint8Array): Map<number, string> {
	const decoder = decoding.createDecoder(body)
	const count = decoding.readVarUint(decoder)
	const entries = new Map<number, string>()
	for (let i = 0; i < Math.min(count, MAX_ENTRIES_READ); i++) {
		const clientId = decoding.readVarUint(decoder)
		decoding.readVarUint(decoder)
		entries.set(clientId, decoding.readVarString(decoder))
	}
	return entries
}

/** The state with the server's own word on who it is and has the room, or null when it is none or too large. */
function stamp(
	json: string,
	{ userId, name, color, role }: Principal,
	mayHaveRoom: () => boolean,
): { json: string; hasRoom: boolean } | null {
	if (json.length > MAX_PRESENCE_BYTES) return null
	try {
		const state = StateSchema.safeParse(JSON.parse(json))
		if (!state.success) return null
		const { pitch, ...said } = state.data
		const hasRoom = pitch === true && mayHaveRoom()
		const user = { userId, name, color, role }
		return { json: JSON.stringify({ ...said, ...(hasRoom ? { pitch } : {}), user }), hasRoom }
	} catch {
		// Not JSON: no entry. Presence is best effort, so the socket stays.
		return null
	}
}
