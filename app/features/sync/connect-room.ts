/**
 * A person's connection to one room (`project:`, `board:`, `notes:`): document, store, presence and a
 * true save state, from joining to leaving. Rules B11, W4, W6, W8 of docs/spec/sync.md.
 *
 *   const room = connectRoom({ room, origin: location.origin, clientId, generation, user, canWrite,
 *     createStore: () => createTLStore({ schema: createCanvasSchema(), … }) })   // board
 *     createStore: createPlainStore                                              // project
 *   room.ready            Signal<boolean>: the store is filled, show it now and not before
 *   room.saveState        Signal<SaveState>
 *   room.store, room.records, room.awareness
 *   room.attachHistory(editor)   right after an Editor is mounted: safe undo() and redo()
 *   await room.whenSaved()       before a command that depends on what was just changed
 *   room.dispose()
 */
import {
	type Atom,
	atom,
	computed,
	react,
	type Signal,
	unsafe__withoutCapture,
} from '@tldraw/state'
import type { TLStore } from '@tldraw/tlschema'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { ROOM_RECORD_TYPES } from '#core/canvas/canvas-schema.ts'
import { parseRoomName, type RoomName } from '#core/ids.ts'
import { bindStore, type StoreBinding } from '#core/sync/bind-store.ts'
import {
	EMPTY_PRESENCE,
	isAlone,
	type OwnPresence,
	type PresenceUser,
} from '#core/sync/presence.ts'
import { localCopyName } from '#core/sync/protocol.ts'
import { RecordDoc } from '#core/sync/record-doc.ts'
import type { RebasedHistory, UndoableEditor } from '#core/sync/undo-rebase.ts'
import { afterInk } from './after-ink.ts'
import { type LocalCopy, openLocalCopy } from './local-copy.ts'
import { keepRefused, whyRefused } from './refused-work.ts'
import type { ConnectRoomOptions, RoomConnection } from './room-connection.ts'
import { RoomHistory } from './room-history.ts'
import { openRoomSocket, type RoomSocket } from './room-socket.ts'
import { isAllDurable, type SaveState, saveStateOf, waitUntilSaved } from './save-state.ts'
import { keepAside, setAsideName } from './set-aside.ts'
import { trackUnconfirmed, type Unconfirmed } from './unconfirmed.ts'

export type { ConnectRoomOptions, RoomConnection } from './room-connection.ts'

const NOTHING_DAMAGED: ReadonlyMap<string, string> = new Map()

export function connectRoom(options: ConnectRoomOptions): RoomConnection {
	return new Connection(options)
}

class Connection implements RoomConnection {
	readonly room: RoomName
	readonly user: PresenceUser
	readonly canWrite: boolean
	readonly store: TLStore
	readonly records: RecordDoc
	readonly awareness: Awareness
	readonly ready: Signal<boolean>
	readonly saveState: Signal<SaveState>
	readonly damaged: Signal<ReadonlyMap<string, string>>
	readonly held: Signal<number>
	readonly putAside = atom('room.putAside', 0)
	private readonly options: ConnectRoomOptions
	private readonly doc = new Y.Doc()
	private readonly copy: LocalCopy
	private readonly binding: Atom<StoreBinding | undefined> = atom('room.binding', undefined)
	private readonly socket: Atom<RoomSocket | undefined> = atom('room.socket', undefined)
	private readonly refusal: Atom<SaveState | undefined> = atom('room.refusal', undefined)
	private readonly unconfirmed: Unconfirmed
	private readonly history = new RoomHistory()
	private readonly disposers: (() => void)[] = []
	private isDisposed = false
	private wasInStep = false

	constructor(options: ConnectRoomOptions) {
		this.options = options
		this.room = options.room
		this.user = options.user
		this.canWrite = options.canWrite
		// The id must stand before presence is made, which remembers it.
		this.doc.clientID = options.clientId
		this.records = new RecordDoc(this.doc)
		this.store = options.createStore()
		this.awareness = new Awareness(this.doc)
		// Its clock would drop whoever rests for 30 s; the server says who is gone (P4).
		clearInterval(this.awareness._checkInterval)
		this.awareness.setLocalState({ user: options.user, ...EMPTY_PRESENCE })
		this.ready = computed('room.ready', () => this.binding.get() !== undefined)
		this.saveState = computed('room.saveState', () => this.refusal.get() ?? this.currentState(), {
			isEqual: (a, b) => JSON.stringify(a) === JSON.stringify(b),
		})
		this.damaged = computed(
			'room.damaged',
			() => this.binding.get()?.damaged.get() ?? NOTHING_DAMAGED,
		)
		this.held = computed('room.held', () => this.binding.get()?.held.get() ?? 0)
		const name = localCopyName({ userId: options.user.userId, ...options })
		const { userId } = options.user
		this.copy = (options.openLocalCopy ?? openLocalCopy)(
			{ name, userId, room: options.room, tab: String(options.clientId) },
			this.doc,
		)
		this.unconfirmed = trackUnconfirmed((waits) => this.canWrite && this.copy.noteUnsaved(waits))
		void this.open()
	}

	attachHistory(editor: UndoableEditor & { clearHistory(): unknown }): RebasedHistory {
		return this.history.attach(editor)
	}

	setPresence(presence: Partial<OwnPresence>): void {
		this.awareness.setLocalState({
			...EMPTY_PRESENCE,
			...this.awareness.getLocalState(),
			...presence,
		})
	}

	flush(): void {
		this.binding.get()?.flush()
	}

	retry(): void {
		this.socket.__unsafe__getWithoutCapture()?.retry()
	}

	whenSaved(): Promise<void> {
		this.flush()
		if (this.isDisposed) return Promise.reject(new Error('the room was left'))
		const { saved, stop } = waitUntilSaved(this.saveState)
		this.disposers.push(stop)
		return saved
	}

	dispose(): void {
		if (this.isDisposed) return
		this.isDisposed = true
		this.binding.get()?.dispose()
		for (const dispose of this.disposers) dispose()
		this.socket.get()?.dispose()
		this.copy.dispose()
		this.awareness.destroy()
		this.records.dispose()
		this.doc.destroy()
	}

	private async open() {
		const { unsaved } = await this.copy.loaded
		if (this.isDisposed) return
		if (unsaved) this.unconfirmed.note(['kept before'])
		const socket = openRoomSocket({
			doc: this.doc,
			awareness: this.awareness,
			room: this.room,
			origin: this.options.origin,
			generation: this.options.generation,
			onRefused: (refusal) => void this.refused(refusal),
			...(this.options.WebSocket ? { WebSocket: this.options.WebSocket } : {}),
		})
		this.socket.set(socket)
		this.disposers.push(this.unconfirmed.watch(this.doc, socket.origin))
		this.disposers.push(react('room.follow', () => this.follow(socket)))
	}

	/**
	 * Binds as soon as there is a document, and notes when everything is durable. Listens to the
	 * socket alone: an effect that also listened to what it sets would run inside itself.
	 */
	private follow(socket: RoomSocket) {
		const state = socket.state.get()
		unsafe__withoutCapture(() => {
			const hasDocument =
				this.records.has('document:document') ||
				this.records.has('project:settings') ||
				(this.room.startsWith('notes:') && this.records.size > 0)
			if (!this.binding.get() && (state.inStep || hasDocument)) this.bind()
			if (isAllDurable(state)) this.unconfirmed.clear()
			if (state.inStep === this.wasInStep) return
			this.wasInStep = state.inStep
			if (state.inStep) void this.tidy().catch(() => undefined)
		})
	}

	/** W8, W13: what other tabs left is sent by this one; what an older line of history left is kept aside. */
	private async tidy() {
		if (this.canWrite) await this.copy.takeOver()
		const { room, user } = this
		const keep = this.options.keepAside ?? keepAside
		for (const { update, remove } of await this.copy.tidy(Date.now())) {
			const at = Date.now()
			const reason = whyRefused({ code: 0, reason: 'generation_changed' })
			await keep({ name: setAsideName(room, at), room, userId: user.userId, at, reason, update })
			await remove()
			this.putAside.update((count) => count + 1)
		}
	}

	private bind() {
		const types = ROOM_RECORD_TYPES[parseRoomName(this.room)?.kind ?? 'notes']
		this.binding.set(
			bindStore({
				store: this.store,
				doc: this.records,
				types,
				readOnly: !this.canWrite,
				now: () => performance.now(),
				setTimer: afterInk,
				isAlone: () => isAlone(this.awareness),
				onMissed: (missed) => this.history.missed(missed),
			}),
		)
	}

	private currentState(): SaveState {
		const binding = this.binding.get()
		const socket = this.socket.get()?.state.get()
		return saveStateOf({
			isBound: binding !== undefined,
			canWrite: this.canWrite,
			inStep: socket?.inStep ?? false,
			sent: socket?.sent ?? 0,
			acknowledged: socket?.acknowledged ?? 0,
			pending: binding?.pending.get() ?? 0,
			unconfirmed: this.unconfirmed.count.get(),
			isKept: this.copy.keeps.get(),
			why: socket?.turnedAway ? whyRefused(socket.turnedAway) : null,
		})
	}

	/** W6: work that was not durable is put aside before the copy that was refused is emptied. */
	private async refused(closed: { code: number; reason: string }) {
		this.flush()
		const { doc, room, user, copy } = this
		const { work, done } = keepRefused({
			...{ doc, room, userId: user.userId, at: Date.now(), closed, copy },
			isUnsaved: this.unconfirmed.count.get() > 0,
			keep: this.options.keepAside ?? keepAside,
			onState: (state) => this.refusal.set(state),
		})
		this.disposers.push(() => work.dispose())
		await done
	}
}
