/**
 * Estimators that lean on a reward model q̂: the direct method alone, and those that correct the
 * model's errors with weighted residuals. Shapes: columns of `rows.n`; units of the reward.
 */
import { clipWeights } from './inverse-propensity.ts'
import { OpeError, type OpeRows } from './rows.ts'
import type { Terms } from './terms.ts'

/**
 * (1/n) Σ_i Σ_a π_e(a | x_i) q̂(x_i, a). Its error is the model's, which no standard error shows: never
 * read it alone. Beygelzimer and Langford 2009, KDD.
 */
export function directMethod(rows: OpeRows): Terms {
	return { base: modelled(rows).qPolicy, num: null, den: null, weight: null }
}

/** DM + (1/n) Σ w (r − q̂). Dudík, Langford and Li 2011, ICML, eq. 2; 2014, Stat. Sci. 29:485–511. */
export function doublyRobust(rows: OpeRows): Terms {
	return corrected(rows, rows.weight)
}

/** DR with min(w, λ): biased by whatever the model gets wrong where weights are large. Su et al. 2020. */
export function clippedDoublyRobust(rows: OpeRows, clip: number): Terms {
	return corrected(rows, clipWeights(rows.weight, clip))
}

/** DM + Σ w (r − q̂) ÷ Σ w. Thomas and Brunskill 2016, ICML (weighted DR, one step). */
export function selfNormalisedDoublyRobust(rows: OpeRows): Terms {
	return { ...corrected(rows, rows.weight), den: rows.weight }
}

/** DR that drops the correction where w > τ. Wang, Agarwal and Dudík 2017, ICML, eq. 8. */
export function switchDoublyRobust(rows: OpeRows, threshold: number): Terms {
	return corrected(
		rows,
		rows.weight.map((w) => (w <= threshold ? w : 0)),
	)
}

/** DR with weights λ w ÷ (w² + λ). Su, Dimakopoulou, Krishnamurthy and Dudík 2020, ICML, §3. */
export function shrunkDoublyRobust(rows: OpeRows, lambda: number): Terms {
	return corrected(
		rows,
		rows.weight.map((w) => (lambda * w) / (w * w + lambda)),
	)
}

function corrected(rows: OpeRows, weight: Float64Array): Terms {
	const { qLogged, qPolicy } = modelled(rows)
	const residual = weight.map((w, i) => w * ((rows.reward[i] ?? 0) - (qLogged[i] ?? 0)))
	return { base: qPolicy, num: residual, den: null, weight }
}

function modelled({ qLogged, qPolicy }: OpeRows) {
	if (!qLogged || !qPolicy) throw new OpeError('This estimator needs a reward model.')
	return { qLogged, qPolicy }
}
