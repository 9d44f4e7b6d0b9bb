/**
 * Models a film asks: how they are set up, what may be spent, which addresses of this network may be
 * asked, and every call. A call's row is written before anything leaves (begin), told what is sent
 * (sending) and how it ended (end). Contract suite: tests/contract/model-store.ts.
 */
export interface ModelRow {
	modelId: string
	projectId: string
	/** As it was set up; checked by whoever reads it. */
	config: unknown
	/** Nonce, ciphertext and tag; null = no key. */
	sealedKey: Uint8Array | null
	/** Its last letters, to be recognised by. */
	keyEnding: string | null
	updatedMs: number
}
export interface BudgetRow {
	/** Null = no limit. */
	amount: number | null
	currency: string
}
export interface ModelCallRow {
	callId: string
	projectId: string
	/** Null = it was about no scene of the film (a test). */
	sceneId: string | null
	modelId: string
	/** Its name and address as they were then. */
	name: string
	generatorId: string
	host: string
	purpose: string
	/** Name and hash of the prompt. */
	prompt: string
	/** SHA-256 of what was sent; null = nothing left. */
	sentHash: string | null
	sentBytes: number
	pictures: number
	holdsTexts: boolean
	timesSent: number
	startedMs: number
	/** Null = still asking, or the server stopped meanwhile. */
	endedMs: number | null
	result: string
	proposals: number
	tokensIn: number
	tokensOut: number
	cost: number
}
export type ModelCallEnd = Pick<
	ModelCallRow,
	'endedMs' | 'result' | 'proposals' | 'tokensIn' | 'tokensOut' | 'cost'
>

export interface ModelStore {
	list(projectId: string): Promise<ModelRow[]>
	put(row: ModelRow): Promise<void>
	remove(projectId: string, modelId: string): Promise<void>
	budget(projectId: string): Promise<BudgetRow | null>
	putBudget(projectId: string, budget: BudgetRow & { setMs: number }): Promise<void>
	addresses(): Promise<string[]>
	addAddress(address: string, addedMs: number): Promise<void>
	removeAddress(address: string): Promise<void>
	beginCall(row: ModelCallRow): Promise<void>
	/** Synchronous, because the bytes leave in the same breath; counts one more sending. */
	sendingCall(callId: string, sent: { sentHash: string; sentBytes: number }): void
	endCall(callId: string, end: ModelCallEnd): Promise<void>
	/** Newest first. */
	calls(projectId: string, options: { limit: number; before?: number }): Promise<ModelCallRow[]>
	/** What all calls of a film cost together, and their tokens. */
	spent(projectId: string): Promise<{ cost: number; tokens: number; calls: number }>
	/** Ids of everyone who ever wrote in a scene's board or in its project's document. */
	writersOf(projectId: string, sceneId: string): Promise<string[]>
}
