/**
 * What of notes is the server's own to do: the state of a review, with who and when (R25), and taking a
 * person's words out when they are erased. Notes themselves are written by people in their room.
 */
import { can } from '#core/board/role.ts'
import { isInStory } from '#core/board/story.ts'
import { AppError } from '#core/errors.ts'
import type { PanelNotes } from '#core/exports/panel-notes.ts'
import { isNoteRecord } from '#core/notes/note-records.ts'
import {
	maySetReview,
	type ReviewStatus,
	reviewId,
	reviewOf,
	WHOLE_SCENE,
} from '#core/notes/review-record.ts'
import type { AuthStore } from '#db/auth-store.ts'
import type { Database } from '#db/database.ts'
import { notesRoom } from '../projects/notes-room.ts'
import type { Principal, RecordReader, Rooms } from '../realtime/rooms-api.ts'
import { type FilmThread, filmPanelNotes, filmThreads, notesCsv, openNotes } from './film-notes.ts'
import { reviewedScenes } from './film-reviews.ts'

export interface NotePerson {
	userId: string
	name: string
	color: string
}
export interface ReviewedScene {
	/** Of the scene as a whole; null = not looked at. */
	status: ReviewStatus | null
	/** Who brought it there, and when. */
	by: string
	at: number
	/** State -> how many panels are in it. */
	panels: Partial<Record<ReviewStatus, number>>
}
export interface NoteService {
	/**
	 * Brings a panel (`shape:…`) or the whole scene (`scene`) to a state of review; null = not looked at.
	 * @throws AppError('forbidden' | 'not_found' | 'trashed')
	 */
	setReview(
		principal: Principal,
		input: { sceneId: string; targetId: string; status: ReviewStatus | null },
	): Promise<void>
	/** Everybody who can be called in a note, or has written one. */
	people(): Promise<NotePerson[]>
	/** Scene id -> how many threads are open; scenes without are left out. */
	openCounts(projectId: string): Promise<Record<string, number>>
	/** Scene id -> how far it and its panels have come in review; scenes nobody looked at are left out. */
	reviews(projectId: string): Promise<Record<string, ReviewedScene>>
	/** The threads of a film's scenes that are not in the trash, as this person has read them, in its order. */
	threads(projectId: string, userId: string): Promise<FilmThread[]>
	/** What was noted on the panels of a film, as it is printed. */
	byPanel(projectId: string): Promise<PanelNotes[]>
	/** Every note of a film as a CSV file. @throws AppError('not_found') */
	csv(projectId: string): Promise<string>
	/** Blanks what a person wrote and drew among the notes of a film; returns how many records it was. */
	eraseFrom(projectId: string, userId: string): Promise<number>
}

export function createNoteService(dependencies: {
	db: Pick<Database, 'projects'> & { auth: Pick<AuthStore, 'listUsers'> }
	rooms: Pick<Rooms, 'command' | 'read'>
}): NoteService {
	const { db, rooms } = dependencies
	const people = async () => {
		const users = await db.auth.listUsers()
		return users.map(({ userId, name, color }) => ({ userId, name, color }))
	}
	return {
		people,
		openCounts: (projectId) => openNotes({ db, rooms, people }, projectId),
		threads: (projectId, userId) => filmThreads({ db, rooms, people }, projectId, userId),
		reviews: (projectId) => reviewedScenes({ db, people }, projectId),
		byPanel: (projectId) => filmPanelNotes({ db, rooms, people }, projectId),
		csv: (projectId) => notesCsv({ db, rooms, people }, projectId),
		async setReview(principal, { sceneId, targetId, status }) {
			if (!can(principal.role, 'review.set')) throw new AppError('forbidden')
			const scene = await db.projects.getScene(sceneId)
			if (!scene) throw new AppError('not_found')
			await rooms.command(`board:${sceneId}`, { principal }, ({ records, now }) => {
				if (!isTarget(records, targetId)) throw new AppError('not_found')
				const from = reviewOf(records, targetId)?.status ?? null
				if (!maySetReview(principal.role, from, status)) throw new AppError('forbidden')
				if (from === status) return null
				const id = reviewId(targetId)
				if (status === null) records.remove(id)
				else {
					const by = { byId: principal.userId, at: now }
					const review = { id, typeName: 'review', targetId, status, meta: {}, ...by } as const
					records.put(review)
				}
				return null
			})
		},
		async eraseFrom(projectId, userId) {
			let count = 0
			// What is in the trash may come back: nothing is kept there either.
			for (const { sceneId } of await db.projects.listNotedScenes(projectId))
				count += await eraseInScene(sceneId, userId)
			return count
		},
	}

	async function eraseInScene(sceneId: string, userId: string): Promise<number> {
		const room = notesRoom(sceneId)
		const options = { principal: null, evenInTrash: true }
		return rooms.command(room, options, ({ records }) => {
			let count = 0
			for (const record of [...records.all()]) {
				if (!isNoteRecord(record) || record.authorId !== userId) continue
				count += 1
				if (record.typeName === 'note')
					records.update(record.id, { text: '', mentions: [], removed: true, removedBy: userId })
				else if (record.typeName !== 'thread') records.remove(record.id)
			}
			return count
		})
	}
}

function isTarget(records: RecordReader, targetId: string): boolean {
	if (targetId === WHOLE_SCENE) return true
	const record = records.get(targetId)
	return record?.typeName === 'shape' && record.type === 'panel' && isInStory(record.props)
}
