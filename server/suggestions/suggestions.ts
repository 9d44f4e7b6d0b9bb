/** Offers rounds of suggestions and carries out decisions, both as commands to the board's room. */
import type { Edit } from '#core/suggestions/edit.ts'
import type { Category, ReasonCode, SuggestionStatus } from '#core/suggestions/suggestion-record.ts'
import type { Principal } from '../realtime/rooms-api.ts'

export interface OfferRequest {
	sceneId: string
	/** Null = the category with the most to say, rotating. */
	category: Category | null
	/** A panel to look at first, or null for the scene. */
	targetId: string | null
	trigger: 'asked' | 'opened' | 'import' | 'seed'
}
export interface OfferResult {
	slateId: string | null
	category: Category | null
	suggestionIds: string[]
	/** Shown when nothing is offered: why, in a sentence. */
	message: string | null
}
export interface DecideRequest {
	sceneId: string
	suggestionId: string
	/** UUID chosen by the client; the same key twice gives the same answer. */
	idempotencyKey: string
	verdict: 'accept' | 'edit_accept' | 'reject' | 'dismiss' | 'retract'
	/** edit_accept: the edit as the person changed it. reject: what they would have done (optional). */
	edit?: Edit
	reasonCodes?: ReasonCode[]
	critique?: string
	strength?: number
	surface: 'card' | 'shortcut' | 'bulk' | 'api'
}
export interface DecideResult {
	status: SuggestionStatus
	/** False when somebody else decided first; then theirs stands and yours is logged as dissent. */
	applied: boolean
	decidedByName: string | null
	message: string | null
	/** Records the decision created or changed, to select and scroll to. */
	recordIds: string[]
}
export interface SuggestionService {
	offer(principal: Principal, request: OfferRequest): Promise<OfferResult>
	/** @throws AppError('stale' | 'not_found' | 'forbidden') */
	decide(principal: Principal, request: DecideRequest): Promise<DecideResult>
	/** Proposes panels from the scene's script blocks as new_frame suggestions. */
	breakDown(principal: Principal, sceneId: string): Promise<OfferResult>
}
