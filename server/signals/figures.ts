/**
 * The research page's figures for one project, from what has been read of its log. Guards signals.md
 * S28–S29: own verdicts on viewed suggestions only, and only of people who allow `operate`; a crew's
 * view of itself is not suppressed for small numbers.
 */

import {
	acceptanceBy,
	categoryGroup,
	overallAcceptance,
	reasonsByCategory,
} from '#core/signals/acceptance.ts'
import { contestsOf, countDisagreement } from '#core/signals/analysis/disagreement.ts'
import { ruleGroup } from '#core/signals/analysis/grouping.ts'
import { proposerOf } from '#core/signals/proposed.ts'
import type { LoggedRound, RoundContest } from '#core/signals/rounds.ts'
import { isObserved, outcomeOf } from '#core/signals/rounds.ts'
import type { Permissions } from './consents.ts'
import type { ResearchFigures } from './signal-service.ts'
import type { Tally } from './tallies.ts'

type Counted = Pick<Tally, 'book' | 'seq' | 'actors'>

export function researchFigures(tally: Counted, permissions: Permissions): ResearchFigures {
	const all = [...tally.book.rounds()]
	const rounds = all.filter((round) => mayCount(round, permissions))
	const overall = overallAcceptance(rounds)
	const outcomes = rounds.map(outcomeOf)
	const disagreement = countDisagreement((pid) => permissions.allows('operate', [pid]))
	for (const round of rounds) disagreement.add(round)
	const { decided, contested } = disagreement.result()
	return {
		totals: {
			offered: rounds.length,
			viewed: overall.viewed,
			accepted: overall.accepted,
			edited: overall.edited,
			rejected: overall.rejected,
			...{ decided, contested },
			events: tally.seq,
			unanswered: rounds.filter((round) => isObserved(round) && !round.decision).length,
			byOthers: outcomes.filter((outcome) => outcome === 'bystander').length,
			leftOut: all.length - rounds.length,
		},
		overall,
		byCategory: acceptanceBy(rounds, categoryGroup),
		byRule: acceptanceBy(rounds, ruleGroup),
		reasons: reasonsByCategory(rounds),
		consent: consentCounts(tally, permissions),
	}
}

/** Whether everyone in a round lets the project count it. */
export function mayCount(round: LoggedRound, permissions: Permissions): boolean {
	const { requesterPid, decision } = round
	return permissions.allows('operate', [
		requesterPid,
		decision?.actorPid ?? null,
		proposerOf(round),
	])
}

/** The round of a verdict that may be told: everyone in it lets the project count it, as does whoever gave it. */
export function toldRound(
	{ book }: Pick<Tally, 'book'>,
	verdict: { suggestionId: string | null; actorPid: string | null },
	permissions: Permissions,
): LoggedRound | null {
	const round = verdict.suggestionId === null ? undefined : book.get(verdict.suggestionId)
	if (!round || !permissions.allows('operate', [verdict.actorPid])) return null
	return mayCount(round, permissions) ? round : null
}

/** Who saw a verdict differently and lets the project count it (S84). */
export function toldContests(
	round: LoggedRound,
	verdictEventId: string,
	permissions: Permissions,
): RoundContest[] {
	return contestsOf(round, verdictEventId, (pid) => permissions.allows('operate', [pid]))
}

function consentCounts(tally: Counted, permissions: Permissions) {
	const people = [...new Set([...tally.actors, ...permissions.answered])]
	const allowing = (purpose: 'operate' | 'tenant_research') =>
		people.filter((pid) => permissions.allows(purpose, [pid])).length
	return {
		people: people.length,
		operate: allowing('operate'),
		research: allowing('tenant_research'),
	}
}
