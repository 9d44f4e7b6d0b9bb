/** What is asked of the suggestion service and what it answers: the contract between routes and it. */
import type { Random } from '#core/random.ts'
import type { Region } from '#core/signals/event.ts'
import type { Edit } from '#core/suggestions/edit.ts'
import type { Category, ReasonCode, SuggestionStatus } from '#core/suggestions/suggestion-record.ts'
import type { Database } from '#db/database.ts'
import type { ModelProgress, ModelService } from '../models/models.ts'
import type { Principal, Rooms } from '../realtime/rooms-api.ts'
import type { Rankers } from '../signals/rankers.ts'
import type { SignalService } from '../signals/signals.ts'
import type { LookOut } from './passes/look-out.ts'

export interface OfferRequest {
	sceneId: string
	/** Null = the category with the most to say, rotating. */
	category: Category | null
	/** A panel to look at first, or null for the scene. */
	targetId: string | null
	/** `seed` and `import` are the program's own; people ask with `asked`, pages with `opened`. */
	trigger: 'asked' | 'opened' | 'import' | 'seed'
}
export interface WordsRequest {
	sceneId: string
	/** The panel or shot it is about, or null for the scene. */
	targetId: string | null
	words: string
}
export interface PictureRequest {
	sceneId: string
	/** The panel in hand. */
	panelId: `shape:${string}`
	/** For that panel, under its ink, or for a new one after it. */
	as: 'panel' | 'new'
	words: string | null
}
/** While a model is asked: how far it is, and how to stop. */
export interface Asking {
	signal?: AbortSignal | undefined
	onProgress?: ((progress: ModelProgress) => void) | undefined
}
export interface OfferResult {
	slateId: string | null
	category: Category | null
	suggestionIds: string[]
	/** Shown when nothing is offered: why, in a sentence. */
	message: string | null
}
export interface Outlook {
	counts: { category: Category; count: number }[]
	/** Why there are none, in a sentence. */
	message: string | null
	/** Whether a model of the film makes pictures. */
	makesPictures: boolean
}
export interface DecideRequest {
	sceneId: string
	suggestionId: string
	/** UUID chosen by the client; the same key twice gives the same answer. */
	idempotencyKey: string
	verdict: 'accept' | 'edit_accept' | 'reject' | 'dismiss' | 'retract'
	/** retract: the key of the decision that is meant; a later one, or none, is left alone (U12). */
	of?: string | undefined
	/** edit_accept: the edit as the person changed it. reject: what they would have done (optional). */
	edit?: Edit | undefined
	reasonCodes?: ReasonCode[] | undefined
	critique?: string | undefined
	strength?: number | undefined
	region?: Region | undefined
	/** reject: the convention itself is left on purpose here, and is silent from now on. */
	notHere?: 'shot' | 'scene' | 'project' | undefined
	surface: 'card' | 'shortcut' | 'bulk' | 'api'
}
export interface DecideResult {
	status: SuggestionStatus
	/** False when somebody else decided first or the target changed; then `message` says so. */
	applied: boolean
	decidedByName: string | null
	message: string | null
	/** Records the decision created or changed, to select and scroll to. */
	recordIds: string[]
}
export interface ReasonsRequest {
	sceneId: string
	suggestionId: string
	idempotencyKey: string
	/** All reasons of the decision: they replace those given before. */
	reasonCodes: ReasonCode[]
	critique?: string | undefined
	strength?: number | undefined
	region?: Region | undefined
	/** What they would have done instead. */
	edit?: Edit | undefined
}
export interface ProposeRequest {
	sceneId: string
	idempotencyKey: string
	edit: Edit
	/** In the person's own words; may be empty. */
	why: string
	/** The suggestion it answers, if it does. */
	answers?: string | undefined
}
export interface SuggestionService {
	/** @throws AppError('not_found' | 'trashed' | 'forbidden') */
	offer(principal: Principal, request: OfferRequest, asking?: Asking): Promise<OfferResult>
	/** A round that answers what was asked in words. @throws AppError('not_found' | 'trashed' | 'forbidden') */
	answerWords(principal: Principal, request: WordsRequest, asking?: Asking): Promise<OfferResult>
	/** A picture for a panel, as a suggestion. @throws AppError('not_found' | 'trashed' | 'forbidden') */
	picture(principal: Principal, request: PictureRequest, asking?: Asking): Promise<OfferResult>
	/** @throws AppError('not_found' | 'trashed' | 'forbidden' | 'bad_request') */
	decide(principal: Principal, request: DecideRequest): Promise<DecideResult>
	/** Why, told after the verdict by who gave it. @throws AppError('not_found' | 'forbidden') */
	giveReasons(principal: Principal, request: ReasonsRequest): Promise<DecideResult>
	/** A person's own suggestion. @throws AppError('not_found' | 'trashed' | 'forbidden' | 'conflict') */
	propose(principal: Principal, request: ProposeRequest): Promise<DecideResult>
	/** How much there is to say on each category just now; nothing is offered by asking. */
	outlook(principal: Principal, sceneId: string, targetId: string | null): Promise<Outlook>
	/** Proposes panels from the scene's script blocks as new_frame suggestions, three at a time. */
	breakDown(principal: Principal, sceneId: string): Promise<OfferResult>
}

export interface SuggestionDeps {
	db: Pick<Database, 'projects'>
	rooms: Pick<Rooms, 'command' | 'read'>
	signals: Pick<SignalService, 'vault' | 'ensureAuthor' | 'consent' | 'settings'>
	/** Looks boards over; without one that is done in the caller's thread. */
	lookOut?: LookOut
	/** Draws what people are likely to take; without one every slate is drawn uniformly. */
	rankers?: Rankers
	/** Models of the film; without them the engine answers alone. */
	models?: Pick<ModelService, 'ask' | 'isOn' | 'picture' | 'makesPictures'>
	/** Milliseconds since 1970. */
	now: () => number
	random: Random
}
