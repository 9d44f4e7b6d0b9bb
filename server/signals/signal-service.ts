/**
 * What the signal log offers the rest of the server: pseudonyms and sealing, consent, looks, research
 * figures, exports and verification. Types only; signals.ts builds the service.
 */
import type { AcceptanceRow, ReasonRow } from '#core/signals/acceptance.ts'
import type { ChainAnchor } from '#core/signals/chain.ts'
import type { ConsentPurpose, ConsentState } from '#core/signals/consent.ts'
import type { EventType, NewSignalEvent, SealedBlob, Verdict } from '#core/signals/event.ts'
import type { Principal } from '../realtime/rooms-api.ts'
import type { Dailies, DailiesRange } from './dailies.ts'
import type { DatasetExports } from './export/dataset-exports.ts'
import type { Kept } from './kept.ts'
import type { Evaluations } from './ope/evaluations.ts'
import type { Opinions } from './opinions.ts'
import type { Queries } from './query/queries.ts'
import type { Rankers, Taste } from './rankers.ts'
import type { Analysis } from './research/analysis.ts'
import type { Replay } from './research/replay.ts'
import type { ResearchTotals } from './research/totals.ts'
import type { Retention } from './retention.ts'
import type { SettingsLog } from './settings-log.ts'

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

export interface DecisionRow {
	eventId: string
	tsMs: number
	sceneId: string
	suggestionId: string
	category: string
	generator: string
	generatorVersion: string
	title: string
	/** The panel's number as it is now; null when the offer was about the scene or the panel is gone. */
	panelNumber: string | null
	verdict: Verdict
	reasonCodes: string[]
	critique: string | null
	position: number | null
	slateSize: number
	latencyMs: number | null
	viewed: boolean
	byRequester: boolean
	/** Somebody else saw it differently. */
	contested: boolean
	actor: string
}
/** What the log says about acceptance, without what only a page shows. */
export interface ResearchFigures {
	totals: {
		offered: number
		viewed: number
		accepted: number
		edited: number
		rejected: number
		/** Verdicts that stand, by anybody, and of these how many somebody else saw differently (S84). */
		decided: number
		contested: number
		/** Rows in the log. */
		events: number
		/** Viewed and never answered: they count as not accepted. */
		unanswered: number
		/** Decided by somebody other than the person they were offered to: not counted. */
		byOthers: number
		/** Offers to or decided by people who asked to be left out. */
		leftOut: number
	}
	overall: AcceptanceRow
	byCategory: AcceptanceRow[]
	byRule: AcceptanceRow[]
	reasons: ReasonRow[]
	consent: { people: number; operate: number; research: number }
}
export interface ResearchPage extends ResearchFigures {
	latest: DecisionRow[]
	chain: ChainState
	/** What the JSONL export would hold now. */
	export: { rows: number; suppressed: number }
}
export interface VerifyResult {
	ok: boolean
	events: number
	brokenAtSeq: number | null
	message: string
	/** Lowercase hex. */
	headHash: string | null
}
/** `checking`: the log is long and the walk goes on; nothing is known yet, whatever `ok` says. */
export type ChainState = VerifyResult & { state: 'whole' | 'broken' | 'checking' }
/** A look or preview as a browser reports it; nothing in it is believed unchecked. */
export interface ViewReport {
	eventId: string
	kind: 'viewed' | 'previewed'
	sceneId: string
	slateId: string
	suggestionId: string
	position: number
	maxVisibleFrac: number
	dwellMs: number
	clientTsMs: number
}
/** Where the service tells an operator what it left out. */
export interface SignalLog {
	debug(details: Record<string, unknown>, message: string): void
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
	recordViews(principal: Principal, projectId: string, views: ViewReport[]): Promise<void>
	research(projectId: string): Promise<ResearchPage>
	/**
	 * One line of JSON per row that everyone in it allows for `purpose` (default: `operate`, the
	 * members' own export), without line ends.
	 */
	exportJsonl(projectId: string, purpose?: ConsentPurpose): AsyncIterable<string>
	/** Writes events.jsonl, heads.json, manifest.json and SHA256SUMS. */
	exportTo(directory: string, projectId: string, purpose?: ConsentPurpose): Promise<ExportResult>
	/** Off-policy evaluations of a project's log, each in a thread of its own (S70). */
	evaluations: Evaluations
	/** The figures of the research pages, by grouping and filters (S81). */
	analysis: Analysis
	/** One decision opened again (S87, S88). */
	replay: Replay
	/** What is kept of one person, and its erasure (S35–S37). */
	kept: Kept
	/** How long contents are kept, and their destruction by age (S38). */
	retention: Retention
	/** Second opinions on a sampled share of verdicts. */
	opinions: Opinions
	/** What was offered, decided and learnt in a stretch of time. */
	dailies(principal: Principal, projectId: string, range: DailiesRange): Promise<Dailies>
	/** What was learnt of a person here. */
	taste(principal: Principal, projectId: string): Promise<Taste & { isLearning: boolean }>
	/** A few numbers of a project's log, for the list of all of them. */
	totals(projectId: string): Promise<ResearchTotals>
	/** How people told the tool to behave. */
	settings: SettingsLog
	/** What has been learnt, and how slates are drawn by it (SG50–SG56). */
	rankers: Rankers
	/** Policy versions that drew slates here and are kept, newest first. */
	storedPolicies(projectId: string): Promise<string[]>
	/** Exports as data sets, each in a thread of its own (S78). */
	datasets: DatasetExports
	/** Questions in SQL over what people allowed. */
	queries: Queries
	/** Walks the whole chain; `anchors` are heads that somebody kept (an earlier export's heads.json). */
	verify(projectId: string, anchors?: readonly ChainAnchor[]): Promise<VerifyResult>
}
