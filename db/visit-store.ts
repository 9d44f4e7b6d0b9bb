/**
 * What is one person's own on a board: when they last looked and what is news to them since, and the
 * words they wrote for themselves to pitch with. Activity rows are written by room commits, in the
 * commit of the change itself (room-store.ts). Contract suite: tests/contract/visit-store.ts.
 */
import type { ActivityRow } from './room-store.ts'

export interface Visit {
	/** From when on the changes of others are news, up to when they came. */
	sinceAt: number
	/** When they came the last time. */
	joinedAt: number
	/** When they left the last time. */
	leftAt: number
}
export interface PitchNote {
	panelId: string
	body: string
}

export interface VisitStore {
	get(userId: string, sceneId: string): Promise<Visit | null>
	put(userId: string, sceneId: string, visit: Visit): Promise<void>
	/** What others than `userId` did on the scene after `after`, newest first, at most `limit`. */
	activity(
		sceneId: string,
		options: { after: number; exceptUserId: string; limit: number },
	): Promise<ActivityRow[]>
	/** Forgets what was done before `before`. */
	forgetActivity(sceneId: string, before: number): Promise<void>
	pitchNotes(userId: string, sceneId: string): Promise<PitchNote[]>
	/** An empty body removes the note. */
	putPitchNote(note: {
		userId: string
		sceneId: string
		panelId: string
		body: string
		at: number
	}): Promise<void>
	/** Removes all that is one person's own on the project's boards. */
	forgetPerson(userId: string, projectId: string): Promise<void>
}
