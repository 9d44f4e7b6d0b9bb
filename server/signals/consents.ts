/**
 * Who allowed what: consent per project × person × purpose. Guards signals.md S30–S34: a row may be
 * used for a purpose only when everyone whose words or decision it contains allows it (AND); `operate`
 * holds until it is refused, everything else only after a yes.
 */
import { AppError } from '#core/errors.ts'
import type { ConsentPurpose, ConsentState } from '#core/signals/consent.ts'
import { CONSENT_PURPOSES, TERMS_VERSION } from '#core/signals/consent.ts'
import type { NewSignalEvent } from '#core/signals/event.ts'
import type { ConsentRow, SignalStore } from '#db/signal-store.ts'
import type { Principal } from '../realtime/rooms-api.ts'
import type { ProjectVault } from './signal-service.ts'
import type { Vaults } from './vaults.ts'

/** Purposes that hold until refused; people are told on joining. */
const HOLDS_UNTIL_REFUSED: ReadonlySet<ConsentPurpose> = new Set(['operate'])

/** May rows of these people be used for this purpose? Pseudonyms, so that rows can be asked about. */
export interface Permissions {
	allows(purpose: ConsentPurpose, pids: Iterable<string | null>): boolean
	/** Everyone who answered, by pseudonym. */
	readonly answered: ReadonlySet<string>
}

export function permissionsOf(rows: readonly ConsentRow[], vault: ProjectVault): Permissions {
	const answers = new Map<string, boolean>()
	const answered = new Set<string>()
	for (const row of rows) {
		const pid = vault.pid(row.userId)
		answers.set(`${row.purpose} ${pid}`, row.granted)
		answered.add(pid)
	}
	const allowsOne = (purpose: ConsentPurpose, pid: string) =>
		answers.get(`${purpose} ${pid}`) ?? HOLDS_UNTIL_REFUSED.has(purpose)
	return {
		answered,
		allows(purpose, pids) {
			// The program itself (null) needs nobody's leave.
			for (const pid of pids) if (pid !== null && !allowsOne(purpose, pid)) return false
			return true
		},
	}
}

/** A person's answers as their dialog shows them. */
export function consentStateOf(rows: readonly ConsentRow[], userId: string): ConsentState {
	const own = rows.filter((row) => row.userId === userId)
	const granted = (purpose: ConsentPurpose) =>
		own.find((row) => row.purpose === purpose)?.granted ?? HOLDS_UNTIL_REFUSED.has(purpose)
	return {
		operate: granted('operate'),
		tenant_research: granted('tenant_research'),
		model_training: granted('model_training'),
		public_release: granted('public_release'),
		answered: own.some((row) => row.termsVersion === TERMS_VERSION),
		termsVersion: TERMS_VERSION,
	}
}

export function createConsents(options: { store: SignalStore; vaults: Vaults; now: () => number }) {
	const { store, vaults, now } = options
	return {
		async permissions(projectId: string): Promise<Permissions> {
			return permissionsOf(await store.getConsents(projectId), await vaults.vault(projectId))
		},
		async consent(principal: Principal, projectId: string): Promise<ConsentState> {
			return consentStateOf(await store.getConsents(projectId), principal.userId)
		},
		async setConsent(
			principal: Principal,
			projectId: string,
			answers: Partial<Record<ConsentPurpose, boolean>>,
		): Promise<ConsentState> {
			const rows = await store.getConsents(projectId)
			const changes = changesOf(rows, { userId: principal.userId, projectId, answers, atMs: now() })
			if (changes.length > 0) {
				const vault = await vaults.vault(projectId)
				const events = changes.map((row) => consentEvent(vault, principal, row))
				// The log first: no answer is ever in effect that the log does not show. Should the second
				// step fail, the person is told and asks again; the log then shows both times.
				await store.append(projectId, events, [])
				await store.putConsents(changes)
			}
			return consentStateOf(await store.getConsents(projectId), principal.userId)
		},
	}
}

/** Rows for the answers that differ from what stands, or that were never given under these terms. */
function changesOf(
	rows: readonly ConsentRow[],
	given: {
		userId: string
		projectId: string
		answers: Partial<Record<ConsentPurpose, boolean>>
		atMs: number
	},
): ConsentRow[] {
	const { userId, projectId, answers, atMs } = given
	return CONSENT_PURPOSES.flatMap((purpose) => {
		const granted = answers[purpose]
		if (granted === undefined) return []
		const standing = rows.find((row) => row.userId === userId && row.purpose === purpose)
		if (standing?.granted === granted && standing.termsVersion === TERMS_VERSION) return []
		return [{ projectId, userId, purpose, granted, termsVersion: TERMS_VERSION, atMs }]
	})
}

function consentEvent(vault: ProjectVault, principal: Principal, row: ConsentRow): NewSignalEvent {
	const purpose = CONSENT_PURPOSES.find((candidate) => candidate === row.purpose)
	if (!purpose) throw new AppError('bad_request')
	return vault.event('consent.changed', {
		principal,
		sceneId: null,
		slateId: null,
		suggestionId: null,
		position: null,
		tsMs: row.atMs,
		payload: { purpose, granted: row.granted, termsVersion: row.termsVersion },
	})
}
