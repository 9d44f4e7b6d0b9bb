/**
 * The score interval of a proportion: honest for small counts and for shares near 0 or 1, where
 * "± 1.96 standard errors" is not. Every share on the research page carries one.
 */

/** The standard normal's 97.5 % quantile: two-sided 95 %. */
export const Z_95 = 1.959963984540054

/**
 * Wilson (1927), J. Am. Stat. Assoc. 22:209–212, without continuity correction:
 * (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n). For n = 0 nothing is known: [0, 1].
 */
export function wilsonInterval(successes: number, n: number, z = Z_95) {
	if (n <= 0) return { rate: 0, low: 0, high: 1 }
	const rate = successes / n
	const centre = rate + (z * z) / (2 * n)
	const spread = z * Math.sqrt((rate * (1 - rate)) / n + (z * z) / (4 * n * n))
	const scale = 1 + (z * z) / n
	// At the ends the formula is exactly 0 or 1; rounding must not leave 1e-17 there.
	const low = successes === 0 ? 0 : Math.max(0, (centre - spread) / scale)
	const high = successes === n ? 1 : Math.min(1, (centre + spread) / scale)
	return { rate, low, high }
}
