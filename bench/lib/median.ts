/** Order statistics of measured values. */

/** The value below which `share` of the values lie (nearest rank); NaN of nothing. */
export function quantile(values: readonly number[], share: number): number {
	const sorted = [...values].sort((a, b) => a - b)
	const rank = Math.max(1, Math.ceil(share * sorted.length))
	return sorted[rank - 1] ?? Number.NaN
}

export function median(values: readonly number[]): number {
	return quantile(values, 0.5)
}
