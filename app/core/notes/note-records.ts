/**
 * The records of a scene's notes (`notes:<sceneId>`). Each says whose it is, and the room refuses one
 * that says another's; what a session cannot know of itself (when, who resolved it) is written by the
 * room in the same commit and is blank until then (`note-stamps.ts`). People are named by id alone, so
 * that no name stays behind in a document when a person is erased.
 */
import { z } from 'zod'
import { AnchorSchema } from './anchor.ts'

export const MAX_NOTE_LENGTH = 4000
const MAX_MENTIONS = 20
/** Numbers of one drawn line: x and y by turns. */
const MAX_INK_NUMBERS = 8000

const UserId = z.string().min(1).max(60)
/** Milliseconds since 1970 by the server's clock; 0 until the room has written it. */
const StampedAt = z.number().min(0)
const StampedBy = UserId.nullable()
const Meta = z.record(z.string(), z.json())

export const THREAD_STATUSES = ['open', 'resolved'] as const

export const ThreadRecordSchema = z.strictObject({
	id: z.templateLiteral(['thread:', z.string()]),
	typeName: z.literal('thread'),
	anchor: AnchorSchema,
	authorId: UserId,
	at: StampedAt,
	status: z.enum(THREAD_STATUSES),
	statusBy: StampedBy,
	statusAt: StampedAt,
	assigneeId: UserId.nullable(),
	assignedBy: StampedBy,
	removed: z.boolean(),
	meta: Meta,
})
export type ThreadRecord = z.infer<typeof ThreadRecordSchema>

export const NoteRecordSchema = z.strictObject({
	id: z.templateLiteral(['note:', z.string()]),
	typeName: z.literal('note'),
	threadId: z.string().max(200),
	authorId: UserId,
	at: StampedAt,
	text: z.string().max(MAX_NOTE_LENGTH),
	/** Who is called, by user id. */
	mentions: z.array(UserId).max(MAX_MENTIONS),
	editedAt: StampedAt,
	removed: z.boolean(),
	removedBy: StampedBy,
	meta: Meta,
})
export type NoteRecord = z.infer<typeof NoteRecordSchema>

/** What can be said without words. */
export const REACTIONS = [
	['agree', 'Agree'],
	['love', 'Love it'],
	['question', 'Not sure'],
	['seen', 'Seen'],
] as const
export type ReactionKind = (typeof REACTIONS)[number][0]

export const ReactionRecordSchema = z.strictObject({
	id: z.templateLiteral(['reaction:', z.string()]),
	typeName: z.literal('reaction'),
	noteId: z.string().max(200),
	authorId: UserId,
	kind: z.enum(['agree', 'love', 'question', 'seen']),
	meta: Meta,
})
export type ReactionRecord = z.infer<typeof ReactionRecordSchema>

/** Up to when a person has read each thread: `meta[threadId]` is the time of the newest note they saw. */
export const ReadingRecordSchema = z.strictObject({
	id: z.templateLiteral(['reading:', z.string()]),
	typeName: z.literal('reading'),
	authorId: UserId,
	meta: z.record(z.string(), z.number().min(0)),
})
export type ReadingRecord = z.infer<typeof ReadingRecordSchema>

/** A line drawn over a panel, on the notes' own layer and never in the drawing. */
export const AnnotationRecordSchema = z.strictObject({
	id: z.templateLiteral(['annotation:', z.string()]),
	typeName: z.literal('annotation'),
	panelId: z.string().min(1).max(200),
	authorId: UserId,
	at: StampedAt,
	/** x and y by turns, in 0–1 of the panel. */
	points: z.array(z.number().min(-0.5).max(1.5)).min(2).max(MAX_INK_NUMBERS),
	meta: Meta,
})
export type AnnotationRecord = z.infer<typeof AnnotationRecordSchema>

export const NOTE_RECORDS = {
	thread: ThreadRecordSchema,
	note: NoteRecordSchema,
	reaction: ReactionRecordSchema,
	reading: ReadingRecordSchema,
	annotation: AnnotationRecordSchema,
}
export type NoteRoomRecord =
	| ThreadRecord
	| NoteRecord
	| ReactionRecord
	| ReadingRecord
	| AnnotationRecord

export const NOTE_TYPES: readonly string[] = Object.keys(NOTE_RECORDS)

export function isNoteRecord(record: { typeName: string }): record is NoteRoomRecord {
	return NOTE_TYPES.includes(record.typeName)
}

/** A person has one mark of a kind on a note: the id says so, and another's can never be taken. */
export function reactionId(noteId: string, userId: string, kind: ReactionKind): string {
	return `reaction:${noteId.replace('note:', '')}-${userId}-${kind}`
}

export function readingId(userId: string): string {
	return `reading:${userId}`
}
