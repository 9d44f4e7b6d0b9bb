/** The signal log's service: pseudonyms and sealing, consent, views, research figures, exports. */
import type { EventType, NewSignalEvent, SealedBlob, Verdict } from '#core/signals/event.ts'
import type { Principal } from '../realtime/rooms-api.ts'

/** A project's keys in memory: everything here is synchronous, so that room commands can use it. */
export interface ProjectVault {
	projectId: string
	/** Keyed pseudonym: HMAC-SHA-256(project pepper, user id), hex. Unlinkable across projects. */
	pid(userId: string): string
	/** Seals text or bytes under the author's key (null = the project's context key). */
	seal(
		content: string | Uint8Array,
		options: { authorId: string | null; mediaType: string; now: number },
	): SealedBlob
	/** Plaintext of a blob, or null when its key was destroyed. */
	open(blob: SealedBlob): Uint8Array | null
	/** A ready-to-append event with id, version, pseudonym and role filled in. */
	event<T extends EventType>(
		type: T,
		input: {
			principal: Principal | null
			sceneId: string | null
			slateId: string | null
			suggestionId: string | null
			position: number | null
			tsMs: number
			payload: Extract<NewSignalEvent, { type: T }>['payload']
			blobs?: SealedBlob[]
		},
	): NewSignalEvent
}

export const CONSENT_PURPOSES = [
	'operate',
	'tenant_research',
	'model_training',
	'public_release',
] as const
export type ConsentPurpose = (typeof CONSENT_PURPOSES)[number]
export type ConsentState = Record<ConsentPurpose, boolean> & {
	answered: boolean
	termsVersion: string
}

export interface AcceptanceRow {
	key: string
	label: string
	viewed: number
	accepted: number
	edited: number
	rejected: number
	dismissed: number
	/** accepted + edited ÷ viewed, with its 95 % Wilson interval. */
	rate: number
	low: number
	high: number
}
export interface DecisionRow {
	eventId: string
	tsMs: number
	sceneId: string
	suggestionId: string
	category: string
	generator: string
	title: string
	verdict: Verdict
	reasonCodes: string[]
	critique: string | null
	position: number | null
	slateSize: number
	latencyMs: number | null
	viewed: boolean
	byRequester: boolean
	actor: string
}
export interface ResearchPage {
	totals: {
		offered: number
		viewed: number
		accepted: number
		edited: number
		rejected: number
		contested: number
		events: number
	}
	overall: AcceptanceRow
	byCategory: AcceptanceRow[]
	byRule: AcceptanceRow[]
	reasons: { category: string; counts: Record<string, number> }[]
	latest: DecisionRow[]
	consent: { people: number; operate: number; research: number }
	chain: { ok: boolean; events: number; headHash: string | null; message: string }
}
export interface ExportResult {
	files: { name: string; rows: number; sha256: string }[]
	suppressed: number
	directory: string
}

export interface SignalService {
	vault(projectId: string): Promise<ProjectVault>
	/** Makes a person's data key in a project so that the vault can seal their words synchronously. */
	ensureAuthor(projectId: string, userId: string): Promise<void>
	consent(principal: Principal, projectId: string): Promise<ConsentState>
	/** Stores the answers and appends consent.changed for each that differs. */
	setConsent(
		principal: Principal,
		projectId: string,
		answers: Partial<Record<ConsentPurpose, boolean>>,
	): Promise<ConsentState>
	/** Views and previews: best effort, idempotent by event id; never in anybody's way. */
	recordViews(
		principal: Principal,
		projectId: string,
		views: {
			eventId: string
			kind: 'viewed' | 'previewed'
			sceneId: string
			slateId: string
			suggestionId: string
			position: number
			maxVisibleFrac: number
			dwellMs: number
			clientTsMs: number
		}[],
	): Promise<void>
	research(projectId: string): Promise<ResearchPage>
	/** Newline-delimited JSON of the consented events. */
	exportJsonl(projectId: string): AsyncIterable<string>
	exportTo(directory: string, projectId: string): Promise<ExportResult>
	verify(
		projectId: string,
	): Promise<{
		ok: boolean
		events: number
		brokenAtSeq: number | null
		message: string
		headHash: string | null
	}>
}
