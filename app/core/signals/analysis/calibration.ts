/**
 * Whether the ranker's scores mean what they say: predicted chance of acceptance against what happened,
 * in tenths, only where a policy scored. Guards signals.md S85: over viewed suggestions that the policy
 * itself chose to show, which is what it can be held to.
 */
import type { Counting } from '../acceptance.ts'
import { isObserved } from '../rounds.ts'
import { wilsonInterval } from '../wilson.ts'

export interface CalibrationBin {
	/** Predicted chances from and to. */
	from: number
	to: number
	n: number
	accepted: number
	/** Mean prediction in the bin. */
	predicted: number
	/** Observed share with its 95 % Wilson interval. */
	rate: number
	low: number
	high: number
}
export interface Calibration {
	/** Bins that hold something, lowest first. */
	bins: CalibrationBin[]
	n: number
	/** Mean prediction and observed share; null without any. */
	predicted: number | null
	observed: number | null
	/** Brier 1950, Mon. Weather Rev. 78:1–3: mean squared error; null without any. */
	brier: number | null
	/** Of always predicting the observed share: what a score must beat. */
	brierOfShare: number | null
	/** Mean distance of prediction and share over bins, weighted by their counts (Naeini et al. 2015, AAAI). */
	error: number | null
}

export const BINS = 10

export function countCalibration(): Counting<Calibration> {
	const sums = Array.from({ length: BINS }, () => ({ n: 0, accepted: 0, predicted: 0, squares: 0 }))
	return {
		add(round) {
			if (round.score === null || !isObserved(round)) return
			const predicted = 1 / (1 + Math.exp(-round.score))
			const bin = sums[Math.min(BINS - 1, Math.floor(predicted * BINS))]
			if (!bin) return
			const verdict = round.decision?.verdict
			const isTaken = verdict === 'accept' || verdict === 'edit_accept' ? 1 : 0
			bin.n++
			bin.accepted += isTaken
			bin.predicted += predicted
			bin.squares += (predicted - isTaken) ** 2
		},
		result() {
			const bins = sums.flatMap(({ n, accepted, predicted }, i) =>
				n === 0
					? []
					: [
							{
								...{ from: i / BINS, to: (i + 1) / BINS, n, accepted, predicted: predicted / n },
								...wilsonInterval(accepted, n),
							},
						],
			)
			return {
				bins,
				...summary(
					bins,
					sums.reduce((sum, { squares }) => sum + squares, 0),
				),
			}
		},
	}
}

function summary(bins: readonly CalibrationBin[], squares: number) {
	const sum = (of: (bin: CalibrationBin) => number) => bins.reduce((all, bin) => all + of(bin), 0)
	const n = sum((bin) => bin.n)
	if (n === 0) {
		return { n, predicted: null, observed: null, brier: null, brierOfShare: null, error: null }
	}
	const observed = sum((bin) => bin.accepted) / n
	return {
		n,
		predicted: sum((bin) => bin.predicted * bin.n) / n,
		observed,
		brier: squares / n,
		brierOfShare: observed * (1 - observed),
		error: sum((bin) => Math.abs(bin.predicted - bin.rate) * bin.n) / n,
	}
}
