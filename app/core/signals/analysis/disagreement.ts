/**
 * Where two people saw a suggestion differently: contests of verdicts that stand, by category and by
 * who differed from whom. Guards signals.md S84: each person counts once per verdict, nothing is averaged.
 */
import { CATEGORY_LABELS, type Category } from '../../suggestions/suggestion-record.ts'
import type { Counting } from '../acceptance.ts'
import type { LoggedRound, RoundContest } from '../rounds.ts'
import { wilsonInterval } from '../wilson.ts'

export interface DisagreementRow {
	category: Category
	label: string
	/** Verdicts that stand, by anybody. */
	decided: number
	/** Of these, how many somebody else saw differently; with its 95 % Wilson interval. */
	contested: number
	rate: number
	low: number
	high: number
	/** Other people: would have refused what was taken, would have taken what was refused. */
	wouldRefuse: number
	wouldTake: number
}
export interface DissentPair {
	deciderPid: string
	otherPid: string
	/** How often `other` would have refused, or taken, what the decider took, or refused. */
	wouldRefuse: number
	wouldTake: number
}
export interface Disagreement {
	rows: DisagreementRow[]
	pairs: DissentPair[]
	/** All categories. */
	decided: number
	contested: number
	/** Second opinions given without seeing the first: a sample, unlike contests, of all verdicts. */
	blind: BlindOpinions
}
export interface BlindOpinions {
	given: number
	/** Would have refused what was taken, or taken what was refused; with its 95 % Wilson interval. */
	differed: number
	rate: number
	low: number
	high: number
}

/** `mayCount` leaves out contests of people who refuse to be counted. */
export function countDisagreement(
	mayCount: (pid: string | null) => boolean,
): Counting<Disagreement> {
	const rows = new Map<Category, DisagreementRow>()
	const pairs = new Map<string, DissentPair>()
	const blind = { given: 0, differed: 0 }
	return {
		add(round) {
			const { decision } = round
			if (!decision) return
			const row = rows.get(round.category) ?? emptyRow(round.category)
			rows.set(round.category, row)
			row.decided++
			const contests = contestsOf(round, decision.eventId, mayCount)
			if (contests.length > 0) row.contested++
			// Each verdict was drawn once: two people at the same moment are two rows and one opinion.
			const opinion = round.opinions.find(
				({ otherEventId, actorPid }) => otherEventId === decision.eventId && mayCount(actorPid),
			)
			if (opinion) {
				blind.given++
				if (isYes(opinion.verdict) !== isYes(decision.verdict)) blind.differed++
			}
			for (const contest of contests) {
				const kind = isYes(contest.verdict) ? 'wouldTake' : 'wouldRefuse'
				row[kind]++
				pairOf(pairs, decision.actorPid, contest.actorPid)[kind]++
			}
		},
		result: () => ({
			...summed(rows),
			blind: { ...blind, ...wilsonInterval(blind.differed, blind.given) },
			pairs: [...pairs.values()].sort((a, b) => total(b) - total(a)),
		}),
	}
}

/** Who saw a verdict differently: one per person who may be counted, their last word on it. */
export function contestsOf(
	{ contestedBy }: Pick<LoggedRound, 'contestedBy'>,
	verdictEventId: string,
	mayCount: (pid: string | null) => boolean,
): RoundContest[] {
	const byPerson = new Map<string | null, RoundContest>()
	for (const contest of contestedBy) {
		const isCounted = contest.otherEventId === verdictEventId && mayCount(contest.actorPid)
		if (isCounted) byPerson.set(contest.actorPid, contest)
	}
	return [...byPerson.values()]
}

function isYes(verdict: RoundContest['verdict']): boolean {
	return verdict === 'accept' || verdict === 'edit_accept'
}

function pairOf(
	pairs: Map<string, DissentPair>,
	decider: string | null,
	other: string | null,
): DissentPair {
	const [deciderPid, otherPid] = [decider ?? '', other ?? '']
	const key = `${deciderPid} ${otherPid}`
	const pair = pairs.get(key) ?? { deciderPid, otherPid, wouldRefuse: 0, wouldTake: 0 }
	pairs.set(key, pair)
	return pair
}

function emptyRow(category: Category): DisagreementRow {
	const counts = { decided: 0, contested: 0, wouldRefuse: 0, wouldTake: 0 }
	return { category, label: CATEGORY_LABELS[category], ...counts, ...wilsonInterval(0, 0) }
}

function summed(rows: ReadonlyMap<Category, DisagreementRow>) {
	const filled = [...rows.values()]
		.map((row) => ({ ...row, ...wilsonInterval(row.contested, row.decided) }))
		.sort((a, b) => b.rate - a.rate || b.decided - a.decided)
	const sum = (key: 'decided' | 'contested') => filled.reduce((all, row) => all + row[key], 0)
	return { rows: filled, decided: sum('decided'), contested: sum('contested') }
}

function total({ wouldRefuse, wouldTake }: DissentPair): number {
	return wouldRefuse + wouldTake
}
