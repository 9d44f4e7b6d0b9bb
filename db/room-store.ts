/**
 * How rooms are stored. One `commit` is one transaction over all dirty rooms: updates, projections,
 * decisions, log rows, blobs and remembered command results stand or fall together. It is
 * synchronous on SQLite by design (DESIGN section 6) and may be asynchronous elsewhere; everything
 * else returns promises. Contract suite: tests/contract/room-store.ts.
 */
import type { NumberingFacts, PanelFrame } from '#core/board/board-projection.ts'
import type { CustomField } from '#core/board/custom-field.ts'
import type { RoomName } from '#core/ids.ts'
import type { NewSignalEvent, SealedBlob } from '#core/signals/event.ts'

export interface StoredUpdate {
	seq: number
	update: Uint8Array
}

/** How a snapshot's bytes are written: `packed` = packState, deflated; `brotli` = the plain state, before that. */
export type SnapshotEncoding = 'packed' | 'brotli'
export interface StoredSnapshot {
	uptoSeq: number
	/** As stored, its hash verified. */
	body: Uint8Array
	encoding: SnapshotEncoding
	/** Its state vector; null in the older encoding. */
	clocks: Uint8Array | null
}

export type NewSnapshot = Pick<StoredSnapshot, 'uptoSeq' | 'body' | 'clocks'>

/** Everything needed to open a room: apply the snapshot, then the updates in order. */
export interface StoredRoom {
	room: RoomName
	projectId: string
	/** Raised when the room is restored to another version: clients of an older one must not merge. */
	generation: number
	/** Highest seq used so far, 0 for a new room. */
	seq: number
	/** The version of the schema its records are written in (V1 of docs/spec/sync.md). */
	documentVersion: number
	snapshot: StoredSnapshot | null
	updates: StoredUpdate[]
	/** clientId -> userId for every Yjs client id ever introduced here. */
	clientClaims: Map<number, string>
	/** True when the scene or project is in the trash: the room must not be opened. */
	trashed: boolean
}

/** A panel as film-wide pages, lists and exports see it. Replaced whole per changed panel. */
export interface PanelProjection {
	panelId: string
	sceneId: string
	projectId: string
	/** Story position in the scene, 0-based. */
	position: number
	/** As printed; derived from order, scene number and scheme whenever it is read. */
	number: string
	shotId: string | null
	/** The number a person typed on the panel's shot; what `number` is derived from. */
	shotNumberOverride?: string | null
	size: string | null
	action: string
	dialogue: string
	notes: string
	durationFrames: number | null
	/** Hash of everything the picture depends on (the project's aspect joins it when read); a thumbnail is cached under it. */
	pictureHash: string
	/** What is said about its set-up, by path; null = not yet written (a row from before there was a shot list). */
	shotFields?: Readonly<Record<string, unknown>> | null
	/** Part of it came from a suggestion. */
	isFromSuggestion?: boolean
	/** Its paper, and what of it reaches outside; null = not yet written. */
	frame?: PanelFrame | null
}
export interface SceneNumbering {
	sceneId: string
	projectId: string
	facts: NumberingFacts
}
export interface SceneProjection {
	sceneId: string
	projectId: string
	position: number
	number: string
	heading: string
	trashedAt: number | null
}
export interface OpenSuggestionCount {
	sceneId: string
	projectId: string
	open: number
}
export interface OpenNotesCount {
	sceneId: string
	projectId: string
	/** Threads that are neither resolved nor removed. */
	open: number
}
/** How far a scene and its panels have come in review. */
export interface SceneReview {
	sceneId: string
	projectId: string
	/** Of the scene as a whole; null = not looked at. */
	status: string | null
	byId: string | null
	at: number | null
	/** State -> how many panels of the story are in it. */
	panels: Record<string, number>
}
export interface ProjectProjection {
	projectId: string
	title: string
	logline: string
	aspectRatio: number
	frameRate: number
	numberingScheme: string
	/** The film's own fields, in their order. */
	customFields?: CustomField[] | null
	/** How the film was last printed; read through PrintSettingsSchema. */
	printSettings?: unknown
}

/** SQL projections that change with a room's update, written in the same commit. */
export interface RoomProjections {
	/** All panels of the scene in order (a board's whole list; at most a few hundred short rows). */
	panels?: PanelProjection[]
	/** Instead of `panels`: only those that changed, so that a growing stroke costs one row. */
	panelChanges?: { changed: PanelProjection[]; removed: string[] }
	numbering?: SceneNumbering
	openSuggestions?: OpenSuggestionCount
	openNotes?: OpenNotesCount
	review?: SceneReview
	/** All scenes of the project. */
	scenes?: SceneProjection[]
	project?: ProjectProjection
}

/** A record that left a room for another one, and its texts here when it was last carried over. */
export interface ForwardedRecord {
	recordId: string
	toRoom: RoomName
	texts: Record<string, string>
}
/** Notes a departure; `toRoom: null` forgets it, because the record is here again. */
export type ForwardChange = Omit<ForwardedRecord, 'toRoom'> & { toRoom: RoomName | null }

/** Who last did what to a panel: one row per panel, kind and person, replaced by the next of its kind. */
export interface ActivityRow {
	sceneId: string
	/** The panel. */
	subjectId: string
	kind: string
	userId: string
	at: number
	/** The panel's number then; '' is filled in by the store from what it knows of the panel. */
	label: string
}

export interface RoomCommit {
	room: RoomName
	projectId: string
	generation: number
	/** In order; the store numbers them from the room's seq + 1. */
	updates: { update: Uint8Array; userId: string | null; sessionId: string | null; at: number }[]
	/** Client ids seen for the first time in this commit. */
	claims: { clientId: number; userId: string }[]
	projections: RoomProjections
	/** Set by the commit that brings the document to another version. */
	documentVersion?: number
	/** Log rows, appended to the project's hash chain in order. */
	events: NewSignalEvent[]
	blobs: SealedBlob[]
	/** Results of commands carried out here, by idempotency key, so that a retry gets the same answer. */
	commandResults: { key: string; userId: string; resultJson: string; at: number }[]
	/** Records that left for another room, or came back. */
	forwards?: ForwardChange[]
	/** Whose changes these are, for those who were away. */
	activity?: ActivityRow[]
}
export interface CommitReceipt {
	/** The last seq of each room of the batch. */
	seqs: Map<RoomName, number>
}

export interface RoomStore {
	/** @throws AppError('damaged') when a hash does not match; ('not_found') for an unknown scene or project. */
	open(room: RoomName): Promise<StoredRoom>
	/** One durable transaction; when it returns, everything in it survives kill -9 and power loss. @throws AppError('storage_full' | 'storage_failed'). */
	commit(batch: RoomCommit[]): CommitReceipt | Promise<CommitReceipt>
	/** Those of `recordIds` (null = all) that left the room for another one. */
	findForwards(room: RoomName, recordIds: readonly string[] | null): Promise<ForwardedRecord[]>
	/** The remembered answer of a command this user already sent under this key. */
	findCommandResult(userId: string, key: string): Promise<string | null>
	/** Stores a packed snapshot (already verified by reload) and trims updates older than the previous one. */
	saveSnapshot(room: RoomName, generation: number, snapshot: NewSnapshot): Promise<void>
	/** Creates the row of a new room (a project's at its creation, a board's with its scene). Idempotent. */
	create(room: RoomName, projectId: string): Promise<void>
}
