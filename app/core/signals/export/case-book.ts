/**
 * Log rows -> cases: a logged round with what only exports need of its verdict. Whether and whose
 * verdict stands is `rounds.ts`'s to say (S21–S27); this only follows it. Also keeps, per suggestion, the
 * last row that touched it, so that an export can hold only what changed.
 */
import type { Role } from '../../board/role.ts'
import type { ReasonCode } from '../../suggestions/suggestion-record.ts'
import { EVENT_SCHEMA_VERSION, type EventPayload, type SignalEvent } from '../event.ts'
import { slateIdOfProposal } from '../proposed.ts'
import { createRoundBook, type LoggedRound } from '../rounds.ts'

export interface CaseVerdict {
	actorRole: Role | null
	finalChangeCid: string | null
	expectedChangeCid: string | null
	strength: number | null
	surface: EventPayload<'suggestion.decided'>['surface']
	region: EventPayload<'suggestion.decided'>['region']
}
/** Somebody else's differing verdict. */
export interface Dissent {
	actorPid: string | null
	actorRole: Role | null
	verdict: string
	reasonCodes: ReasonCode[]
	critiqueCid: string | null
}
export interface Case {
	round: LoggedRound
	requesterRole: Role | null
	/** Of the standing decision; null without one. */
	verdict: CaseVerdict | null
	dissents: Dissent[]
	/** Seq of the last row that touched it. */
	changedSeq: number
	schemaVersion: number
}

interface Kept {
	verdict: CaseVerdict | null
	dissents: Dissent[]
}

export interface CaseBook {
	/** Takes the log's next row. */
	add(event: SignalEvent): void
	get(suggestionId: string): Case | undefined
}

export function createCaseBook(): CaseBook {
	const book = createRoundBook({ features: false })
	const slates = new Map<string, { role: Role | null; schemaVersion: number }>()
	const kept = new Map<string, Kept>()
	const changed = new Map<string, number>()
	const caseOf = (round: LoggedRound): Case => {
		const own = kept.get(round.suggestionId)
		return {
			round,
			requesterRole: slates.get(round.slateId)?.role ?? null,
			verdict: round.decision ? (own?.verdict ?? null) : null,
			dissents: own?.dissents ?? [],
			changedSeq: changed.get(round.suggestionId) ?? 0,
			schemaVersion: slates.get(round.slateId)?.schemaVersion ?? EVENT_SCHEMA_VERSION,
		}
	}
	return {
		add(event) {
			book.add(event)
			if (event.type === 'slate.shown') {
				const { slateId, actorRole: role, schemaVersion } = event
				if (slateId !== null) slates.set(slateId, { role, schemaVersion })
				for (const { suggestionId, position } of event.payload.candidates)
					if (suggestionId !== null && position !== null) changed.set(suggestionId, event.seq)
				return
			}
			if (event.type === 'suggestion.proposed')
				slates.set(slateIdOfProposal(event), { role: null, schemaVersion: event.schemaVersion })
			const id = event.suggestionId
			const round = id === null ? undefined : book.get(id)
			if (!round) return
			changed.set(round.suggestionId, event.seq)
			follow(kept, round, event)
		},
		get(suggestionId) {
			const round = book.get(suggestionId)
			return round && caseOf(round)
		},
	}
}

function follow(kept: Map<string, Kept>, round: LoggedRound, event: SignalEvent): void {
	const id = round.suggestionId
	const own = kept.get(id) ?? { verdict: null, dissents: [] }
	if (event.type === 'suggestion.decided') {
		const { decision } = round
		// Who takes a verdict back takes back what others said of it too: it was about that verdict.
		if (decision === null) kept.delete(id)
		if (decision?.eventId !== event.eventId) return
		const { finalChangeCid, expectedChangeCid, strength, surface, region } = event.payload
		const { actorRole } = event
		const verdict = { actorRole, finalChangeCid, expectedChangeCid, strength, surface, region }
		kept.set(id, { verdict, dissents: [] })
	} else if (event.type === 'suggestion.reasoned') {
		if (!own.verdict || round.decision?.eventId !== event.payload.decisionEventId) return
		if (round.decision.actorPid !== event.actorPid) return
		const { strength, expectedChangeCid, region } = event.payload
		// What was not said again stays as it was said with the verdict.
		const said = { ...(expectedChangeCid && { expectedChangeCid }), ...(region && { region }) }
		kept.set(id, { ...own, verdict: { ...own.verdict, strength, ...said } })
	} else if (event.type === 'suggestion.contested') {
		if (round.decision?.eventId !== event.payload.otherEventId) return
		const { verdict, reasonCodes, critiqueCid } = event.payload
		const { actorPid, actorRole } = event
		const dissent = { actorPid, actorRole, verdict, reasonCodes, critiqueCid }
		kept.set(id, { ...own, dissents: [...own.dissents, dissent] })
	}
}
