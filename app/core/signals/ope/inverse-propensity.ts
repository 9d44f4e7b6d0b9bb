/**
 * Estimators that only reweight what happened: no model of rewards, unbiased (IPS) or nearly (SNIPS)
 * where the chances are right and overlap is enough. Shapes: columns of `rows.n`; units of the reward.
 */
import type { OpeRows } from './rows.ts'
import type { Terms } from './terms.ts'

/** (1/n) Σ w r. Horvitz and Thompson 1952, J. Am. Stat. Assoc. 47:663–685; Precup et al. 2000, ICML. */
export function inversePropensity({ reward, weight }: OpeRows): Terms {
	return { base: null, num: times(weight, reward), den: null, weight }
}

/**
 * (1/n) Σ min(w, λ) r: less variance, and a bias towards 0 that no interval shows. Ionides 2008,
 * J. Comput. Graph. Stat. 17:295–311; Bottou et al. 2013, JMLR 14:3207–3260.
 */
export function clippedInversePropensity({ reward, weight }: OpeRows, clip: number): Terms {
	const clipped = clipWeights(weight, clip)
	return { base: null, num: times(clipped, reward), den: null, weight: clipped }
}

/** Σ w r ÷ Σ w. Hájek 1971; Swaminathan and Joachims 2015, NeurIPS, eq. 6. */
export function selfNormalised({ reward, weight }: OpeRows): Terms {
	return { base: null, num: times(weight, reward), den: weight, weight }
}

/** min(w, λ), row by row. */
export function clipWeights(weight: Float64Array, clip: number): Float64Array {
	return weight.map((w) => Math.min(w, clip))
}

export function times(a: Float64Array, b: Float64Array): Float64Array {
	return a.map((value, i) => value * (b[i] ?? 0))
}
