/**
 * The connection of one document to its room: the y-websocket client with a true count of what the
 * server has made durable (W3, W4), and presence that is never repeated for others (P1).
 */
import { atom, type Signal } from '@tldraw/state'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { type Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness'
import { WebsocketProvider } from 'y-websocket'
import type * as Y from 'yjs'
import type { RoomName } from '#core/ids.ts'
import {
	collabUrl,
	decodeAck,
	isCounted,
	MESSAGE_ACK,
	MESSAGE_PRESENCE,
	MESSAGE_PRESENCE_WANTED,
	roomParams,
} from '#core/sync/protocol.ts'

export interface SocketState {
	/** Connected and in step with the room. */
	inStep: boolean
	/** Update and step-2 messages sent on this connection, and how many of them are durable. */
	sent: number
	acknowledged: number
}

export interface RoomSocketOptions {
	doc: Y.Doc
	awareness: Awareness
	room: RoomName
	/** `http://host` of the page. */
	origin: string
	generation: number
	/** Hears once of a refusal that is final (44xx). */
	onRefused(refusal: { code: number; reason: string }): void
	WebSocket?: typeof WebSocket
}

export interface RoomSocket {
	readonly state: Signal<SocketState>
	/** The origin of transactions that came from the room. */
	readonly origin: unknown
	/** Tries to connect at once instead of at the next turn. */
	retry(): void
	dispose(): void
}

const NOTHING: SocketState = { inStep: false, sent: 0, acknowledged: 0 }

export function openRoomSocket(options: RoomSocketOptions): RoomSocket {
	const state = atom<SocketState>('room.socket', NOTHING)
	const { doc, awareness } = options
	const provider = new WebsocketProvider(collabUrl(options.origin), options.room, doc, {
		awareness,
		connect: false,
		disableBc: true,
		params: roomParams({ generation: options.generation, clientId: doc.clientID }),
		WebSocketPolyfill: countingSocket(options.WebSocket ?? WebSocket, () =>
			state.update((now) => ({ ...now, sent: now.sent + 1 })),
		),
	})
	provider.messageHandlers[MESSAGE_ACK] = (_encoder, decoder) => {
		const count = decodeAck(decoding.readTailAsUint8Array(decoder))
		if (count !== undefined) state.update((now) => ({ ...now, acknowledged: count }))
	}
	provider.on('status', ({ status }) => {
		if (status !== 'connected') state.set(NOTHING)
	})
	provider.on('sync', (inStep: boolean) => state.update((now) => ({ ...now, inStep })))
	provider.on('closed', options.onRefused)
	const silence = sendOwnPresenceOnly(provider, doc, awareness)
	provider.connect()
	return {
		state,
		origin: provider,
		retry: () => provider.connect(),
		dispose: () => {
			silence()
			provider.destroy()
		},
	}
}

/** A WebSocket that tells of every message an acknowledgement counts. */
function countingSocket(Base: typeof WebSocket, onCounted: () => void): typeof WebSocket {
	return class extends Base {
		override send(data: string | ArrayBufferLike | Blob | ArrayBufferView<ArrayBufferLike>): void {
			// Cast at a library edge: DOM and Node disagree on which buffers may be sent.
			super.send(data as ArrayBufferView<ArrayBuffer>)
			if (data instanceof Uint8Array && isCounted(data)) onCounted()
		}
	}
}

/** The stock client sends every entry it receives back again; ours sends its own (P1). */
function sendOwnPresenceOnly(provider: WebsocketProvider, doc: Y.Doc, awareness: Awareness) {
	const ownEntry = () => encodeAwarenessUpdate(awareness, [doc.clientID])
	const writeOwn = (encoder: encoding.Encoder) => {
		encoding.writeVarUint(encoder, MESSAGE_PRESENCE)
		encoding.writeVarUint8Array(encoder, ownEntry())
	}
	const onUpdate = (changes: { added: number[]; updated: number[]; removed: number[] }) => {
		const ids = [...changes.added, ...changes.updated, ...changes.removed]
		const { ws, wsconnected } = provider
		if (!ids.includes(doc.clientID) || !wsconnected || ws?.readyState !== ws?.OPEN) return
		const encoder = encoding.createEncoder()
		writeOwn(encoder)
		ws?.send(encoding.toUint8Array(encoder))
	}
	awareness.off('update', provider._awarenessUpdateHandler)
	awareness.on('update', onUpdate)
	provider.messageHandlers[MESSAGE_PRESENCE_WANTED] = writeOwn
	return () => awareness.off('update', onUpdate)
}
