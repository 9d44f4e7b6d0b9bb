/**
 * The signal log and what belongs to it: keys, blobs, consents. Append-only by triggers; appended
 * to by RoomStore.commit (decisions, slates) and `append` (views, consents).
 */
import type { NewSignalEvent, SealedBlob, SignalEvent } from '#core/signals/event.ts'

export interface DataKeyRow {
	keyId: string
	projectId: string
	/** Whose words it seals; null = the project's own context. */
	userId: string | null
	/** The key encrypted under the server's master key; null once destroyed. */
	wrapped: Uint8Array | null
	createdMs: number
	destroyedMs: number | null
}
export interface ProjectSecretsRow {
	projectId: string
	/** 32-byte HMAC keys, wrapped under the master key: pseudonyms and content ids. */
	wrappedPepper: Uint8Array
	wrappedContentKey: Uint8Array
	createdMs: number
}
export interface ConsentRow {
	projectId: string
	userId: string
	purpose: string
	granted: boolean
	termsVersion: string
	atMs: number
}
export interface PolicyVersionRow {
	projectId: string
	policyId: string
	/** JSON, parsed by who knows the family. */
	means: unknown
	createdMs: number
}
export interface EventFilter {
	projectId: string
	afterSeq?: number
	/** The last row that is looked at, wanted or not. */
	throughSeq?: number
	types?: readonly string[]
	limit?: number
	/** Payloads as they were hashed, for the chain; else raised to today's version (S4). */
	asWritten?: boolean
}
export interface SuggestionFilter {
	projectId: string
	suggestionIds: readonly string[]
	afterSeq: number
	throughSeq: number
}

export interface SignalStore {
	/** Appends outside a room commit; duplicates by eventId are skipped. Durable when it resolves. */
	append(projectId: string, events: NewSignalEvent[], blobs: SealedBlob[]): Promise<void>
	/** Rows in seq order, a page at a time. */
	scan(filter: EventFilter): AsyncIterable<SignalEvent>
	/** Rows about these suggestions that follow a row, in seq order; all at once, so ask for few. */
	rowsAbout(filter: SuggestionFilter): Promise<SignalEvent[]>
	/** The newest row's seq and hash, or null for an empty log. */
	head(projectId: string): Promise<{ seq: number; hash: Uint8Array } | null>
	getBlob(cid: string): Promise<SealedBlob | null>
	getSecrets(projectId: string): Promise<ProjectSecretsRow | null>
	putSecrets(row: ProjectSecretsRow): Promise<void>
	/** Oldest first. */
	getDataKeys(projectId: string): Promise<DataKeyRow[]>
	putDataKey(row: DataKeyRow): Promise<void>
	/** Destroys every key that seals a person's words in the project. */
	destroyDataKeys(projectId: string, userId: string, atMs: number): Promise<number>
	getConsents(projectId: string): Promise<ConsentRow[]>
	putConsents(rows: ConsentRow[]): Promise<void>
	/** Null when no such version was kept. */
	getPolicyVersion(projectId: string, policyId: string): Promise<PolicyVersionRow | null>
	/** The first one of an id stays: a version never changes. */
	putPolicyVersion(row: PolicyVersionRow): Promise<void>
}
