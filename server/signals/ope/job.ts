/**
 * What an evaluation's own thread is given and what it sends back: plain data that survives the way
 * between threads. The policy is prepared outside, because functions do not.
 */

import {
	evaluateSlates,
	type SlateEvaluation,
	type SlateOptions,
} from '#core/signals/ope/evaluate-slates.ts'
import { type GivenPolicy, groupKey, nameOf, wrong } from '#core/signals/ope/probabilities-csv.ts'
import { OpeError } from '#core/signals/ope/rows.ts'
import {
	mixtureChances,
	type OfferedSlate,
	type SlatePolicy,
	UNIFORM_SLATES,
} from '#core/signals/ope/slate-policy.ts'
import type { LoggedSlate } from '#core/signals/ope/slates.ts'

export type JobPolicy =
	| { kind: 'uniform' }
	| { kind: 'weights'; id: string; bySlate: Map<string, { logWeights: number[]; epsilon: number }> }
	| { kind: 'given'; id: string; given: GivenPolicy }

export interface EvaluationJob {
	slates: LoggedSlate[]
	policy: JobPolicy
	options: Omit<SlateOptions, 'onProgress'>
}
export type JobMessage =
	| { kind: 'progress'; share: number }
	| { kind: 'done'; result: SlateEvaluation }
	| { kind: 'refused'; sentence: string }

/** Runs a job where it stands. @throws OpeError in a sentence. */
export function runJob(job: EvaluationJob, onProgress: (share: number) => void): SlateEvaluation {
	return evaluateSlates(job.slates, policyOf(job.policy), { ...job.options, onProgress })
}

function policyOf(policy: JobPolicy): SlatePolicy {
	if (policy.kind === 'uniform') return UNIFORM_SLATES
	if (policy.kind === 'given') return givenSlates(policy.id, policy.given)
	return {
		id: policy.id,
		chances: ({ slateId, order, features }) => {
			const found = policy.bySlate.get(slateId)
			if (!found) throw new OpeError(`The policy says nothing about slate ${slateId}.`)
			const { logWeights, epsilon } = found
			const places = Math.max(order.length, Math.min(3, features.length))
			return mixtureChances(logWeights, { epsilon, order, places })
		},
	}
}

/** Marginals from a file: slate, place (from 0), candidate (its index in the log), probability. */
export function givenSlates(id: string, given: GivenPolicy): SlatePolicy {
	if (!given.hasRound) {
		throw new OpeError(
			'The probabilities need a column slate_id: candidates differ from slate to slate.',
		)
	}
	return {
		id,
		chances: (slate) => ({
			position: slate.order.map((_, place) => chancesAt(given, slate, place)),
			prefix: null,
		}),
	}
}

function chancesAt(given: GivenPolicy, slate: OfferedSlate, place: number): number[] {
	const at = { round: slate.slateId, place: given.hasPlace ? String(place) : null }
	const group = given.groups.get(groupKey(at.round, at.place))
	if (!group) {
		throw new OpeError(`The probabilities leave out ${nameOf(at)}, which the log holds.`)
	}
	const chances = slate.features.map(() => 0)
	for (const [name, chance] of group.chances) {
		const action = /^\d+$/.test(name) ? Number(name) : Number.NaN
		if (!(action < chances.length)) {
			throw wrong(
				group.line,
				`begins ${nameOf(at)}, which names the unknown candidate “${name}”; the slate has ${chances.length}, counted from 0.`,
			)
		}
		chances[action] = chance
	}
	return chances
}
