/**
 * Leaves an endpoint alone after several failures in a row: nobody waits for what does not answer. One
 * question tries it again afterwards; each further failure doubles the rest.
 */
const FAILURES = 4
const FIRST_REST_MS = 30_000
const LONGEST_REST_MS = 600_000

export interface CircuitBreaker {
	/** When it may be asked again, or null when it may be asked now. Asking takes the one try there is. */
	restsUntil(now: number): number | null
	enter(now: number): void
	succeeded(): void
	failed(now: number): void
}

export function createCircuitBreaker(): CircuitBreaker {
	let inARow = 0
	let until = 0
	return {
		restsUntil: (now) => (inARow >= FAILURES && now < until ? until : null),
		enter(now) {
			// Whoever tries it first after a rest tries it alone.
			if (inARow >= FAILURES) until = now + restOf(inARow)
		},
		succeeded() {
			inARow = 0
			until = 0
		},
		failed(now) {
			inARow++
			if (inARow >= FAILURES) until = now + restOf(inARow)
		},
	}
}

function restOf(inARow: number): number {
	return Math.min(LONGEST_REST_MS, FIRST_REST_MS * 2 ** (inARow - FAILURES))
}
