/**
 * The menu: every estimator by key, with what it needs, what it promises and where it is from. Guards
 * signals.md S62: an interval is offered as one for the policy's value only where simulation bears it out.
 */
import {
	clippedDoublyRobust,
	directMethod,
	doublyRobust,
	selfNormalisedDoublyRobust,
	shrunkDoublyRobust,
	switchDoublyRobust,
} from './doubly-robust.ts'
import {
	clippedInversePropensity,
	inversePropensity,
	selfNormalised,
} from './inverse-propensity.ts'
import type { OpeRows } from './rows.ts'
import type { Terms } from './terms.ts'

export const ESTIMATOR_FAMILIES = [
	'dr',
	'snips',
	'ips',
	'sndr',
	'dm',
	'ips-clip',
	'dr-clip',
	'switch-dr',
	'dr-os',
] as const
export type EstimatorFamily = (typeof ESTIMATOR_FAMILIES)[number]

export interface EstimatorSpec {
	family: EstimatorFamily
	label: string
	needsModel: boolean
	/** Whether its interval is one for the policy's value; else it shows the spread alone. */
	coversValue: boolean
	/** What a reader must know of it; null for plain ones. */
	caution: string | null
	/** Limit on weights (λ or τ), when it has one. */
	hasLimit: boolean
	terms(rows: OpeRows, limit: number): Terms
}

const MODEL_ONLY =
	'The model’s own error is in no interval: it can be tight and wrong. Never read it alone.'
const BIASED = 'Limiting weights biases the value; the interval shows its spread, not the bias.'

/** In the order they are shown; the first is the default (signal.md section 3.4). */
export const ESTIMATORS: readonly EstimatorSpec[] = [
	spec('dr', 'Doubly robust', doublyRobust),
	spec('snips', 'Self-normalised IPS', selfNormalised),
	spec('ips', 'IPS', inversePropensity),
	spec('sndr', 'Self-normalised DR', selfNormalisedDoublyRobust),
	spec('dm', 'Direct method', directMethod, { coversValue: false, caution: MODEL_ONLY }),
	limited('ips-clip', 'Clipped IPS', clippedInversePropensity),
	limited('dr-clip', 'Clipped DR', clippedDoublyRobust),
	limited('switch-dr', 'Switch-DR', switchDoublyRobust),
	limited('dr-os', 'DR with optimistic shrinkage', shrunkDoublyRobust),
]

/** `ips` for plain ones, `ips-clip10` for limited ones. */
export function estimatorKey(family: EstimatorFamily, limit: number | null): string {
	return limit === null ? family : `${family}${limit}`
}

function spec(
	family: EstimatorFamily,
	label: string,
	terms: (rows: OpeRows) => Terms,
	more: Partial<EstimatorSpec> = {},
): EstimatorSpec {
	const needsModel = family !== 'ips' && family !== 'snips'
	const plain = { coversValue: true, caution: null, hasLimit: false }
	return { family, label, needsModel, ...plain, ...more, terms }
}

function limited(
	family: EstimatorFamily,
	label: string,
	terms: (rows: OpeRows, limit: number) => Terms,
): EstimatorSpec {
	const needsModel = family !== 'ips-clip'
	const common = { coversValue: false, caution: BIASED, hasLimit: true }
	return { family, label, needsModel, ...common, terms }
}
