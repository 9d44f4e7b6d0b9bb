/**
 * What waits in a room, and what one flush makes of it: the part that goes into the commit, and what
 * happens once that is durable, or has failed. Nobody is told anything before either is known (R2).
 */
import type { ForwardChange, RoomCommit } from '#db/room-store.ts'
import type { Connection } from './connection.ts'
import type { CommandOptions, DocRecord, RoomDraft } from './rooms-api.ts'

export interface UpdateWork {
	connection: Connection
	update: Uint8Array
	/** The client's step 2. */
	isAnswer: boolean
}
export interface CommandWork {
	options: CommandOptions
	run: (draft: RoomDraft) => unknown
	resolve: (result: unknown) => void
	reject: (error: unknown) => void
}
/** Somebody who waits for the next flush to be durable and writes nothing into the document. */
export interface WaitWork {
	isWait: true
	resolve: () => void
	reject: (error: unknown) => void
}
export type Work = UpdateWork | CommandWork | WaitWork
/** A command over two rooms, whose parts stand or fall together (R18). */
export interface JointWork<Member> extends Omit<CommandWork, 'run'> {
	rooms: readonly [Member, Member]
	run: (first: RoomDraft, second: RoomDraft) => unknown
}

export interface Accepted {
	delta: Uint8Array
	/** Whose socket already has it; null = everybody is told. */
	sender: Connection | null
	userId: string | null
	sessionId: string | null
}
/** What one accepted step touched, for telling who did what. */
export interface FlushStep {
	userId: string | null
	before: ReadonlyMap<string, DocRecord | undefined>
}
/** A flush's result of one room: what to commit, and what to do when it is durable. */
export interface Flush {
	accepted: Accepted[]
	events: RoomCommit['events']
	blobs: RoomCommit['blobs']
	commandResults: RoomCommit['commandResults']
	forwards: ForwardChange[]
	/** Runs after the broadcast: acknowledgements and answers. */
	afterwards: (() => void)[]
	/** What a failed commit means for each command in it. */
	rejections: ((error: unknown) => void)[]
	/** Commands that were refused; they learn it whatever becomes of the commit. */
	refusals: (() => void)[]
	touched: Set<string>
	/** Whose each accepted step was, and what the records it touched were before. */
	steps: FlushStep[]
	/** Records that clients made, or brought back. */
	created: Set<string>
	keep: () => void
}

export function beginFlush(): Flush {
	return {
		accepted: [],
		events: [],
		blobs: [],
		commandResults: [],
		forwards: [],
		afterwards: [],
		rejections: [],
		refusals: [],
		touched: new Set(),
		steps: [],
		created: new Set(),
		keep: () => {},
	}
}
