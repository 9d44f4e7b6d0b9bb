/**
 * What the rest of the server may ask of rooms. A command runs on the room's staged document inside
 * the next flush: what it writes to the document, the log rows it appends and the answer it
 * remembers become durable in one transaction, or none of it happens.
 */

import type { TLRecord } from '@tldraw/tlschema'
import type { Role } from '#core/board/role.ts'
import type { CustomRecord } from '#core/canvas/canvas-schema.ts'
import type { RoomName } from '#core/ids.ts'
import type { NewSignalEvent, SealedBlob } from '#core/signals/event.ts'
import type { ForwardChange } from '#db/room-store.ts'

export type DocRecord = TLRecord | CustomRecord

/** Who acts: set by the server from the session, never by a client. */
export interface Principal {
	userId: string
	sessionId: string
	name: string
	color: 'blue' | 'rose' | 'teal' | 'violet' | 'green' | 'cyan' | 'magenta'
	role: Role
}

export interface RecordReader {
	get(id: string): DocRecord | undefined
	all(): Iterable<DocRecord>
}
export interface RecordWriter extends RecordReader {
	/** Creates the record, or writes the properties that differ when it exists. */
	put(record: DocRecord): void
	/** Sets properties by path (`props.action`, `status`); text fields merge by character. */
	update(id: string, changes: Record<string, unknown>): void
	remove(id: string): void
}
export interface RoomDraft {
	readonly records: RecordWriter
	readonly projectId: string
	readonly now: number
	append(event: NewSignalEvent): void
	attach(blob: SealedBlob): void
	/** Notes that records left this room for another, or (null) are here again (R19). */
	forward(changes: readonly ForwardChange[]): void
}
export interface CommandOptions {
	principal: Principal | null
	/** Idempotency: a second command under the same key by the same user returns the first answer. */
	key?: string
	/** For what must reach documents in the trash too (erasure): they stay there, and nobody is let in. */
	evenInTrash?: boolean
}

/** Somebody in a room, and where in the film, as far as they have said. */
export interface PresentPerson {
	userId: string
	name: string
	color: string
	sceneId: string | null
	panelId: string | null
	/** The number of that panel. */
	label: string | null
	/** Has the room: the others look where this person does. */
	isPitching: boolean
}

/** Where a room's history had come when it was read. */
export interface RoomPlace {
	seq: number
	generation: number
}

/** Hears what happens in all rooms. Whoever watches must return at once and never throw. */
export interface RoomWatcher {
	/** Something of the room was committed and shown to everybody. */
	committed?(room: RoomName): void
	/** The first socket of a person in the room opened. */
	arrived?(room: RoomName, userId: string): void
	/** Their last one closed. `isEmpty`: so did everybody's. */
	left?(room: RoomName, userId: string, state: { isEmpty: boolean }): void
}

export interface Rooms {
	/**
	 * Runs `run` (synchronous, JSON-able result) on the room and resolves once it is durable.
	 * When `run` throws an AppError nothing of it is applied and the promise rejects with it.
	 */
	command<T>(room: RoomName, options: CommandOptions, run: (draft: RoomDraft) => T): Promise<T>
	/**
	 * The same over two different rooms: what `run` writes to both drafts becomes durable, and is shown
	 * to the people of both, in one commit; when it throws, or either room refuses its part, nothing of
	 * either remains (R18). The log rows and the answer are kept once.
	 */
	commandBoth<T>(
		rooms: readonly [RoomName, RoomName],
		options: CommandOptions,
		run: (first: RoomDraft, second: RoomDraft) => T,
	): Promise<T>
	/** Reads the committed document. */
	read<T>(room: RoomName, read: (records: RecordReader, place: RoomPlace) => T): Promise<T>
	/** Watches all rooms until the returned function is called. */
	watch(watcher: RoomWatcher): () => void
	/** Closes the room's sockets for good and refuses to open it again until `reopen`. */
	close(room: RoomName): Promise<void>
	reopen(room: RoomName): void
	/** Closes a user's sockets with 4503 so that they reconnect with their new role. */
	reconnectUser(userId: string): void
	/** Issues a Yjs client id for a user in a room: random, unused there, below 2^21, bound to the user. */
	issueClientId(room: RoomName, userId: string): Promise<number>
	/** The generation clients must present, e.g. in the IndexedDB name and the socket's query. */
	generation(room: RoomName): Promise<number>
	/** Who is here now, by user. */
	present(room: RoomName): PresentPerson[]
	dispose(): Promise<void>
}
