/**
 * Drafts of a film's script as they came in: what the film held before each, and what it changed. Contract
 * suite: tests/contract/draft-store.ts.
 */
export interface DraftSummary {
	draftId: string
	projectId: string
	/** 0 = the first, white. */
	revision: number
	/** The file's name, or what stands for it. */
	name: string
	madeBy: string
	at: number
	/** When all of it was in; null = it was stopped half way, and its revision is not taken. */
	finishedAt: number | null
	/** When somebody undid it; null = it holds. */
	undoneAt: number | null
}
export interface DraftRow extends DraftSummary {
	/** Compressed; server/screenplay/draft-body.ts knows what is in it. */
	body: Uint8Array
}

export interface DraftStore {
	add(draft: DraftRow): Promise<void>
	/** Newest first. */
	list(projectId: string): Promise<DraftSummary[]>
	get(draftId: string): Promise<DraftRow | null>
	setFinished(draftId: string, at: number): Promise<void>
	setUndone(draftId: string, at: number): Promise<void>
}
