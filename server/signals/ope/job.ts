/**
 * What an evaluation's own thread is given and what it sends back: plain data that survives the way
 * between threads. The policy is prepared outside, because functions do not.
 */

import {
	evaluateSlates,
	type SlateEvaluation,
	type SlateOptions,
} from '#core/signals/ope/evaluate-slates.ts'
import {
	type GivenPolicy,
	groupKey,
	nameOf,
	parseProbabilities,
	wrong,
} from '#core/signals/ope/probabilities-csv.ts'
import { OpeError } from '#core/signals/ope/rows.ts'
import {
	mixtureChances,
	type OfferedSlate,
	type SlatePolicy,
	UNIFORM_SLATES,
} from '#core/signals/ope/slate-policy.ts'
import type { LoggedSlate } from '#core/signals/ope/slates.ts'
import { SLATE_SLOTS } from '#core/suggestions/choose.ts'

/** `csv` is read in the evaluation's own thread: it may be tens of megabytes. */
export type JobPolicy =
	| { kind: 'uniform' }
	| { kind: 'weights'; id: string }
	| { kind: 'csv'; id: string; text: string }

export interface EvaluationJob {
	policy: JobPolicy
	options: Omit<SlateOptions, 'onProgress'>
}
/** What a stored policy weighs a slate's candidates with. */
export interface Wanted {
	logWeights: number[]
	epsilon: number
}
export interface HandedSlate {
	slate: LoggedSlate
	/** For a stored policy; else null. */
	wanted: Wanted | null
}
/** To the thread: slates, a few at a time, then the word to begin. */
export type JobInput = { kind: 'slates'; slates: HandedSlate[] } | { kind: 'begin' }
export type JobMessage =
	| { kind: 'progress'; share: number }
	| { kind: 'done'; result: SlateEvaluation }
	| { kind: 'refused'; sentence: string }

/** Runs a job where it stands. @throws OpeError in a sentence. */
export function runJob(
	{ policy, options }: EvaluationJob,
	handed: readonly HandedSlate[],
	onProgress: (share: number) => void,
): SlateEvaluation {
	const slates = handed.map(({ slate }) => slate)
	return evaluateSlates(slates, policyOf(policy, handed), { ...options, onProgress })
}

function policyOf(policy: JobPolicy, handed: readonly HandedSlate[]): SlatePolicy {
	if (policy.kind === 'uniform') return UNIFORM_SLATES
	if (policy.kind === 'csv') {
		return givenSlates(policy.id, parseProbabilities(policy.text.split(/\r?\n/)))
	}
	const bySlate = new Map(handed.map(({ slate, wanted }) => [slate.slateId, wanted]))
	return {
		id: policy.id,
		chances: ({ slateId, order, features }) => {
			const wanted = bySlate.get(slateId)
			if (!wanted) throw new OpeError(`The policy says nothing about slate ${slateId}.`)
			const places = Math.min(SLATE_SLOTS, features.length)
			return mixtureChances(wanted.logWeights, { epsilon: wanted.epsilon, order, places })
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
