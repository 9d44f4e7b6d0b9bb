/** Solves the small dense systems of the reward model; symmetric positive definite ones only. */
import { OpeError } from './rows.ts'

/**
 * x with A x = b by Cholesky's decomposition. `matrix` is d × d, row by row, and is not changed;
 * only its lower triangle is read. @throws OpeError when it is not positive definite.
 */
export function solveSymmetric(matrix: Float64Array, right: Float64Array): Float64Array {
	const d = right.length
	const lower = choleskyOf(matrix, d)
	const x = Float64Array.from(right)
	for (let i = 0; i < d; i++) {
		let sum = x[i] ?? 0
		for (let j = 0; j < i; j++) sum -= (lower[i * d + j] ?? 0) * (x[j] ?? 0)
		x[i] = sum / (lower[i * d + i] ?? 1)
	}
	for (let i = d - 1; i >= 0; i--) {
		let sum = x[i] ?? 0
		for (let j = i + 1; j < d; j++) sum -= (lower[j * d + i] ?? 0) * (x[j] ?? 0)
		x[i] = sum / (lower[i * d + i] ?? 1)
	}
	return x
}

function choleskyOf(matrix: Float64Array, d: number): Float64Array {
	const lower = new Float64Array(d * d)
	for (let i = 0; i < d; i++) {
		for (let j = 0; j <= i; j++) {
			let sum = matrix[i * d + j] ?? 0
			for (let k = 0; k < j; k++) sum -= (lower[i * d + k] ?? 0) * (lower[j * d + k] ?? 0)
			if (i !== j) lower[i * d + j] = sum / (lower[j * d + j] ?? 1)
			else if (sum > 0) lower[i * d + i] = Math.sqrt(sum)
			else throw new OpeError('The reward model has no unique fit; raise its penalty.')
		}
	}
	return lower
}
