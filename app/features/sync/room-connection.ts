/**
 * What a page knows of a room it is connected to, and what it must give to be connected: the contract
 * of `connect-room.ts`. The save state is never better than the truth (W4).
 */
import type { Signal } from '@tldraw/state'
import type { TLStore } from '@tldraw/tlschema'
import type { Awareness } from 'y-protocols/awareness'
import type { RoomName } from '#core/ids.ts'
import type { OwnPresence, PresenceUser } from '#core/sync/presence.ts'
import type { RecordDoc } from '#core/sync/record-doc.ts'
import type { RebasedHistory, UndoableEditor } from '#core/sync/undo-rebase.ts'
import type { OpenLocalCopy } from './local-copy.ts'
import type { SaveState } from './save-state.ts'
import type { SetAsideCopy } from './set-aside.ts'

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
