/**
 * Whose words a row or a scene holds, and whether all of them allow the purpose (S32, S75). A scene as
 * it stood has no single author on record: its words and drawings count as everybody's who ever wrote in
 * its board or its project's document, or whose words are sealed in the log.
 */
import type { ConsentPurpose } from '#core/signals/consent.ts'
import type { SignalEvent } from '#core/signals/event.ts'
import type { Case } from '#core/signals/export/case-book.ts'
import { proposerOf } from '#core/signals/proposed.ts'
import type { LogReader } from '#db/open-reader.ts'
import { ROOM_USER_ID } from '../../realtime/claims.ts'
import { type Permissions, permissionsOf } from '../consents.ts'
import type { ProjectVault } from '../signal-service.ts'

export interface WhoAllows {
	purpose: ConsentPurpose
	permissions: Permissions
	event(event: SignalEvent): boolean
	case(each: Case): boolean
	person(pid: string | null): boolean
	/** Author of a person's blob; null = the program's. */
	blob(cid: string | null): boolean
	scene(sceneId: string | null): Promise<boolean>
}

export async function readWhoAllows(
	reader: LogReader,
	vault: ProjectVault,
	purpose: ConsentPurpose,
): Promise<WhoAllows> {
	const { projectId } = vault
	const permissions = permissionsOf(await reader.signals.getConsents(projectId), vault)
	const keys = await reader.signals.getDataKeys(projectId)
	const pidOfKey = new Map<string, string>()
	for (const { keyId, userId } of keys) if (userId !== null) pidOfKey.set(keyId, vault.pid(userId))
	const sealed = [...pidOfKey.values()]
	const scenes = new Map<string, Promise<boolean>>()
	const all = (pids: Iterable<string | null>) => permissions.allows(purpose, pids)
	const authorOf = (cid: string | null) => {
		// Asked one by one: a log has a blob for most of its rows, and an export holds none of them.
		const keyId = cid === null ? null : reader.keyOfBlob(projectId, cid)
		return keyId === null ? null : (pidOfKey.get(keyId) ?? null)
	}
	const ofScene = async (sceneId: string) => {
		const writers = await reader.writersOf(projectId, sceneId)
		// What the program wrote itself it wrote on somebody's word: theirs are the keys in the log.
		const people = writers.filter((userId) => userId !== ROOM_USER_ID)
		const pids = [...people.map((userId) => vault.pid(userId)), ...sealed]
		// Of whom nothing is known, only the project's own use can be taken for granted.
		return (pids.length > 0 || purpose === 'operate') && all(pids)
	}
	return {
		purpose,
		permissions,
		event: (event) => all([event.actorPid, ...event.blobCids.map(authorOf)]),
		case: ({ round, verdict }) =>
			all([
				round.requesterPid,
				proposerOf(round),
				round.decision?.actorPid ?? null,
				authorOf(round.changeCid),
				authorOf(round.rationaleCid),
				authorOf(round.decision?.critiqueCid ?? null),
				authorOf(verdict?.finalChangeCid ?? null),
				authorOf(verdict?.expectedChangeCid ?? null),
			]),
		person: (pid) => all([pid]),
		blob: (cid) => all([authorOf(cid)]),
		scene(sceneId) {
			if (sceneId === null) return Promise.resolve(false)
			const known = scenes.get(sceneId) ?? ofScene(sceneId)
			scenes.set(sceneId, known)
			return known
		},
	}
}
