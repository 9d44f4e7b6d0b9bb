/**
 * What belongs to the log but is not in its chain: exports that were made and whose rows they held,
 * erasures, and how long words are kept.
 */
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
	/** Days after which words and drawings of the log are destroyed; null = kept. */
	wordsDays: number | null
	/** Nothing is destroyed by age while it holds. */
	legalHold: boolean
	setMs: number
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
	/** Destroys sealed contents made before and not named by any row since. @returns how many. */
	destroyBlobsBefore(projectId: string, beforeMs: number): Promise<number>
}
