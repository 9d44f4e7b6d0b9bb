/**
 * Logistic regression with a Gaussian belief over its weights, learnt one answer at a time: each
 * answer moves the belief to the Laplace approximation of its posterior (MacKay 1992; online as in
 * Chapelle & Li 2011, with the full covariance instead of its diagonal). One answer moves the mean
 * only along Σx, so its mode is a root in one dimension. Costs O(d²) per answer for d known names.
 */

/** Named inputs of one answer; absent names are 0. */
export type Inputs = readonly (readonly [name: string, value: number])[]

export interface Prior {
	mean: number
	variance: number
}

/** A belief as plain JSON: what a policy version stores, and what replay starts from. */
export interface Belief {
	names: string[]
	mean: number[]
	/** Upper triangle of the covariance, row by row. */
	covariance: number[]
	answers: number
}

const MAX_NEWTON_STEPS = 50
const ROOT_TOLERANCE = 1e-13

export class BayesLogit {
	private readonly priorOf: (name: string) => Prior
	private readonly index = new Map<string, number>()
	private mean = new Float64Array(16)
	private covariance = new Float64Array(16 * 16)
	private room = 16
	private count = 0

	/** `priorOf` says what is believed of a name nobody has answered about yet. */
	constructor(priorOf: (name: string) => Prior, belief?: Belief) {
		this.priorOf = priorOf
		if (belief) this.restore(belief)
	}

	/** Answers learnt from so far. */
	get answers(): number {
		return this.count
	}

	/** The believed logit of yes. */
	logit(inputs: Inputs): number {
		let sum = 0
		for (const [name, value] of inputs) sum += this.weight(name) * value
		return sum
	}

	/** The believed weight of one name. */
	weight(name: string): number {
		const at = this.index.get(name)
		return at === undefined ? this.priorOf(name).mean : (this.mean[at] ?? 0)
	}

	/** Variance of the believed logit. */
	variance(inputs: Inputs): number {
		const { places, values } = this.place(inputs)
		return dot(this.timesCovariance(places, values), places, values)
	}

	/**
	 * Learns one answer.
	 * @param yes 1 = accepted, 0 = not; anything between counts as a share of a yes
	 * @param weight how much one answer counts, > 0
	 */
	learn(inputs: Inputs, yes: number, weight = 1): void {
		const { places, values } = this.place(inputs)
		const direction = this.timesCovariance(places, values)
		const spread = dot(direction, places, values)
		const logit = this.logit(inputs)
		const step = modeStep({ logit, spread, yes, weight })
		const p = sigmoid(logit + spread * step)
		const curvature = weight * p * (1 - p)
		const shrink = curvature / (1 + curvature * spread)
		const size = this.index.size
		for (let row = 0; row < size; row++) {
			const along = direction[row] ?? 0
			this.mean[row] = (this.mean[row] ?? 0) + along * step
			if (along === 0) continue
			const start = row * this.room
			for (let column = 0; column < size; column++) {
				const at = start + column
				this.covariance[at] = (this.covariance[at] ?? 0) - shrink * along * (direction[column] ?? 0)
			}
		}
		this.count++
	}

	belief(): Belief {
		const names = [...this.index.keys()]
		const covariance: number[] = []
		for (let row = 0; row < names.length; row++)
			for (let column = row; column < names.length; column++)
				covariance.push(this.covariance[row * this.room + column] ?? 0)
		return {
			names,
			mean: [...this.mean.subarray(0, names.length)],
			covariance,
			answers: this.count,
		}
	}

	private restore({ names, mean, covariance, answers }: Belief): void {
		for (const name of names) this.add(name)
		let next = 0
		for (let row = 0; row < names.length; row++) {
			this.mean[row] = mean[row] ?? 0
			for (let column = row; column < names.length; column++) {
				const value = covariance[next++] ?? 0
				this.covariance[row * this.room + column] = value
				this.covariance[column * this.room + row] = value
			}
		}
		this.count = answers
	}

	/** Where each name lies, made known on the way. */
	private place(inputs: Inputs) {
		const places: number[] = []
		const values: number[] = []
		for (const [name, value] of inputs) {
			if (value === 0) continue
			places.push(this.index.get(name) ?? this.add(name))
			values.push(value)
		}
		return { places, values }
	}

	private add(name: string): number {
		const at = this.index.size
		if (at === this.room) this.grow()
		const { mean, variance } = this.priorOf(name)
		this.index.set(name, at)
		this.mean[at] = mean
		this.covariance[at * this.room + at] = variance
		return at
	}

	private grow(): void {
		const room = this.room * 2
		const mean = new Float64Array(room)
		mean.set(this.mean)
		const covariance = new Float64Array(room * room)
		for (let row = 0; row < this.room; row++)
			covariance.set(this.covariance.subarray(row * this.room, (row + 1) * this.room), row * room)
		Object.assign(this, { mean, covariance, room })
	}

	/** Σx, over all known names. */
	private timesCovariance(places: readonly number[], values: readonly number[]): Float64Array {
		const size = this.index.size
		const product = new Float64Array(size)
		for (const [i, place] of places.entries()) {
			const value = values[i] ?? 0
			const start = place * this.room
			for (let column = 0; column < size; column++)
				product[column] = (product[column] ?? 0) + value * (this.covariance[start + column] ?? 0)
		}
		return product
	}
}

function dot(vector: Float64Array, places: readonly number[], values: readonly number[]): number {
	return places.reduce((sum, place, i) => sum + (vector[place] ?? 0) * (values[i] ?? 0), 0)
}

export function sigmoid(logit: number): number {
	return logit >= 0 ? 1 / (1 + Math.exp(-logit)) : Math.exp(logit) / (1 + Math.exp(logit))
}

/**
 * The root t of t = weight · (yes − σ(logit + spread · t)): the posterior's mode is mean + Σx · t. The
 * left side grows and the right side falls in t, so there is one root; Newton within a bracket.
 */
function modeStep(answer: { logit: number; spread: number; yes: number; weight: number }): number {
	const { logit, spread, yes, weight } = answer
	let low = weight * (yes - 1)
	let high = weight * yes
	let t = weight * (yes - sigmoid(logit))
	for (let i = 0; i < MAX_NEWTON_STEPS; i++) {
		const p = sigmoid(logit + spread * t)
		const gap = t - weight * (yes - p)
		if (gap > 0) high = t
		else low = t
		const next = t - gap / (1 + weight * spread * p * (1 - p))
		const bounded = next > low && next < high ? next : (low + high) / 2
		if (Math.abs(bounded - t) < ROOT_TOLERANCE) return bounded
		t = bounded
	}
	return t
}
