/**
 * Evaluates a policy on logged slates: DR with item-position weights first, the other item-position
 * estimators beside it, and the cascade and whole-slate ones as a check of their assumption. Guards
 * signals.md S68: the value is that of one suggestion that was looked at.
 */

import type { EstimatorFamily } from './estimators.ts'
import { type Estimate, type EvaluateOptions, type Evaluation, evaluate } from './evaluate.ts'
import { meanWeightError, weightFigures } from './overlap.ts'
import type { Link } from './reward-model.ts'
import { type SlateModel, withRewardModel } from './slate-model.ts'
import type { SlatePolicy } from './slate-policy.ts'
import { type LoggedSlate, type SlateRows, slateRows } from './slates.ts'

export interface SlateOptions {
	families?: readonly EstimatorFamily[]
	limits?: readonly number[]
	/** Value of a looked-at suggestion (row, the default) or of a whole slate (unit). */
	per?: EvaluateOptions['per']
	/** Whether rows of one person, and of one scene, may depend on each other; on unless simulated. */
	isClustered?: boolean
	link?: Link
	seed: string
	repetitions?: number
	onProgress?: (share: number) => void
}
/** How far the logged chances of one logging policy can be trusted. */
export interface ChanceCheck {
	policyId: string
	n: number
	/** Of the evaluated policy's weights on this policy's rows; 1 within error when chances are right. */
	meanWeight: number
	standardError: number
}
export interface SlateEvaluation extends Evaluation {
	policyId: string
	people: number
	scenes: number
	model: Omit<SlateModel, 'rows'> | null
	chances: ChanceCheck[]
	/** Slates whose logged chances do, and do not, follow from their logged weights. */
	replayed: SlateRows['replayed']
	warnings: string[]
}

const ASSUMPTION_CHECK =
	'Assumes less and varies more: agreement with the others supports their assumption, no more.'

/** Pure and deterministic by seed. @throws OpeError when there is nothing to evaluate on. */
export function evaluateSlates(
	slates: readonly LoggedSlate[],
	policy: SlatePolicy,
	options: SlateOptions,
): SlateEvaluation {
	const data = slateRows(slates, policy)
	const isModelled = data.rows.n > 0 && needsModel(options.families)
	const fitted = isModelled ? withRewardModel(data, options) : null
	const { people, scenes } = data
	const common: EvaluateOptions = {
		units: data.slates,
		groups: (options.isClustered ?? true) ? [people, scenes] : [],
		per: options.per ?? 'row',
		...pick(options),
	}
	const evaluation = evaluate(fitted?.rows ?? data.rows, common)
	return {
		...evaluation,
		estimators: [...evaluation.estimators.map(named), ...checks(data, common)],
		...{ policyId: policy.id, people: people.count, scenes: scenes.count },
		model: fitted ? withoutRows(fitted) : null,
		chances: chanceChecks(data),
		replayed: data.replayed,
		warnings: warningsOf(data),
	}
}

function withoutRows({ link, folds, foldedBy, penalty, columns }: SlateModel) {
	return { link, folds, foldedBy, penalty, columns }
}

function pick({ families, limits, seed, repetitions, onProgress }: SlateOptions) {
	return {
		seed,
		...(families && { families }),
		...(limits && { limits }),
		...(repetitions !== undefined && { repetitions }),
		...(onProgress && { onProgress }),
	}
}

function needsModel(families: readonly EstimatorFamily[] | undefined): boolean {
	return families?.some((family) => !['ips', 'snips', 'ips-clip'].includes(family)) ?? true
}

/** Item-position forms carry their own names: Li et al. 2018, KDD (IIPS); DR by the same weights. */
function named(estimate: Estimate): Estimate {
	const key = estimate.key.replace(/^(ips|sn)/, (start) => (start === 'ips' ? 'iips' : start))
	if (estimate.key === 'snips') return { ...estimate, key: 'sniips', label: 'Self-normalised IIPS' }
	if (!estimate.key.startsWith('ips')) return { ...estimate, key }
	return { ...estimate, key, label: estimate.label.replace('IPS', 'IIPS') }
}

/** RIPS: McInerney et al. 2020, KDD. SIPS: IPS over whole slates (Swaminathan et al. 2017, NeurIPS, eq. 3). */
function checks(data: SlateRows, options: EvaluateOptions): Estimate[] {
	const kinds = [
		{ key: 'rips', label: 'Cascade IPS (RIPS)', weight: data.cascadeWeight },
		{ key: 'sips', label: 'Whole-slate IPS (SIPS)', weight: data.slateWeight },
	]
	if (options.families && !options.families.includes('ips')) return []
	return kinds.flatMap(({ key, label, weight }) => {
		if (!weight) return []
		const plain = { ...options, families: ['ips' as const] }
		const { estimators } = evaluate({ ...data.rows, weight }, plain)
		return estimators.map((each) => ({ ...each, key, label, caution: ASSUMPTION_CHECK }))
	})
}

function chanceChecks({ rows, cells, slates }: SlateRows): ChanceCheck[] {
	const byPolicy = new Map<string, number[]>()
	for (const [row, { slate }] of cells.entries()) {
		const own = byPolicy.get(slate.policyId) ?? []
		byPolicy.set(slate.policyId, own)
		own.push(row)
	}
	return [...byPolicy].map(([policyId, own]) => {
		const weight = Float64Array.from(own, (row) => rows.weight[row] ?? 0)
		const units = renumbered(Uint32Array.from(own, (row) => slates.ids[row] ?? 0))
		const { meanWeight } = weightFigures(weight)
		return { policyId, n: own.length, meanWeight, standardError: meanWeightError(weight, units) }
	})
}

function renumbered(ids: Uint32Array) {
	const known = new Map<number, number>()
	const next = ids.map((id) => {
		const own = known.get(id) ?? known.size
		known.set(id, own)
		return own
	})
	return { name: 'slate' as const, ids: next, count: known.size }
}

/** Below this many clusters Student's t is all that keeps the interval honest. */
const FEW = 8

function warningsOf({ people, scenes, replayed }: SlateRows): string[] {
	const warnings: string[] = []
	for (const { name, count } of [people, scenes]) {
		if (count === 1) {
			warnings.push(
				`Everything comes from one ${name}: the interval says nothing about another ${name}.`,
			)
		} else if (count < FEW) {
			warnings.push(
				`${count} ${name === 'person' ? 'people' : 'scenes'}: intervals across them are wide, and the bootstrap’s are too narrow.`,
			)
		}
	}
	if (replayed.different > 0) {
		warnings.push(
			`The chances of ${replayed.different} slates do not follow from their logged weights; the logged ones are used, and what could not have been shown there is not known.`,
		)
	}
	return warnings
}
