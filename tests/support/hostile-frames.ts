/**
 * Frames nobody honest sends, one kind after another, each for a connection of its own: garbage, damaged
 * updates, other people's ids, gaps, deletions of the future, huge collected structs, far too many bytes.
 */
import * as encoding from 'lib0/encoding'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import type { Random } from '#core/random.ts'
import { MESSAGE_ACK, MESSAGE_SYNC, SYNC_UPDATE } from '#core/sync/protocol.ts'
import { RecordDoc } from '#core/sync/record-doc.ts'
import { box } from '../convergence/records.ts'
import { damage } from './hostile-history.ts'
import { deletionOf, emptyStruct } from './hostile-room.ts'

const MB = 1024 * 1024

/** What an attacker knows of its victims: their ids and where their clocks stand. */
export interface Victim {
	client: number
	clock: number
}
export interface HostileFrame {
	kind: string
	frame: Uint8Array
}

/** The `n`th frame. */
export function hostileFrame(n: number, random: Random, victims: readonly Victim[]): HostileFrame {
	if (n % 200 === 97) return { kind: '3 MB', frame: syncFrame(new Uint8Array(3 * MB)) }
	if (n % 200 === 197) return { kind: '5 MB', frame: new Uint8Array(5 * MB) }
	const below = (limit: number) => Math.floor(random() * limit)
	const victim = victims[below(victims.length)] ?? { client: 1, clock: 0 }
	const own = 100_000_000 + n
	const kinds: [string, () => Uint8Array][] = [
		['garbage', () => garbage(n, below)],
		['damaged', () => syncFrame(damage(updateOf(own, n)[0], 'bytes', random))],
		['bits', () => syncFrame(damage(updateOf(own, n)[0], 'bits', random))],
		['cut', () => syncFrame(damage(updateOf(own, n)[0], 'cut', random))],
		['forged id', () => syncFrame(forged(victim, n, below(3)))],
		['gap', () => syncFrame(updateOf(own, n)[1])],
		[
			'future deletion',
			() => syncFrame(deletionOf(victim.client, victim.clock + below(50), 2 ** 20)),
		],
		['huge struct', () => syncFrame(emptyStruct(0, { ...victim, len: 2 ** 31 }))],
		['long struct', () => syncFrame(emptyStruct(0, { ...victim, len: 2 ** 20 }))],
	]
	const [kind, make] = kinds[n % kinds.length] ?? kinds[0] ?? ['garbage', () => new Uint8Array(1)]
	return { kind, frame: make() }
}

/** Bytes of no meaning, half of them where an update should be. */
function garbage(n: number, below: (limit: number) => number): Uint8Array {
	const bytes = Uint8Array.from({ length: 1 + below(300) }, () => below(256))
	return n % 2 === 0 ? bytes : syncFrame(bytes)
}

function syncFrame(update: Uint8Array): Uint8Array {
	const encoder = encoding.createEncoder()
	encoding.writeVarUint(encoder, MESSAGE_SYNC)
	encoding.writeVarUint(encoder, SYNC_UPDATE)
	encoding.writeVarUint8Array(encoder, update)
	return encoding.toUint8Array(encoder)
}

/** Two updates in a row that create a box each, by a new client. */
function updateOf(clientId: number, n: number): [Uint8Array, Uint8Array] {
	const records = new RecordDoc(new Y.Doc())
	records.doc.clientID = clientId
	const sent: Uint8Array[] = []
	records.doc.on('update', (update: Uint8Array) => sent.push(update))
	records.put(box(`hostile${n}a`))
	records.put(box(`hostile${n}b`))
	records.doc.destroy()
	return [sent[0] ?? new Uint8Array(), sent[1] ?? new Uint8Array()]
}

/** A new struct under the victim's id at, or a little beyond, its next clock. */
function forged({ client, clock }: Victim, n: number, ahead: number): Uint8Array {
	const encoder = encoding.createEncoder()
	for (const part of [1, 1, client, clock + ahead]) encoding.writeVarUint(encoder, part)
	// One plain value under a key of the map.
	encoding.writeUint8(encoder, 8 | 32)
	encoding.writeVarUint(encoder, 1)
	encoding.writeVarString(encoder, 'r')
	encoding.writeVarString(encoder, `shape:forged${n}`)
	encoding.writeVarUint(encoder, 1)
	encoding.writeAny(encoder, { typeName: 'shape' })
	encoding.writeVarUint(encoder, 0)
	return encoding.toUint8Array(encoder)
}

/** Sends one frame on a connection of its own; resolves with how the server ended it, or 'kept'. */
export function attack(url: string, n: number, frame: Uint8Array): Promise<string> {
	return new Promise((resolve) => {
		const socket = new WebSocket(`${url}/board:s1?ack=1`, {
			headers: { cookie: `who=h${n % 500}:editor` },
		})
		let isHeard = false
		socket.on('open', () => {
			socket.send(frame, () => undefined)
			// An unknown kind of message is passed over; the answer to a ping says it was read.
			socket.ping()
		})
		const keep = () => {
			isHeard = true
			socket.terminate()
		}
		socket.on('pong', () => setTimeout(keep, 250))
		socket.on('message', (data: Buffer) => {
			if (data[0] === MESSAGE_ACK) keep()
		})
		socket.on('error', () => undefined)
		socket.on('close', (code) => resolve(isHeard ? 'kept' : String(code)))
	})
}
