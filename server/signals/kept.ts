/**
 * What the log keeps of one person, and its erasure. Guards signals.md S35–S37: erasing destroys the
 * person's keys first (from then on nobody can read their words), withdraws their answers, marks every
 * export that held them, and leaves one row; every hash and row stays, and the chain still verifies.
 */
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ConsentPurpose, ConsentState } from '#core/signals/consent.ts'
import { CONSENT_PURPOSES } from '#core/signals/consent.ts'
import type { Database } from '#db/database.ts'
import type { ExportRow } from '#db/research-store.ts'
import type { Principal } from '../realtime/rooms-api.ts'
import { emptyCounts, exportLines } from './export-rows.ts'
import type { Tallies } from './tallies.ts'
import type { Vaults } from './vaults.ts'

export interface KeptOfPerson {
	/** The code that stands for the person in this project's log. */
	pid: string
	/** Rows the person caused, by type. */
	rows: { type: string; count: number; firstMs: number; lastMs: number }[]
	/** Whether anything they wrote can still be read with their key. */
	hasKey: boolean
	exports: Omit<ExportRow, 'projectId' | 'directory'>[]
	/** When they last had their words destroyed. */
	erasedMs: number | null
}
export interface ErasureResult {
	keysDestroyed: number
	exportsMarked: number
	atMs: number
}
export interface Kept {
	of(projectId: string, userId: string): Promise<KeptOfPerson>
	/** Their own rows with their own words, one line of JSON each. */
	lines(projectId: string, userId: string): AsyncIterable<string>
	erase(principal: Principal, projectId: string): Promise<ErasureResult>
}
interface Source {
	db: Database
	vaults: Vaults
	tallies: Tallies
	setConsent: (
		principal: Principal,
		projectId: string,
		answers: Partial<Record<ConsentPurpose, boolean>>,
	) => Promise<ConsentState>
	now: () => number
}

/** Left in a folder on this machine that held somebody who was erased since. */
export const REVOKED_FILE = 'REVOKED.md'

export function createKept(source: Source): Kept {
	const { db, vaults, tallies } = source
	return {
		async of(projectId, userId) {
			const pid = (await vaults.vault(projectId)).pid(userId)
			const { byActor } = await tallies.read(projectId)
			const keys = await db.signals.getDataKeys(projectId)
			const erasures = await db.research.listErasures(projectId)
			const own = erasures.filter((row) => row.userId === userId).map(({ atMs }) => atMs)
			const exports = await db.research.listExports(projectId, pid)
			return {
				pid,
				rows: [...(byActor.get(pid) ?? [])].map(([type, counts]) => ({ type, ...counts })),
				hasKey: keys.some((key) => key.userId === userId && key.wrapped !== null),
				exports: exports.map(({ directory: _directory, projectId: _id, ...row }) => row),
				erasedMs: own.length > 0 ? Math.max(...own) : null,
			}
		},
		async *lines(projectId, userId) {
			const vault = await vaults.vault(projectId)
			const pid = vault.pid(userId)
			const head = await db.signals.head(projectId)
			// Only their own rows pass, and in them only words of theirs or of the program.
			const permissions = {
				answered: new Set<string>(),
				allows: (_purpose: ConsentPurpose, pids: Iterable<string | null>) =>
					[...pids].every((each) => each === null || each === pid),
			}
			yield* exportLines(
				{
					...{ store: db.signals, vault, permissions, purpose: 'operate' as const },
					authors: await vaults.authors(projectId),
					throughSeq: head?.seq ?? 0,
					only: (event) => event.actorPid === pid,
				},
				emptyCounts(),
			)
		},
		erase: (principal, projectId) => erase(source, principal, projectId),
	}
}

async function erase(
	{ db, vaults, setConsent, now }: Source,
	principal: Principal,
	projectId: string,
): Promise<ErasureResult> {
	const { userId } = principal
	const vault = await vaults.vault(projectId)
	const atMs = now()
	const keysDestroyed = await vaults.destroyAuthor(projectId, userId)
	const refusals = Object.fromEntries(CONSENT_PURPOSES.map((purpose) => [purpose, false]))
	await setConsent(principal, projectId, refusals)
	await db.visits.forgetPerson(userId, projectId)
	await db.versions.forgetPerson(userId, projectId)
	const marked = await db.research.revokeExports(projectId, vault.pid(userId), atMs)
	for (const { directory } of marked) if (directory) markFolder(directory, atMs)
	const exportsMarked = marked.length
	const event = vault.event('subject.erased', {
		...{ principal, sceneId: null, slateId: null, suggestionId: null, position: null },
		...{ tsMs: atMs, payload: { keysDestroyed, exportsMarked } },
	})
	await db.signals.append(projectId, [event], [])
	await db.research.putErasure({ projectId, userId, atMs, keysDestroyed, exportsMarked })
	return { keysDestroyed, exportsMarked, atMs }
}

/** The folder may be gone, or stand on a disk that is not here: the register says it all the same. */
function markFolder(directory: string, atMs: number): void {
	if (!existsSync(directory)) return
	const text = `# Do not use this data set\n\nSince ${new Date(atMs).toISOString()} somebody whose decisions or words are in it has had them\nerased. Delete it, and make a new one. Models trained on it cannot forget: note which they are.\n`
	try {
		writeFileSync(join(directory, REVOKED_FILE), text)
	} catch {
		// A folder that cannot be written to any more is marked in the register.
	}
}
