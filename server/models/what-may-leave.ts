/**
 * What of a scene may leave the server for a model (MO30-MO32). A board has no single author on
 * record, so that it counts as everybody's who ever wrote in it or in its film's document: one of them
 * who keeps suggestions off, or refuses `operate`, keeps pictures and words here; words also stay when
 * one writer has not said yes.
 */
import type { Role } from '#core/board/role.ts'
import { isOfferingOff, type Settings } from '#core/signals/settings.ts'
import type { Database } from '#db/database.ts'
import { ROOM_USER_ID } from '../realtime/claims.ts'
import type { Principal } from '../realtime/rooms-api.ts'
import { permissionsOf } from '../signals/consents.ts'
import type { SignalService } from '../signals/signals.ts'

export interface MayLeave {
	pictures: boolean
	texts: boolean
	/** Why something stays, in a sentence; null = everything may leave. */
	because: string | null
}
export interface LeavingDeps {
	db: Pick<Database, 'models' | 'signals' | 'auth'>
	signals: Pick<SignalService, 'vault' | 'settings'>
}

export async function whatMayLeave(
	{ db, signals }: LeavingDeps,
	{ projectId, sceneId, asker }: { projectId: string; sceneId: string; asker: Principal | null },
): Promise<MayLeave> {
	const vault = await signals.vault(projectId)
	const settings = await signals.settings.read(projectId)
	const permissions = permissionsOf(await db.signals.getConsents(projectId), vault)
	const wrote = await db.models.writersOf(projectId, sceneId)
	const people = new Set(wrote.filter((userId) => userId !== ROOM_USER_ID))
	if (asker) people.add(asker.userId)
	const pids = [...people].map((userId) => vault.pid(userId))
	const isKeptHere =
		!permissions.allows('operate', pids) ||
		pids.some((pid) => isOfferingOff(settings, projectId, pid))
	if (isKeptHere) {
		return {
			pictures: false,
			texts: false,
			because: 'Only fields were sent: somebody who works on this scene keeps suggestions off.',
		}
	}
	for (const userId of people) {
		const role = userId === asker?.userId ? asker.role : await lastRole(db, userId)
		if (keepsWords(settings, vault.pid(userId), role)) return WORDS_STAY
	}
	const isRefused = [...settings.text.values()].some((each) => each.role === 'writer' && !each.on)
	return isRefused ? WORDS_STAY : { pictures: true, texts: true, because: null }
}

const WORDS_STAY: MayLeave = {
	pictures: true,
	texts: false,
	because: 'No words were sent: a writer on this scene has not said yes to that.',
}

function keepsWords(settings: Settings, pid: string, role: Role | null): boolean {
	const said = settings.text.get(pid)
	if (said) return !said.on
	return role === 'writer'
}

/** The role somebody last came with. */
async function lastRole(db: LeavingDeps['db'], userId: string): Promise<Role | null> {
	const [session] = await db.auth.listSessions(userId)
	return session?.role ?? null
}
