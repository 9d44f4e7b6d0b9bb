/**
 * Events -> logged rounds: one per suggestion that was shown, with its context, action, position,
 * propensity and what its requester made of it. Guards signals.md S20–S27: the denominator is what
 * was viewed, only the requester's own standing verdict counts, what was taken back does not. Fold
 * events in seq order; a book keeps growing, so a reader can continue where it stopped.
 */
import type { Role } from '../board/role.ts'
import type { Category, ReasonCode } from '../suggestions/suggestion-record.ts'
import { type FirstPlace, firstPlaceOf } from './analysis/first-place.ts'
import type { Horizon, SignalEvent, SurvivalClock, Verdict } from './event.ts'
import { proposerOf, slateOfProposal } from './proposed.ts'
import type { RewardDefinition } from './reward.ts'

type Of<T extends SignalEvent['type']> = Extract<SignalEvent, { type: T }>
type OwnVerdict = Extract<Verdict, 'accept' | 'edit_accept' | 'reject' | 'dismiss'>

export interface RoundDecision {
	eventId: string
	tsMs: number
	actorPid: string | null
	actorRole: Role | null
	verdict: OwnVerdict
	/** Whether it is the verdict of the person the round was made for (S23). */
	own: boolean
	latencyMs: number | null
	reasonCodes: ReasonCode[]
	critiqueCid: string | null
	fieldsTotal: number
	fieldsChanged: number
}
/** Somebody else's differing verdict, and the verdict it is about. */
export interface RoundContest {
	otherEventId: string
	actorPid: string | null
	actorRole: Role | null
	verdict: Verdict
}
/** A look at an accepted change after it was carried out; those that came too late are left out. */
export interface SurvivalLook {
	clock: SurvivalClock
	horizon: Horizon
	total: number
	kept: number
}
/** An accepted change and what became of it (S91), also after it was taken back. */
export interface FollowedChange {
	decisionEventId: string
	actorPid: string | null
	takenBack: boolean
	looks: SurvivalLook[]
}
export interface LoggedRound {
	slateId: string
	suggestionId: string
	sceneId: string | null
	tsMs: number
	/** Null when the program offered it to whoever opens the board. */
	requesterPid: string | null
	requesterRole: Role | null
	category: Category
	targetId: string
	generatorId: string
	generatorVersion: string
	policyId: string
	contextCid: string
	changeCid: string | null
	rationaleCid: string | null
	/** Index among all candidates, and how many there were. */
	action: number
	nActions: number
	position: number
	/** How many suggestions the slate showed. */
	slateSize: number
	/** P(this candidate at its position), P(… given those before), P(anywhere), P(the whole slate). */
	pscore: number | null
	pCascade: number | null
	pIncluded: number
	pSlate: number
	/** P(showing nothing). */
	pNone: number
	/** Chances for the first place, on the card that stands there; null elsewhere. */
	firstPlace: FirstPlace | null
	/** The policy's opinion, a logit of acceptance; null where the policy has none. */
	score: number | null
	/** What the ranker saw of it; null when the book keeps none. */
	features: Record<string, number> | null
	/** How it is known that the requester looked (S21); null = not viewed. */
	viewed: 'event' | 'preview' | 'verdict' | null
	/** Longest reported look, milliseconds. */
	dwellMs: number
	decision: RoundDecision | null
	retractions: number
	/** Other people's differing verdicts, also of verdicts that were taken back. */
	contestedBy: RoundContest[]
	/** Opinions given without seeing the verdict. */
	opinions: RoundContest[]
	/** One per acceptance, oldest first. */
	followed: FollowedChange[]
	/** Taken away before an answer could mean anything (S25). */
	missing: boolean
}

/** decided: the requester's own verdict; silent: viewed without one; the rest is no observation. */
export type RoundOutcome = 'decided' | 'silent' | 'bystander' | 'missing' | 'unviewed'

export function outcomeOf(round: LoggedRound): RoundOutcome {
	if (round.decision && !round.decision.own) return 'bystander'
	if (!round.viewed) return 'unviewed'
	if (round.decision) return 'decided'
	return round.missing ? 'missing' : 'silent'
}

/** Whether the round belongs to the denominator: viewed by its requester and theirs to answer. */
export function isObserved(round: LoggedRound): boolean {
	const outcome = outcomeOf(round)
	return outcome === 'decided' || outcome === 'silent'
}

/** The round's reward under a definition, or null where nothing was observed (never a zero). */
export function rewardOf(round: LoggedRound, definition: RewardDefinition): number | null {
	if (!isObserved(round)) return null
	const { decision } = round
	return definition.reward({
		verdict: decision?.verdict ?? null,
		fieldsTotal: decision?.fieldsTotal ?? 0,
		fieldsChanged: decision?.fieldsChanged ?? 0,
	})
}

export interface RoundBook {
	/** Takes the log's next event. */
	add(event: SignalEvent): void
	/** A round or a colleague's proposal. */
	get(suggestionId: string): LoggedRound | undefined
	/** In the order they were offered. */
	rounds(): Iterable<LoggedRound>
	/** People's own proposals, read as rounds but none (SG71). */
	proposals(): Iterable<LoggedRound>
}

/** `features: false` leaves the candidates' features out of memory (figures do not need them). */
export function createRoundBook(options: { features: boolean } = { features: true }): RoundBook {
	const bySuggestion = new Map<string, LoggedRound>()
	const proposed = new Map<string, LoggedRound>()
	const find = (id: string) => bySuggestion.get(id) ?? proposed.get(id)
	return {
		add(event) {
			if (event.type === 'slate.shown') {
				for (const round of openRounds(event, options.features)) {
					if (!bySuggestion.has(round.suggestionId)) bySuggestion.set(round.suggestionId, round)
				}
				return
			}
			if (event.type === 'suggestion.proposed') {
				for (const round of openRounds(slateOfProposal(event), options.features))
					if (!find(round.suggestionId)) proposed.set(round.suggestionId, round)
				return
			}
			const round = event.suggestionId ? find(event.suggestionId) : undefined
			if (round) follow(round, event)
		},
		get: find,
		rounds: () => bySuggestion.values(),
		proposals: () => proposed.values(),
	}
}

function* openRounds(event: Of<'slate.shown'>, features: boolean): Iterable<LoggedRound> {
	const { payload } = event
	const slateSize = payload.candidates.filter(({ position }) => position !== null).length
	const none = payload.candidates.find(({ suggestionId }) => suggestionId === null)
	for (const [action, candidate] of payload.candidates.entries()) {
		if (candidate.suggestionId === null || candidate.position === null) continue
		yield {
			slateId: event.slateId ?? '',
			suggestionId: candidate.suggestionId,
			sceneId: event.sceneId,
			tsMs: event.tsMs,
			requesterPid: event.actorPid,
			requesterRole: event.actorRole,
			category: payload.category,
			targetId: payload.targetId,
			generatorId: candidate.generatorId,
			generatorVersion: candidate.generatorVersion,
			policyId: payload.policyId,
			contextCid: payload.contextCid,
			changeCid: candidate.changeCid,
			rationaleCid: candidate.rationaleCid,
			action,
			nActions: payload.candidates.length,
			position: candidate.position,
			slateSize,
			pscore: candidate.pPosition,
			pCascade: candidate.pCascade,
			pIncluded: candidate.pIncluded,
			pSlate: payload.pSlate,
			pNone: none?.pIncluded ?? 0,
			firstPlace:
				candidate.position === 0 ? firstPlaceOf(payload.candidates, payload.epsilon) : null,
			score: payload.temperature === null ? null : candidate.score,
			features: features ? candidate.features : null,
			viewed: null,
			dwellMs: 0,
			decision: null,
			retractions: 0,
			contestedBy: [],
			opinions: [],
			followed: [],
			missing: false,
		}
	}
}

function follow(round: LoggedRound, event: SignalEvent): void {
	if (event.type === 'suggestion.viewed') {
		if (!isRequester(round, event.actorPid)) return
		round.viewed = 'event'
		round.dwellMs = Math.max(round.dwellMs, event.payload.dwellMs)
	} else if (event.type === 'suggestion.previewed') {
		if (isRequester(round, event.actorPid)) round.viewed ??= 'preview'
	} else if (event.type === 'suggestion.decided') {
		decide(round, event)
	} else if (event.type === 'suggestion.reasoned') {
		reason(round, event)
	} else if (event.type === 'suggestion.contested') {
		const { otherEventId, verdict } = event.payload
		const { actorPid, actorRole } = event
		round.contestedBy.push({ otherEventId, actorPid, actorRole, verdict })
	} else if (event.type === 'suggestion.opinion') {
		const { otherEventId, verdict } = event.payload
		const { actorPid, actorRole } = event
		round.opinions.push({ otherEventId, actorPid, actorRole, verdict })
	} else if (event.type === 'edit.survival') {
		lookAgain(round, event)
	} else if (event.type === 'suggestion.withdrawn') {
		const { why } = event.payload
		if (why === 'target_gone' || why === 'target_changed') round.missing = true
	}
}

function isRequester(round: LoggedRound, pid: string | null): boolean {
	if (pid !== null && pid === proposerOf(round)) return false
	return round.requesterPid === null || round.requesterPid === pid
}

/** Reasons given after the verdict replace those given with it; only the decider can give them. */
function reason(round: LoggedRound, event: Of<'suggestion.reasoned'>): void {
	const { decision } = round
	if (!decision || decision.eventId !== event.payload.decisionEventId) return
	if (decision.actorPid !== event.actorPid) return
	decision.reasonCodes = event.payload.reasonCodes
	decision.critiqueCid = event.payload.critiqueCid
}

function lookAgain(round: LoggedRound, { payload }: Of<'edit.survival'>): void {
	const { decisionEventId, horizon, clock = 'wall', fieldsTotal, fieldsKept, censored } = payload
	const change = round.followed.find((each) => each.decisionEventId === decisionEventId)
	if (!change || censored) return
	change.looks.push({ clock, horizon, total: fieldsTotal, kept: fieldsKept })
}

function decide(round: LoggedRound, event: Of<'suggestion.decided'>): void {
	const { payload } = event
	const { verdict } = payload
	if (verdict === 'supersede') round.missing = true
	if (verdict === 'expire' || verdict === 'supersede') return
	if (verdict === 'retract') {
		const standing = round.decision
		if (!standing || (payload.retracts !== null && payload.retracts !== standing.eventId)) return
		const change = round.followed.find((each) => each.decisionEventId === standing.eventId)
		if (change) change.takenBack = true
		round.decision = null
		round.retractions++
		return
	}
	// Nobody judges what they proposed themselves: they take it back, or carry it out.
	const isProposer = event.actorPid !== null && event.actorPid === proposerOf(round)
	if (isProposer && (verdict === 'dismiss' || verdict === 'reject')) {
		round.missing = true
		return
	}
	// The room lets only one verdict stand; were a second ever logged, the first one keeps its place.
	if (round.decision) return
	const own = !isProposer && (payload.byRequester || round.requesterPid === null)
	round.decision = {
		eventId: event.eventId,
		tsMs: event.tsMs,
		actorPid: event.actorPid,
		actorRole: event.actorRole,
		verdict,
		own,
		latencyMs: payload.latencyMs,
		reasonCodes: payload.reasonCodes,
		critiqueCid: payload.critiqueCid,
		fieldsTotal: payload.fieldsTotal,
		fieldsChanged: payload.fieldsChanged,
	}
	if (verdict === 'accept' || verdict === 'edit_accept') {
		const { eventId: decisionEventId, actorPid } = event
		round.followed.push({ decisionEventId, actorPid, takenBack: false, looks: [] })
	}
	// Views are best effort; who judged a card by itself has seen it. Sweeping many away proves nothing.
	if (own && verdict !== 'dismiss' && payload.surface !== 'bulk') round.viewed ??= 'verdict'
}
