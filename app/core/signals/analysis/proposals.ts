/**
 * What became of people's own proposals, by category: counted beside the figures of what was offered and never
 * in them, since nobody drew them (SG71). Guards signals.md S96.
 */
import type { Category } from '../../suggestions/suggestion-record.ts'
import type { Counting } from '../acceptance.ts'
import type { LoggedRound } from '../rounds.ts'

export interface ProposalRow {
	category: Category
	proposed: number
	/** Looked at by somebody else than who proposed. */
	viewed: number
	accepted: number
	edited: number
	rejected: number
	dismissed: number
	/** By whoever proposed, or because its target went. */
	takenBack: number
	waiting: number
}

/** One row per category, most proposed first. */
export function countProposals(): Counting<ProposalRow[]> {
	const rows = new Map<Category, ProposalRow>()
	return {
		add({ category, decision, viewed, missing }) {
			const row = rows.get(category) ?? emptyRow(category)
			rows.set(category, row)
			row.proposed++
			if (viewed !== null) row.viewed++
			if (decision) row[COLUMN[decision.verdict]]++
			else if (missing) row.takenBack++
			else row.waiting++
		},
		result: () =>
			[...rows.values()].sort(
				(a, b) => b.proposed - a.proposed || (a.category < b.category ? -1 : 1),
			),
	}
}

const COLUMN: Record<
	NonNullable<LoggedRound['decision']>['verdict'],
	'accepted' | 'edited' | 'rejected' | 'dismissed'
> = { accept: 'accepted', edit_accept: 'edited', reject: 'rejected', dismiss: 'dismissed' }

function emptyRow(category: Category): ProposalRow {
	const verdicts = { accepted: 0, edited: 0, rejected: 0, dismissed: 0 }
	return { category, proposed: 0, viewed: 0, ...verdicts, takenBack: 0, waiting: 0 }
}
