/** Quantiles of Student's t, for intervals from few people: 8 directors are 7 degrees of freedom. */

/** P(|T| ≤ t) with `df` degrees of freedom, df > 0, t ≥ 0: 1 − I_{df/(df+t²)}(df/2, 1/2). */
export function studentCentralChance(t: number, df: number): number {
	return 1 - incompleteBeta(df / (df + t * t), df / 2, 0.5)
}

/** The t with P(|T| ≤ t) = `level` (0 < level < 1), to 1e-10; Infinity for df < 1. */
export function studentQuantile(level: number, df: number): number {
	if (!(df >= 1)) return Number.POSITIVE_INFINITY
	let low = 0
	let high = 2
	while (studentCentralChance(high, df) < level) high *= 2
	while (high - low > 1e-11 * high) {
		const middle = (low + high) / 2
		if (studentCentralChance(middle, df) < level) low = middle
		else high = middle
	}
	return (low + high) / 2
}

/** Regularised incomplete beta I_x(a, b); DLMF 8.17.22, evaluated by Lentz's method. */
function incompleteBeta(x: number, a: number, b: number): number {
	if (x <= 0) return 0
	if (x >= 1) return 1
	if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a)
	const logBeta = logGamma(a) + logGamma(b) - logGamma(a + b)
	return (Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBeta) * fraction(x, a, b)) / a
}

function fraction(x: number, a: number, b: number): number {
	let c = 1
	let d = 1 / (1 - ((a + b) * x) / (a + 1))
	let value = d
	for (let m = 1; m <= 1000; m++) {
		const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
		const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
		d = 1 / (1 + even * d)
		c = 1 + even / c
		value *= c * d
		d = 1 / (1 + odd * d)
		c = 1 + odd / c
		const step = c * d
		value *= step
		if (Math.abs(step - 1) < 1e-15) break
	}
	return value
}

/** ln Γ(x), x > 0, by Stirling's series after shifting x above 10; relative error below 1e-14. */
function logGamma(x: number): number {
	let shift = 0
	let at = x
	while (at < 10) {
		shift -= Math.log(at)
		at += 1
	}
	const inverse = 1 / (at * at)
	const series =
		(1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse * (1 / 1680 - inverse / 1188)))) /
		at
	return shift + (at - 0.5) * Math.log(at) - at + 0.5 * Math.log(2 * Math.PI) + series
}
