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
import { readCloseReason } from '#core/sync/close-reason.ts'
import { shortenFrame } from '#core/sync/ink-frame.ts'
import {
	collabUrl,
	decodeAck,
	isCounted,
	MESSAGE_ACK,
	MESSAGE_PRESENCE,
	MESSAGE_PRESENCE_WANTED,
	roomParams,
} from '#core/sync/protocol.ts'
import { applyArchive } from '#core/sync/read-update.ts'
import { ArchiveInbox, canUnpack } from './archive-inbox.ts'

export interface SocketState {
	/** Connected and in step with the room. */
	inStep: boolean
	/** Update and step-2 messages sent on this connection, and how many of them are durable. */
	sent: number
	acknowledged: number
	/** How the server closed the line the last time, for now; null while in step or without a word. */
	turnedAway: { code: number; reason: string } | null
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

const NOTHING = { inStep: false, sent: 0, acknowledged: 0 }

export function openRoomSocket(options: RoomSocketOptions): RoomSocket {
	const state = atom<SocketState>('room.socket', { ...NOTHING, turnedAway: null })
	const { doc, awareness } = options
	let canZip = canUnpack()
	const newInbox = () =>
		new ArchiveInbox({
			onArchive: (updates) => takeArchive(provider, updates),
			onUnreadable: () => {
				canZip = false
				provider.ws?.close()
			},
		})
	const provider = new WebsocketProvider(collabUrl(options.origin), options.room, doc, {
		awareness,
		connect: false,
		disableBc: true,
		WebSocketPolyfill: roomSocket(options.WebSocket ?? WebSocket, {
			newInbox,
			clientId: doc.clientID,
			onCounted: () => state.update((now) => ({ ...now, sent: now.sent + 1 })),
		}),
	})
	// Read anew for every connection: who has a copy needs only what is new in it.
	Object.defineProperty(provider, 'params', {
		enumerable: true,
		get: () => {
			const { generation } = options
			const wantsArchive = canZip && isEmpty(doc)
			return roomParams({ generation, clientId: doc.clientID, wantsArchive })
		},
	})
	provider.messageHandlers[MESSAGE_ACK] = (_encoder, decoder) => {
		const count = decodeAck(decoding.readTailAsUint8Array(decoder))
		if (count !== undefined) state.update((now) => ({ ...now, acknowledged: count }))
	}
	provider.on('status', ({ status }) => {
		if (status !== 'connected') state.update((now) => ({ ...now, ...NOTHING }))
	})
	provider.on('connection-close', (event: CloseEvent | null) => {
		const turnedAway = event && readCloseReason(event) ? event : null
		state.update((now) => ({ ...now, turnedAway: turnedAway && pick(turnedAway) }))
	})
	provider.on('sync', (inStep: boolean) =>
		state.update((now) => ({ ...now, inStep, turnedAway: inStep ? null : now.turnedAway })),
	)
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

function pick({ code, reason }: CloseEvent) {
	return { code, reason }
}

interface SocketHooks {
	newInbox(): ArchiveInbox
	/** Whose ink is sent short. */
	clientId: number
	/** Hears of every message sent that an acknowledgement counts. */
	onCounted(): void
}

/** The socket of the provider: counts what it sends, and sorts what it receives through an inbox. */
function roomSocket(Base: typeof WebSocket, hooks: SocketHooks): typeof WebSocket {
	return class extends Base {
		constructor(url: string | URL, protocols?: string | string[]) {
			super(url, protocols)
			const inbox = hooks.newInbox()
			// The provider sets it to null when it is done with this socket.
			let read: ((event: MessageEvent) => void) | null = null
			Object.defineProperty(this, 'onmessage', {
				get: () => read,
				set: (next: typeof read) => {
					read = next
				},
			})
			this.addEventListener('message', (event: MessageEvent<ArrayBuffer>) =>
				inbox.receive(new Uint8Array(event.data), () => read?.(event)),
			)
		}

		override send(data: string | ArrayBufferLike | Blob | ArrayBufferView<ArrayBufferLike>): void {
			// Closing: nothing arrives any more. What is not durable goes out on the next connection.
			if (this.readyState > this.OPEN) return
			const frame = data instanceof Uint8Array ? shortenFrame(data, hooks.clientId) : data
			// Cast at a library edge: DOM and Node disagree on which buffers may be sent.
			super.send(frame as ArrayBufferView<ArrayBuffer>)
			if (data instanceof Uint8Array && isCounted(data)) hooks.onCounted()
		}
	}
}

function isEmpty(doc: Y.Doc): boolean {
	return doc.store.clients.size === 0
}

/** The whole document at once, in one transaction; the client is then in step with the room. */
function takeArchive(provider: WebsocketProvider, updates: readonly Uint8Array[]): void {
	applyArchive(provider.doc, updates, provider)
	provider.synced = true
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
