/** How far the scenes of a film have come in review, by the rows their boards keep. */
import { REVIEW_STATUSES, type ReviewStatus } from '#core/notes/review-record.ts'
import type { Database } from '#db/database.ts'
import type { NotePerson, ReviewedScene } from './notes.ts'

/** Somebody whose account is gone. */
const NOBODY_KNOWN = 'Somebody'

export async function reviewedScenes(
	source: { db: Pick<Database, 'projects'>; people: () => Promise<NotePerson[]> },
	projectId: string,
): Promise<Record<string, ReviewedScene>> {
	const rows = await source.db.projects.listReviews(projectId)
	if (rows.length === 0) return {}
	const names = new Map((await source.people()).map(({ userId, name }) => [userId, name]))
	return Object.fromEntries(
		rows.map(({ sceneId, status, byId, at, panels }) => [
			sceneId,
			{
				status: REVIEW_STATUSES.find((one) => one === status) ?? null,
				by: names.get(byId ?? '') ?? NOBODY_KNOWN,
				at: at ?? 0,
				panels: countsOf(panels),
			},
		]),
	)
}

function countsOf(panels: Readonly<Record<string, number>>): Partial<Record<ReviewStatus, number>> {
	return Object.fromEntries(
		REVIEW_STATUSES.flatMap((status) => {
			const count = panels[status] ?? 0
			return count > 0 ? [[status, count]] : []
		}),
	)
}
