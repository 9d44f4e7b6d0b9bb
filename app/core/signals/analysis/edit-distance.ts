/**
 * How much of a suggestion people changed before they took it: fields changed ÷ fields in all, among
 * those accepted after an edit. Guards signals.md S83.
 */
import type { Counting } from '../acceptance.ts'
import { isObserved } from '../rounds.ts'

export interface EditDistances {
	/** Counts by tenths: (0, .1], (.1, .2] … (.9, 1]. */
	counts: number[]
	n: number
	/** Mean share changed; null without any. */
	mean: number | null
	/** Accepted as they were: a distance of 0, and in no bin. */
	unchanged: number
	/** Accepted after an edit without known fields. */
	unknown: number
}

export const TENTHS = 10

export function countEditDistances(): Counting<EditDistances> {
	const counts = Array.from({ length: TENTHS }, () => 0)
	let n = 0
	let sum = 0
	let unchanged = 0
	let unknown = 0
	return {
		add(round) {
			const { decision } = round
			if (!decision || !isObserved(round)) return
			if (decision.verdict === 'accept') unchanged++
			if (decision.verdict !== 'edit_accept') return
			const { fieldsTotal, fieldsChanged } = decision
			if (fieldsTotal <= 0) {
				unknown++
				return
			}
			const share = Math.min(1, fieldsChanged / fieldsTotal)
			n++
			sum += share
			// A share of exactly .3 belongs to the third tenth, whatever 3 ÷ 10 × 10 rounds to.
			const tenth = Math.max(0, Math.ceil(share * TENTHS - 1e-9) - 1)
			counts[tenth] = (counts[tenth] ?? 0) + 1
		},
		result: () => ({ counts, n, mean: n === 0 ? null : sum / n, unchanged, unknown }),
	}
}
