/**
 * The reward model for logs without features worth the name: each action's own rate, drawn towards a
 * prior. Plain enough to be recomputed by hand, which is why comparisons with other tools use it.
 */

/** (Σ reward + 1) ÷ (rows + 100): a prior of one success in a hundred. */
export const PRIOR_REWARD = 1
export const PRIOR_ROWS = 100

export interface RateInput {
	actions: number
	action: Uint32Array
	reward: Float64Array
	/** Fold of each row; a row's rates come from the other folds. Null = from all rows, itself included. */
	foldOf: Uint8Array | null
	folds: number
}

/** q̂(a) per fold, `actions` entries each; a single entry when there are no folds. */
export function smoothedRates({ actions, action, reward, foldOf, folds }: RateInput) {
	const count = foldOf ? folds : 1
	return Array.from({ length: count }, (_, fold) => {
		const sums = new Float64Array(actions).fill(PRIOR_REWARD)
		const rows = new Float64Array(actions).fill(PRIOR_ROWS)
		for (let i = 0; i < action.length; i++) {
			if (foldOf && foldOf[i] === fold) continue
			const a = action[i] ?? 0
			sums[a] = (sums[a] ?? 0) + (reward[i] ?? 0)
			rows[a] = (rows[a] ?? 0) + 1
		}
		return sums.map((sum, a) => sum / (rows[a] ?? 1))
	})
}
