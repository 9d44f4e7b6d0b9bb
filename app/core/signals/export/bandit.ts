/**
 * Logged bandit feedback in Open Bandit Pipeline's terms: one row per shown suggestion with its exact
 * chances. Not viewed, answered by somebody else or withdrawn is no observation: its reward is null,
 * never 0 (S21–S25).
 */
import { CATEGORIES } from '../../suggestions/suggestion-record.ts'
import { ACCEPTANCE_V1 } from '../reward.ts'
import { type LoggedRound, outcomeOf, rewardOf } from '../rounds.ts'
import { column, listOf, META, nullable, type Row } from './columns.ts'
import { type ExportConfig, type ExportSlate, ownVerdict } from './slate.ts'

const TRIGGERS = ['asked', 'opened', 'import', 'seed'] as const
/** What `context` holds, in order: all known before anything was drawn. */
export const CONTEXT_NAMES: readonly string[] = [
	...CATEGORIES.map((category) => `category:${category}`),
	...TRIGGERS.map((trigger) => `trigger:${trigger}`),
	'n_candidates',
	'slate_size',
	'p_none',
	'epsilon',
]

export const BANDIT: ExportConfig = {
	meaning: 'One row per shown suggestion with its chances and reward, for off-policy evaluation.',
	columns: {
		timestamp: column('timestamp', 'When the slate was shown.'),
		round_id: column('string', 'The slate; one row per place in it.'),
		action: column('int32', 'Index among all candidates of the slate, from 0.'),
		position: column('int32', 'Place on the slate, from 0.'),
		reward: nullable(
			'double',
			`${ACCEPTANCE_V1.name} v${ACCEPTANCE_V1.version}: ${ACCEPTANCE_V1.meaning} Null = no observation.`,
		),
		pscore: column('double', 'P(this candidate at its place), as logged.'),
		pscore_cascade: nullable('double', 'P(it at its place | those before it).'),
		pscore_slate: column('double', 'P(this ordered slate).'),
		p_included: column('double', 'P(it anywhere on the slate).'),
		context: listOf({ kind: 'double' }, 'Facts of the round; names in manifest.json.'),
		action_context: listOf(
			{ kind: 'double' },
			'Features of the candidate; names in manifest.json.',
		),
		viewed: column('bool', 'Whether its requester is known to have looked.'),
		verdict: nullable('string', 'The requester’s own standing verdict; null = none.'),
		dwell_ms: column('int32', 'Longest reported look, milliseconds.'),
		r_survival: nullable(
			'double',
			'Reward × share of the accepted change that stood 15 minutes later; null: no observation, or not looked at in time.',
		),
		n_actions: column('int32', 'Candidates of the slate, “show nothing” included.'),
		meta: META,
	},
	rowsOf(slate, { features, skip }) {
		const rows: Row[] = []
		const context = contextOf(slate)
		for (const each of slate.cases) {
			const { round } = each
			if (!each.byChance || round.pscore === null) {
				skip('without_chance')
				continue
			}
			const logged = slate.payload.candidates[round.action]?.features ?? {}
			rows.push({
				timestamp: slate.tsMs,
				round_id: round.slateId,
				action: round.action,
				position: round.position,
				reward: rewardOf(round, ACCEPTANCE_V1),
				pscore: round.pscore,
				pscore_cascade: round.pCascade,
				pscore_slate: round.pSlate,
				p_included: round.pIncluded,
				context,
				action_context: features.map((name) => logged[name] ?? 0),
				viewed: round.viewed !== null && outcomeOf(round) !== 'unviewed',
				verdict: ownVerdict(each),
				dwell_ms: Math.round(round.dwellMs),
				r_survival: survivingReward(round),
				n_actions: round.nActions,
				meta: each.meta,
			})
		}
		return rows
	},
}

/** What was not accepted has nothing to survive: its reward stays. */
function survivingReward(round: LoggedRound): number | null {
	const reward = rewardOf(round, ACCEPTANCE_V1)
	const { decision } = round
	if (reward === null || reward === 0 || !decision) return reward
	const change = round.followed.find(({ decisionEventId }) => decisionEventId === decision.eventId)
	const look = change?.looks.find(({ clock, horizon }) => clock === 'wall' && horizon === '15m')
	return look && look.total > 0 ? (reward * look.kept) / look.total : null
}

function contextOf({ payload }: ExportSlate): number[] {
	const shown = payload.candidates.filter(({ position }) => position !== null)
	const none = payload.candidates.find(({ suggestionId }) => suggestionId === null)
	return [
		...CATEGORIES.map((category) => (payload.category === category ? 1 : 0)),
		...TRIGGERS.map((trigger) => (payload.trigger === trigger ? 1 : 0)),
		payload.candidates.filter(({ suggestionId }) => suggestionId !== null).length,
		shown.filter(({ suggestionId }) => suggestionId !== null).length,
		none?.pIncluded ?? 0,
		payload.epsilon,
	]
}
