/**
 * What must hold between a project's log and its boards (signals.md S90): the state that each suggestion
 * should be in by its rows, and what a board that says otherwise is told. Pure; the server reads both.
 */
import type { SuggestionStatus } from '../suggestions/suggestion-record.ts'
import type { SignalEvent, Verdict } from './event.ts'

/** What the rows of one suggestion say. */
export interface LoggedState {
	status: SuggestionStatus
	/** The decision that stands. */
	decisionEventId: string | null
}
/** A suggestion as its board holds it. */
export interface BoardState {
	suggestionId: string
	status: SuggestionStatus
	decisionEventId: string | null
	/** Whether the board keeps what was carried out for it. */
	hasEffect: boolean
}
export type InvariantFault = 'unlogged' | 'status' | 'decision' | 'effect' | 'lost'

const STATUS_AFTER: Readonly<Record<Verdict, SuggestionStatus>> = {
	accept: 'accepted',
	edit_accept: 'edited',
	reject: 'rejected',
	dismiss: 'dismissed',
	retract: 'open',
	expire: 'withdrawn',
	supersede: 'withdrawn',
}

/** Folds rows in their order into the state of each suggestion that stood on a board. */
export function foldStates(states: Map<string, LoggedState>, event: SignalEvent): void {
	const { suggestionId } = event
	if (event.type === 'slate.shown') {
		for (const { suggestionId: shown, position } of event.payload.candidates)
			if (shown !== null && position !== null) states.set(shown, opened())
		return
	}
	if (suggestionId === null) return
	if (event.type === 'suggestion.proposed') states.set(suggestionId, opened())
	else if (event.type === 'suggestion.withdrawn') {
		const status = event.payload.why === 'target_changed' ? 'stale' : 'withdrawn'
		const decisionEventId = states.get(suggestionId)?.decisionEventId ?? null
		states.set(suggestionId, { status, decisionEventId })
	} else if (event.type === 'suggestion.decided') {
		const { verdict } = event.payload
		const decisionEventId = verdict === 'retract' ? null : event.eventId
		states.set(suggestionId, { status: STATUS_AFTER[verdict], decisionEventId })
	}
}

function opened(): LoggedState {
	return { status: 'open', decisionEventId: null }
}

/** Where a board and its rows differ; null when they say the same. */
export function faultOf(board: BoardState, logged: LoggedState | undefined): InvariantFault | null {
	if (!logged) return 'unlogged'
	if (board.status !== logged.status) return 'status'
	if (!isCarriedOut(logged)) return null
	if (board.decisionEventId !== logged.decisionEventId) return 'decision'
	return board.hasEffect ? null : 'effect'
}

/** Whether the rows say that the board was changed for it. */
export function isCarriedOut({ status }: LoggedState): boolean {
	return status === 'accepted' || status === 'edited'
}

/** One sentence about a fault. */
export function faultWords(fault: InvariantFault, suggestionId: string): string {
	const words: Record<InvariantFault, string> = {
		unlogged: 'stands on a board, and no row of the log offers it',
		status: 'is in another state on its board than its rows say',
		decision: 'was decided by another row than its board says',
		effect: 'was accepted, and its board keeps nothing that was carried out',
		lost: 'was accepted, and stands on no board',
	}
	return `${suggestionId} ${words[fault]}.`
}
