/**
 * What is news to a person on a board: what others did to its panels while they were away. Durable:
 * comings and goings are noted as sockets open and close, deeds in the commit of the deed itself
 * (server/realtime/activity.ts). Also their own notes for pitching. All of it is for their eyes only.
 */
import { can } from '#core/board/role.ts'
import { AppError } from '#core/errors.ts'
import { parseRoomName } from '#core/ids.ts'
import type { Database } from '#db/database.ts'
import type { Visit } from '#db/visit-store.ts'
import type { Logger } from '../logger.ts'
import type { ActivityKind } from '../realtime/activity.ts'
import { ACTIVITY_KINDS } from '../realtime/activity.ts'
import type { Principal, Rooms } from '../realtime/rooms-api.ts'

/** Who is back so soon has reloaded the page: what was news to them still is. */
const RELOAD_MS = 60_000
/** Deeds are remembered so long. */
const REMEMBERED_MS = 90 * 24 * 3_600_000
const MAX_NEWS = 400

export interface NewsItem {
	panelId: string
	kind: ActivityKind
	at: number
	/** The panel's number then, where it is gone; else ''. */
	label: string
	by: { userId: string; name: string; color: string }
}
export interface SceneNews {
	/** When they left. */
	since: number
	/** Newest first. */
	items: NewsItem[]
}

export interface VisitService {
	/** What others did since this person left; null when they were never there, or nothing happened. */
	news(principal: Principal, sceneId: string): Promise<SceneNews | null>
	/** From now on nothing of it is news any more. */
	markSeen(principal: Principal, sceneId: string): Promise<void>
	/** Panel id -> the person's own words for pitching it. */
	pitchNotes(principal: Principal, sceneId: string): Promise<Record<string, string>>
	putPitchNote(
		principal: Principal,
		input: { sceneId: string; panelId: string; body: string },
	): Promise<void>
	dispose(): void
}

export interface VisitDependencies {
	db: Pick<Database, 'visits' | 'auth' | 'projects'>
	rooms: Pick<Rooms, 'watch' | 'present'>
	now: () => number
	log: Logger
}

/** Builds the service and begins to note who comes and goes. */
export function createVisitService({ db, rooms, now, log }: VisitDependencies): VisitService {
	const quietly = (work: Promise<void>) =>
		void work.catch((error: unknown) => log.error({ err: error }, 'A visit could not be noted.'))
	const stop = rooms.watch({
		arrived(room, userId) {
			const sceneId = sceneIn(room)
			if (sceneId !== null) quietly(noteArrival(userId, sceneId))
		},
		left(room, userId) {
			const sceneId = sceneIn(room)
			if (sceneId !== null) quietly(noteLeaving(userId, sceneId))
		},
	})

	async function noteArrival(userId: string, sceneId: string): Promise<void> {
		const at = now()
		const visit = await db.visits.get(userId, sceneId)
		const first = { sinceAt: at, joinedAt: at, leftAt: at }
		if (!visit) await db.visits.put(userId, sceneId, first)
		else if (at - visit.leftAt > RELOAD_MS)
			await db.visits.put(userId, sceneId, { ...visit, sinceAt: visit.leftAt, joinedAt: at })
		await db.visits.forgetActivity(sceneId, at - REMEMBERED_MS)
	}

	async function noteLeaving(userId: string, sceneId: string): Promise<void> {
		const at = now()
		const visit = await db.visits.get(userId, sceneId)
		const { sinceAt = at, joinedAt = at } = visit ?? {}
		await db.visits.put(userId, sceneId, { sinceAt, joinedAt, leftAt: at })
	}

	async function sceneOf(principal: Principal, sceneId: string): Promise<void> {
		if (!can(principal.role, 'project.read')) throw new AppError('forbidden')
		if (!(await db.projects.getScene(sceneId))) throw new AppError('not_found')
	}

	return {
		async news(principal, sceneId) {
			await sceneOf(principal, sceneId)
			const { userId } = principal
			const visit = await db.visits.get(userId, sceneId)
			if (!visit) return null
			const isHere = rooms.present(`board:${sceneId}`).some((one) => one.userId === userId)
			const window = windowOf(visit, { isHere, now: now() })
			const rows = await db.visits.activity(sceneId, {
				after: window.since,
				exceptUserId: userId,
				limit: MAX_NEWS,
			})
			const people = new Map<string, NewsItem['by']>()
			const items: NewsItem[] = []
			for (const row of rows) {
				const kind = ACTIVITY_KINDS.find((one) => one === row.kind)
				if (!kind || !window.has(row.at)) continue
				const by = people.get(row.userId) ?? (await personOf(row.userId))
				people.set(row.userId, by)
				items.push({ panelId: row.subjectId, kind, at: row.at, label: row.label, by })
			}
			return items.length > 0 ? { since: window.since, items } : null
		},
		async markSeen(principal, sceneId) {
			await sceneOf(principal, sceneId)
			const at = now()
			await db.visits.put(principal.userId, sceneId, { sinceAt: at, joinedAt: at, leftAt: at })
		},
		async pitchNotes(principal, sceneId) {
			await sceneOf(principal, sceneId)
			const notes = await db.visits.pitchNotes(principal.userId, sceneId)
			return Object.fromEntries(notes.map(({ panelId, body }) => [panelId, body]))
		},
		async putPitchNote(principal, { sceneId, panelId, body }) {
			await sceneOf(principal, sceneId)
			const { userId } = principal
			await db.visits.putPitchNote({ userId, sceneId, panelId, body: body.trim(), at: now() })
		},
		dispose: stop,
	}

	async function personOf(userId: string): Promise<NewsItem['by']> {
		const user = await db.auth.getUser(userId)
		return { userId, name: user?.name ?? 'Somebody', color: user?.color ?? 'blue' }
	}
}

/**
 * The times whose deeds are news: from leaving to coming back. After a reload the same as before it,
 * and what was done meanwhile; what happened before their eyes is none.
 */
export function windowOf(
	{ sinceAt, joinedAt, leftAt }: Visit,
	{ isHere, now }: { isHere: boolean; now: number },
): { since: number; has(at: number): boolean } {
	if (isHere) return { since: sinceAt, has: (at) => at > sinceAt && at <= joinedAt }
	if (now - leftAt > RELOAD_MS) return { since: leftAt, has: (at) => at > leftAt }
	return { since: sinceAt, has: (at) => (at > sinceAt && at <= joinedAt) || at > leftAt }
}

function sceneIn(room: string): string | null {
	const parsed = parseRoomName(room)
	return parsed?.kind === 'board' ? parsed.id : null
}
