/** Rounds for tests of figures: one viewed and unanswered suggestion, changed where a test is about it. */
import type { Counting } from '../acceptance.ts'
import type { LoggedRound, RoundDecision } from '../rounds.ts'

const ROUND: LoggedRound = {
	...{ slateId: 's1', suggestionId: 'suggestion:a', sceneId: 'S1', tsMs: Date.UTC(2026, 10, 2, 9) },
	...{ requesterPid: 'ines', requesterRole: 'editor', category: 'lighting', targetId: 'scene:S1' },
	...{ generatorId: 'rule:K2', generatorVersion: '3', policyId: 'uniform@1' },
	...{ contextCid: '', changeCid: null, rationaleCid: null, action: 0, nActions: 4, position: 0 },
	...{
		slateSize: 3,
		pscore: 1 / 3,
		pCascade: 1 / 3,
		pIncluded: 1,
		pSlate: 1 / 6,
		pNone: 0,
		firstPlace: null,
	},
	...{ score: null, features: null, viewed: 'event', dwellMs: 1000, decision: null },
	...{ retractions: 0, contestedBy: [], opinions: [], followed: [], missing: false },
}
const DECISION: RoundDecision = {
	...{ eventId: 'e1', tsMs: ROUND.tsMs + 5000, actorPid: 'ines', actorRole: 'editor' },
	...{ verdict: 'accept', own: true, latencyMs: 5000, reasonCodes: [], critiqueCid: null },
	...{ fieldsTotal: 1, fieldsChanged: 0 },
}

export function roundLike(change: Partial<LoggedRound> = {}): LoggedRound {
	return { ...ROUND, ...change }
}

export function decided(
	decision: Partial<RoundDecision>,
	change: Partial<LoggedRound> = {},
): LoggedRound {
	return roundLike({ decision: { ...DECISION, ...decision }, ...change })
}

export function fold<T>(counting: Counting<T>, rounds: Iterable<LoggedRound>): T {
	for (const round of rounds) counting.add(round)
	return counting.result()
}
