import { describe, expect, it } from 'vitest'
import type { FollowedChange, SurvivalLook } from '../rounds.ts'
import { fold, roundLike } from './round-like.ts'
import { countSurvival, kaplanMeier, type Span } from './survival.ts'

const gone = (ms: number): Span => ({ ms, ended: true })
const left = (ms: number): Span => ({ ms, ended: false })

describe('Kaplan and Meier', () => {
	it('[S92] agrees with the published estimate for maintained leukaemia patients, errors included', () => {
		// Miller (1981), Survival Analysis, p. 49; standard errors as survfit of R prints them.
		const spans = [gone(9), gone(13), left(13), gone(18), gone(23), left(28), gone(31), gone(34)]
		const all = [...spans, left(45), gone(48), left(161)]
		const steps = kaplanMeier(all, [9, 13, 18, 23, 28, 31, 34, 45, 48, 161])
		const at = (ms: number) => steps.find((step) => step.ms === ms)
		const expected: [number, number, number, number][] = [
			[9, 11, 0.909, 0.0867],
			[13, 10, 0.818, 0.1163],
			[18, 8, 0.716, 0.1397],
			[23, 7, 0.614, 0.1526],
			[31, 5, 0.491, 0.1642],
			[34, 4, 0.368, 0.1627],
			[48, 2, 0.184, 0.1535],
		]
		for (const [ms, atRisk, share, error] of expected) {
			expect(at(ms)?.atRisk).toBe(atRisk)
			expect(at(ms)?.share).toBeCloseTo(share, 3)
			expect(at(ms)?.standardError).toBeCloseTo(error, 4)
		}
		expect(at(28)).toMatchObject({ ended: 0, censored: 1 })
		for (const { low, high, share } of steps) {
			expect(low).toBeGreaterThanOrEqual(0)
			expect(low).toBeLessThanOrEqual(share)
			expect(high).toBeGreaterThanOrEqual(share)
			expect(high).toBeLessThanOrEqual(1)
		}
	})

	it('[S92] knows no spread while nothing ended and after everything did', () => {
		expect(kaplanMeier([left(2), left(2)], [1, 2])[1]).toMatchObject({ share: 1, low: 1, high: 1 })
		const [end] = kaplanMeier([gone(1), gone(1)], [1])
		expect(end).toMatchObject({ share: 0, standardError: 0, low: 0, high: 0 })
	})
})

describe('counting accepted changes', () => {
	const look = (horizon: SurvivalLook['horizon'], kept: number): SurvivalLook => {
		return { clock: 'wall', horizon, total: 2, kept }
	}
	const change = (id: string, looks: SurvivalLook[]): FollowedChange => {
		return { decisionEventId: id, actorPid: 'ines', takenBack: false, looks }
	}
	const followed = [
		change('a', [look('30s', 2), look('2m', 1), look('5m', 0), look('10m', 2)]),
		change('b', [look('30s', 2), look('2m', 2)]),
		change('c', []),
	]

	it('[S92] ends at the first look that found it gone, and counts who was only looked at so long', () => {
		const survival = fold(
			countSurvival(() => true),
			[roundLike({ followed })],
		)
		expect(survival).toMatchObject({ accepted: 3, reverted: 1, takenBack: 0, contested: 0 })
		const [any, whole, active] = survival.curves
		expect(any).toMatchObject({ clock: 'wall', standard: 'any', n: 2, ended: 1 })
		expect(any?.steps.map(({ share }) => share)).toEqual([1, 1, 0, 0, 0, 0])
		expect(any?.steps[2]).toMatchObject({ horizon: '5m', atRisk: 1, ended: 1 })
		expect(whole?.steps[1]).toMatchObject({ atRisk: 2, ended: 1, censored: 1, share: 0.5 })
		expect(active?.n).toBe(0)
	})

	it('[S92] leaves out whose decision may not be counted', () => {
		const survival = fold(
			countSurvival((pid) => pid !== 'ines'),
			[roundLike({ followed })],
		)
		expect(survival.accepted).toBe(0)
	})

	it('[S29] [S84] who asked not to be counted has differed from no change', () => {
		const contest = { actorRole: 'editor' as const, verdict: 'reject' as const }
		const contestedBy = [
			{ ...contest, otherEventId: 'a', actorPid: 'noor' },
			{ ...contest, otherEventId: 'b', actorPid: 'tom' },
		]
		const survival = fold(
			countSurvival((pid) => pid !== 'noor'),
			[roundLike({ followed, contestedBy })],
		)
		expect(survival.contested).toBe(1)
	})
})
