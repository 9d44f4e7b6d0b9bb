/**
 * Plackett–Luce: sequential draws without replacement from exp(log weight) (Luce 1959, Plackett 1975),
 * with exact chances. The rule it guards: everything is computed from differences of log weights over
 * the candidates that are left; subtracting from a running total gives 0 ÷ 0 when one weight dominates.
 */

/** exp(w_i) ÷ Σ exp(w_j) over those left. */
export function shareOf(
	weights: readonly number[],
	index: number,
	left: readonly number[],
): number {
	const own = weights[index] ?? 0
	return 1 / left.reduce((sum, j) => sum + Math.exp((weights[j] ?? 0) - own), 0)
}

/** ln Σ exp(w_j) over those left, safe for weights of any size; −∞ for none. */
export function logSumOf(weights: readonly number[], left: readonly number[]): number {
	if (left.length === 0) return Number.NEGATIVE_INFINITY
	const most = left.reduce((max, j) => Math.max(max, weights[j] ?? 0), Number.NEGATIVE_INFINITY)
	return most + Math.log(left.reduce((sum, j) => sum + Math.exp((weights[j] ?? 0) - most), 0))
}

/** P(each card at its place | those before it), for a slate of indices into `weights`. */
export function cascadeOf(weights: readonly number[], slate: readonly number[]): number[] {
	return slate.map((index, place) => {
		const before = slate.slice(0, place)
		const left = weights.map((_, i) => i).filter((i) => !before.includes(i))
		return shareOf(weights, index, left)
	})
}

/**
 * P(candidate i at place k) as `[k][i]`, exactly, by summing over everything that may stand before it:
 * O(n³) for three places, 8,000 terms for 20 candidates.
 */
export function positionMarginals(weights: readonly number[], places: number): number[][] {
	const table = Array.from({ length: places }, () => weights.map(() => 0))
	const used = weights.map(() => false)
	const walk = (place: number, chance: number) => {
		const row = table[place]
		if (!row || chance === 0) return
		const most = maxLeft(weights, used)
		const rest = sumLeft(weights, used, most)
		for (let i = 0; i < weights.length; i++) {
			if (used[i]) continue
			const p = (chance * Math.exp((weights[i] ?? 0) - most)) / rest
			row[i] = (row[i] ?? 0) + p
			used[i] = true
			walk(place + 1, p)
			used[i] = false
		}
	}
	walk(0, 1)
	return table
}

function maxLeft(weights: readonly number[], used: readonly boolean[]): number {
	let most = Number.NEGATIVE_INFINITY
	for (let i = 0; i < weights.length; i++) if (!used[i]) most = Math.max(most, weights[i] ?? 0)
	return most
}

function sumLeft(weights: readonly number[], used: readonly boolean[], most: number): number {
	let sum = 0
	for (let i = 0; i < weights.length; i++) if (!used[i]) sum += Math.exp((weights[i] ?? 0) - most)
	return sum
}

/** An order of `count` indices drawn with the chances that `cascadeOf` states. */
export function drawOrder(
	weights: readonly number[],
	count: number,
	random: () => number,
): number[] {
	const chosen: number[] = []
	while (chosen.length < count) {
		const left = weights.map((_, i) => i).filter((i) => !chosen.includes(i))
		const next = pickOne(weights, left, random())
		if (next === undefined) break
		chosen.push(next)
	}
	return chosen
}

function pickOne(
	weights: readonly number[],
	left: readonly number[],
	at: number,
): number | undefined {
	let rest = at
	for (const index of left) {
		rest -= shareOf(weights, index, left)
		if (rest < 0) return index
	}
	// The last one takes what rounding leaves over.
	return left.at(-1)
}
