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
import { bindStore, type MissedChange, type StoreBinding } from '#core/sync/bind-store.ts'
import { EMPTY_PRESENCE, type OwnPresence, type PresenceUser } from '#core/sync/presence.ts'
import { localCopyName } from '#core/sync/protocol.ts'
import { RecordDoc } from '#core/sync/record-doc.ts'
import {
	attachRebasedHistory,
	type RebasedHistory,
	type UndoableEditor,
} from '#core/sync/undo-rebase.ts'
import { type LocalCopy, type OpenLocalCopy, openLocalCopy } from './local-copy.ts'
import { refusedWork, whyRefused } from './refused-work.ts'
import { openRoomSocket, type RoomSocket } from './room-socket.ts'
import { isAllDurable, type SaveState, saveStateOf } from './save-state.ts'
import { keepAside, type SetAsideCopy, setAsideName } from './set-aside.ts'

export interface ConnectRoomOptions {
	room: RoomName
	/** `window.location.origin`. */
	origin: string
	/** Issued by the server for this opening of the room (W7). Never use one twice. */
	clientId: number
	generation: number
	user: PresenceUser
	canWrite: boolean
	/** A store with the canvas schema; the room fills it. */
	createStore(): TLStore
	openLocalCopy?: OpenLocalCopy
	keepAside?(copy: SetAsideCopy): Promise<void>
	WebSocket?: typeof WebSocket
}

export interface RoomConnection {
	readonly room: RoomName
	readonly user: PresenceUser
	readonly canWrite: boolean
	readonly store: TLStore
	readonly records: RecordDoc
	readonly awareness: Awareness
	/** True from when the store holds the document. */
	readonly ready: Signal<boolean>
	readonly saveState: Signal<SaveState>
	/** Records that cannot be shown, by id, with the reason. */
	readonly damaged: Signal<ReadonlyMap<string, string>>
	/** Shapes out of view because their panel was deleted; they return with it. */
	readonly held: Signal<number>
	/** How often work was put aside since this was opened: look for it then. */
	readonly putAside: Signal<number>
	/** Makes undo and redo of an editor on this store safe among others. */
	attachHistory(editor: UndoableEditor & { clearHistory(): unknown }): RebasedHistory
	/** Sets what others see; sent as it is, so throttle the caller (`usePresence` does). */
	setPresence(presence: Partial<OwnPresence>): void
	/** Writes what is pending into the document now. */
	flush(): void
	/** Without a connection: tries now instead of at the next turn. */
	retry(): void
	/** Flushes; resolves when everything is durable. @throws Error when refused or disposed first. */
	whenSaved(): Promise<void>
	dispose(): void
}

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
	/** Records changed here since everything was last durable: what a person would count. */
	private readonly unconfirmedIds = new Set<string>()
	private readonly unconfirmed = atom('room.unconfirmed', 0)
	private readonly missedListeners = new Set<(missed: MissedChange) => void>()
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
		void this.open()
	}

	attachHistory(editor: UndoableEditor & { clearHistory(): unknown }): RebasedHistory {
		const history = attachRebasedHistory(editor)
		// Filling the store was no step of this person's.
		editor.clearHistory()
		const onMissed = (missed: MissedChange) => history.missed(missed)
		this.missedListeners.add(onMissed)
		const dispose = () => {
			this.missedListeners.delete(onMissed)
			history.dispose()
		}
		return {
			undo: () => history.undo(),
			redo: () => history.redo(),
			add: (step) => history.add(step),
			missed: (change) => history.missed(change),
			dispose,
		}
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
		return new Promise((resolve, reject) => {
			let stop: (() => void) | undefined
			const settle = (state: SaveState) => {
				if (state.kind === 'saved' || state.kind === 'read-only') resolve()
				else if (state.kind === 'set-aside') reject(new Error(state.reason))
				else if (this.isDisposed) reject(new Error('the room was left'))
				else return
				stop?.()
				stop = () => undefined
			}
			const stopReacting = react('room.whenSaved', () => settle(this.saveState.get()))
			if (stop) stopReacting()
			else stop = stopReacting
			this.disposers.push(() => {
				stopReacting()
				reject(new Error('the room was left'))
			})
		})
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
		if (unsaved) this.noteUnconfirmed(['kept before'])
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
		const onTransaction = (transaction: Y.Transaction) => {
			if (transaction.origin === socket.origin) return
			const ids = changedIds(transaction)
			if (ids.length > 0) this.noteUnconfirmed(ids)
		}
		this.doc.on('afterTransaction', onTransaction)
		this.disposers.push(() => this.doc.off('afterTransaction', onTransaction))
		this.disposers.push(react('room.follow', () => this.follow(socket)))
	}

	/** Said at each change, so that another tab never takes a newer mark for an older one. */
	private noteUnconfirmed(ids: readonly string[]) {
		for (const id of ids) this.unconfirmedIds.add(id)
		this.unconfirmed.set(this.unconfirmedIds.size)
		if (this.canWrite) this.copy.noteUnsaved(true)
	}

	private noteDurable() {
		this.unconfirmedIds.clear()
		this.unconfirmed.set(0)
		if (this.canWrite) this.copy.noteUnsaved(false)
	}

	/**
	 * Binds as soon as there is a document, and notes when everything is durable. Listens to the
	 * socket alone: an effect that also listened to what it sets would run inside itself.
	 */
	private follow(socket: RoomSocket) {
		const state = socket.state.get()
		unsafe__withoutCapture(() => {
			const hasDocument =
				this.records.has('document:document') || this.records.has('project:settings')
			if (!this.binding.get() && (state.inStep || hasDocument)) this.bind()
			if (isAllDurable(state)) this.noteDurable()
			if (state.inStep === this.wasInStep) return
			this.wasInStep = state.inStep
			if (state.inStep) void this.tidy().catch(() => undefined)
		})
	}

	/** W8, W11: what other tabs left is sent by this one; what an older line of history left is kept aside. */
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
				setTimer: (run, delayMs) => {
					const timer = setTimeout(run, delayMs)
					return () => clearTimeout(timer)
				},
				onMissed: (missed) => {
					for (const listener of this.missedListeners) listener(missed)
				},
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
			unconfirmed: this.unconfirmed.get(),
			isKept: this.copy.keeps.get(),
		})
	}

	/** W6: work that was not durable is put aside before the copy that was refused is emptied. */
	private async refused(refusal: { code: number; reason: string }) {
		const reason = whyRefused(refusal)
		this.flush()
		const { doc, room, user } = this
		const keep = this.options.keepAside ?? keepAside
		const work = refusedWork({ doc, room, userId: user.userId, at: Date.now(), reason, keep })
		this.disposers.push(() => work.dispose())
		const unsaved = this.unconfirmed.get() > 0
		const say = (kept: boolean) =>
			this.refusal.set({
				...{ kind: 'set-aside', reason, code: refusal.code },
				...{ kept, name: kept ? work.name : null },
			})
		work.follow(() => say(true))
		const kept = unsaved && (await work.keepNow())
		// Without a copy aside the local one is all there is: it stays.
		if (kept || !unsaved) await this.copy.clear()
		say(kept)
	}
}

/** Ids of the records that a transaction changed; a text counts as its record. */
function changedIds({ changed }: Y.Transaction): string[] {
	return [...changed].flatMap(([type, keys]) => {
		const own = type._item?.parentSub
		const names = own ? [own] : [...keys].filter((key) => key !== null)
		return names.map((name) => name.split('/')[0] ?? name)
	})
}
