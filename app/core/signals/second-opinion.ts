/**
 * Which verdicts a colleague is asked about without being told the first. The draw follows from the
 * decision's own id, so that it needs no row, is the same on every machine, and can be checked from
 * the log; the share is written into every opinion, so that who reads them can weigh them.
 */
import { seededRandom } from '../random.ts'

/** The share of verdicts for which a second opinion is asked. */
export const SECOND_OPINION_SHARE = 0.15

/** Whether this decision is in the sample. */
export function isSampled(decisionEventId: string, share = SECOND_OPINION_SHARE): boolean {
	return seededRandom(`second opinion:${decisionEventId}`)() < share
}
