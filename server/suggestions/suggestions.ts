/**
 * Offers rounds of suggestions and carries out decisions, both as commands to the board's room: what
 * is written to the board and what is written to the log become durable in one transaction, or
 * neither does (docs/spec/suggestions.md, DESIGN section 7).
 */
import { answerWords } from './answer-words.ts'
import { breakDown } from './break-down.ts'
import { decide } from './decide.ts'
import { giveReasons } from './give-reasons.ts'
import { offer, outlook } from './offer.ts'
import { offerPicture } from './offer-picture.ts'
import { createOwnLookOut } from './passes/look-out.ts'
import { propose } from './propose.ts'
import type { SuggestionDeps, SuggestionService } from './suggestion-types.ts'

export type {
	DecideRequest,
	DecideResult,
	OfferRequest,
	OfferResult,
	Outlook,
	ProposeRequest,
	ReasonsRequest,
	SuggestionDeps,
	SuggestionService,
} from './suggestion-types.ts'

export function createSuggestionService(options: SuggestionDeps): SuggestionService {
	const deps = { ...options, lookOut: options.lookOut ?? createOwnLookOut() }
	return {
		offer: (principal, request, asking) => offer(deps, principal, request, asking),
		answerWords: (principal, request, asking) => answerWords(deps, principal, request, asking),
		picture: (principal, request, asking) => offerPicture(deps, principal, request, asking),
		decide: (principal, request) => decide(deps, principal, request),
		giveReasons: (principal, request) => giveReasons(deps, principal, request),
		propose: (principal, request) => propose(deps, principal, request),
		outlook: (principal, sceneId, targetId) => outlook(deps, principal, sceneId, targetId),
		breakDown: (principal, sceneId) => breakDown(deps, principal, sceneId),
	}
}
