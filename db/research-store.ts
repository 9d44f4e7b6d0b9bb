/**
 * What belongs to the log but is not in its chain: exports that were made and whose rows they held,
 * erasures, how long contents are kept, what the last check found, and changes still to be looked at.
 */
import type { NewSignalEvent } from '#core/signals/event.ts'

export interface ExportRow {
	exportId: string
	projectId: string
	purpose: string
	/** `dataset`, `events`, or `stream` for rows read over the API. */
	kind: string
	/** Where it was written on this machine; null = it was fetched. */
	directory: string | null
	rowCount: number
	/** The log's last row when it was made. */
	headSeq: number
	createdMs: number
	/** When somebody in it had their words destroyed; it must not be used any more. */
	revokedMs: number | null
}
export interface ErasureRow {
	projectId: string
	userId: string
	atMs: number
	keysDestroyed: number
	exportsMarked: number
}
export interface RetentionRow {
	projectId: string
	/** Days after which what people wrote in the log is destroyed; null = kept. */
	wordsDays: number | null
	/** The same for scenes as they stood and what the program wrote. */
	contextsDays: number | null
	/** Nothing is destroyed by age while it holds. */
	legalHold: boolean
	setMs: number
}
/** What goes: null = it stays, however old. */
export interface ContentAge {
	/** What people wrote. */
	wordsBeforeMs: number | null
	/** What the program did: scenes as they stood. */
	contextsBeforeMs: number | null
	replacedBeforeMs: number
	atMs: number
}
export interface DestroyedByAge {
	words: number
	contexts: number
	keyIds: string[]
}
export interface LogCheckRow {
	projectId: string
	atMs: number
	/** JSON, parsed by who asks. */
	result: unknown
}
export interface SurvivalWatchRow {
	decisionEventId: string
	projectId: string
	sceneId: string
	suggestionId: string
	decidedMs: number
	/** How long somebody was on the board since. */
	activeMs: number
	/** Looks that were taken, by name. */
	measured: string[]
}

export interface ResearchStore {
	/** Notes an export with the pseudonyms of everybody in it. */
	putExport(row: ExportRow, people: readonly string[]): Promise<void>
	/** Newest first; with a pseudonym only those that held the person. */
	listExports(projectId: string, actorPid?: string): Promise<ExportRow[]>
	/** Marks those of the project that held the person, and returns them. */
	revokeExports(projectId: string, actorPid: string, atMs: number): Promise<ExportRow[]>
	putErasure(row: ErasureRow): Promise<void>
	listErasures(projectId: string): Promise<ErasureRow[]>
	getRetention(projectId: string): Promise<RetentionRow | null>
	putRetention(row: RetentionRow): Promise<void>
	/**
	 * Destroys contents and keys by age and appends the row that says so, in one transaction: sealed
	 * contents made before and not named by any row since, and keys that a newer one of the same author
	 * replaced before `replacedBeforeMs` and that seal nothing any more. Nothing destroyed, no row.
	 */
	destroyByAge(
		projectId: string,
		age: ContentAge,
		rowOf: (destroyed: DestroyedByAge) => NewSignalEvent,
	): Promise<DestroyedByAge>
	/** The newest result replaces the one before. */
	putLogCheck(row: LogCheckRow): Promise<void>
	getLogCheck(projectId: string): Promise<LogCheckRow | null>
	/** Accepted changes still to be looked at again, all or none. The first row of a decision stays. */
	putSurvivalWatches(rows: readonly SurvivalWatchRow[]): Promise<void>
	listSurvivalWatches(): Promise<SurvivalWatchRow[]>
	/** All of them or none. */
	updateSurvivalWatches(
		changes: readonly Pick<SurvivalWatchRow, 'decisionEventId' | 'activeMs' | 'measured'>[],
	): Promise<void>
	removeSurvivalWatch(decisionEventId: string): Promise<void>
}
