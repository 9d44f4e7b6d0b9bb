/** The two simplest estimators, written out again: what anybody would compute from exported rows. */
export interface Weighed {
	reward: number
	weight: number
}

export function inversePropensity(rows: readonly Weighed[]): number {
	return rows.reduce((sum, { reward, weight }) => sum + reward * weight, 0) / rows.length
}

export function selfNormalised(rows: readonly Weighed[]): number {
	const weights = rows.reduce((sum, { weight }) => sum + weight, 0)
	return rows.reduce((sum, { reward, weight }) => sum + reward * weight, 0) / weights
}
