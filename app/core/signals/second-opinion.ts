/**
 * Which verdicts a colleague is asked about without being told the first. The draw follows from the
 * decision's own id, so that it needs no row, is the same on every machine, and can be checked from
 * the log; the share is written into every opinion, so that who reads them can weigh them.
 */
import { createUuidV7 } from '../ids.ts'
import { seededRandom } from '../random.ts'

/** The share of verdicts for which a second opinion is asked. */
export const SECOND_OPINION_SHARE = 0.15

/** Whether this decision is in the sample. */
export function isSampled(decisionEventId: string, share = SECOND_OPINION_SHARE): boolean {
	return seededRandom(`second opinion:${decisionEventId}`)() < share
}

/** Letters of a sentence that may go with an opinion. */
export const MAX_OPINION_WORDS = 400

/** The same for one person's opinion on one decision, so that two answers at once are one row. */
export function opinionEventId(decision: { eventId: string; tsMs: number }, pid: string): string {
	return createUuidV7(decision.tsMs, seededRandom(`opinion:${decision.eventId}:${pid}`))
}
