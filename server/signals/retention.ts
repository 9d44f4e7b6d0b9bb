/**
 * How long the contents of a project's log are kept: what people wrote, and scenes as they stood.
 * Guards signals.md S38: older contents are destroyed with the keys that sealed nothing else; rows,
 * hashes and content ids stay, the chain verifies, and each change and each night's work is one row.
 */
import { AppError } from '#core/errors.ts'
import type { Database } from '#db/database.ts'
import type { DestroyedByAge, RetentionRow } from '#db/research-store.ts'
import type { Principal } from '../realtime/rooms-api.ts'
import type { Vaults } from './vaults.ts'

const DAY_MS = 24 * 3_600_000
/** A key that was replaced so long ago seals no command that is still on its way. */
const REPLACED_MS = 3_600_000
export const MAX_RETENTION_DAYS = 36_500

export type RetentionPolicy = Pick<RetentionRow, 'wordsDays' | 'contextsDays' | 'legalHold'>
export interface RetentionResult {
	wordsDestroyed: number
	contextsDestroyed: number
	keysDestroyed: number
	/** Why nothing was looked at: kept for good, or held. */
	skipped: 'none' | 'hold' | null
}
export interface Retention {
	policy(projectId: string): Promise<RetentionPolicy>
	/** `principal` null = the command line. @throws AppError('bad_request') for days that are none. */
	set(
		projectId: string,
		policy: RetentionPolicy,
		principal: Principal | null,
	): Promise<RetentionPolicy>
	/** Destroys what is older than the policy allows. */
	apply(projectId: string): Promise<RetentionResult>
}

const NOTHING = { wordsDestroyed: 0, contextsDestroyed: 0, keysDestroyed: 0 }
const KEPT_FOR_GOOD: RetentionPolicy = { wordsDays: null, contextsDays: null, legalHold: false }
const NOWHERE = { sceneId: null, slateId: null, suggestionId: null, position: null }

export function createRetention(source: {
	db: Database
	vaults: Vaults
	now: () => number
}): Retention {
	const { db, vaults, now } = source
	const policy = async (projectId: string): Promise<RetentionPolicy> => {
		const row = await db.research.getRetention(projectId)
		if (!row) return KEPT_FOR_GOOD
		const { wordsDays, contextsDays, legalHold } = row
		return { wordsDays, contextsDays, legalHold }
	}
	return {
		policy,
		async set(projectId, next, principal) {
			for (const days of [next.wordsDays, next.contextsDays]) checkDays(days)
			const standing = await policy(projectId)
			if (JSON.stringify(standing) === JSON.stringify(next)) return standing
			const vault = await vaults.vault(projectId)
			const event = vault.event('retention.changed', {
				...{ ...NOWHERE, principal, tsMs: now(), payload: next },
			})
			// The log first: no policy is ever in effect that the log does not show.
			await db.signals.append(projectId, [event], [])
			await db.research.putRetention({ ...next, projectId, setMs: now() })
			return next
		},
		async apply(projectId) {
			const { wordsDays, contextsDays, legalHold } = await policy(projectId)
			const days = [wordsDays, contextsDays].filter((each) => each !== null)
			if (legalHold) return { ...NOTHING, skipped: 'hold' }
			if (days.length === 0) return { ...NOTHING, skipped: 'none' }
			const atMs = now()
			const before = (age: number | null) => (age === null ? null : atMs - age * DAY_MS)
			const [wordsBeforeMs, contextsBeforeMs] = [before(wordsDays), before(contextsDays)]
			const age = { wordsBeforeMs, contextsBeforeMs, replacedBeforeMs: atMs - REPLACED_MS, atMs }
			const vault = await vaults.vault(projectId)
			// With its row or not at all: no contents ever go that the log does not say went.
			const destroyed = await db.research.destroyByAge(projectId, age, (going) =>
				vault.event('retention.applied', {
					...{ ...NOWHERE, principal: null, tsMs: atMs },
					payload: { wordsBeforeMs, contextsBeforeMs, ...counted(going) },
				}),
			)
			const done = counted(destroyed)
			await vaults.forgetKeys(projectId, destroyed.keyIds)
			await vaults.renewKeys(projectId, atMs - Math.min(...days) * DAY_MS)
			return { ...done, skipped: null }
		},
	}
}

function counted({ words, contexts, keyIds }: DestroyedByAge) {
	return { wordsDestroyed: words, contextsDestroyed: contexts, keysDestroyed: keyIds.length }
}

function checkDays(days: number | null): void {
	if (days === null || (Number.isInteger(days) && days >= 1 && days <= MAX_RETENTION_DAYS)) return
	throw new AppError('bad_request', {
		userMessage: `Say a whole number of days from 1 to ${MAX_RETENTION_DAYS}, or nothing for good. Nothing was changed.`,
	})
}
