import { describe, expect, it } from 'vitest'
import { givenItems, type ObdLog, obdRows, uniformItems } from './obd.ts'
import { parseProbabilities } from './probabilities-csv.ts'

/** Three rounds of two items at positions 1 and 2, as published. */
const LOG: ObdLog = {
	...{ n: 3, actions: 2, places: 2, firstPlace: 1 },
	action: Uint32Array.of(0, 1, 1),
	place: Uint8Array.of(0, 1, 0),
	click: Float64Array.of(1, 0, 0),
	pscore: Float64Array.of(0.5, 0.5, 0.5),
	round: Float64Array.of(0, 1, 2),
}

function weights(lines: string[]): number[] {
	return [...obdRows(LOG, givenItems(LOG, parseProbabilities(lines)), 'full').rows.weight]
}

describe('[S69] an uploaded policy', () => {
	it('is read line by choice, for each position', () => {
		const lines = ['item_id,position,probability', '0,1,0.9', '1,1,0.1', '0,2,0.25', '1,2,0.75']
		expect(weights(lines)).toEqual([1.8, 1.5, 0.2])
	})

	it('counts positions from 0 when it has one', () => {
		const lines = ['action,position,p', '0,0,0.9', '1,0,0.1', '0,1,0.25', '1,1,0.75']
		expect(weights(lines)).toEqual([1.8, 1.5, 0.2])
	})

	it('may hold for every position', () => {
		expect(weights(['item_id,probability', '0,0.5', '1,0.5', ''])).toEqual([1, 1, 1])
	})

	it('is read with a column per action, for each round', () => {
		expect(weights(['round,0,1', '0,1,0', '1,0.5,0.5', '2,0.5,0.5'])).toEqual([2, 1, 1])
	})

	it('gives actions it does not name no chance', () => {
		expect(weights(['item_id,probability', '1,1'])).toEqual([0, 2, 2])
	})

	it.each([
		[['item_id,position'], 'Line 1 of the probabilities names no columns'],
		[['item_id,probability'], 'holds none'],
		[
			['item_id,probability', '0,0.5'],
			'Line 2 of the probabilities begins the policy, whose probabilities add up to 0.5, not 1.',
		],
		[
			['item_id,position,probability', '0,1,1', '0,2,0.7', '1,2,0.7'],
			'Line 3 of the probabilities begins position 2, whose probabilities add up to 1.4',
		],
		[
			['item_id,probability', '0,0.5', '0,0.5'],
			'Line 3 of the probabilities gives action 0 a second probability.',
		],
		[['item_id,probability', '0,-1', '1,2'], 'Line 2 of the probabilities gives “-1”'],
		[['item_id,probability', '0,', '1,1'], 'Line 2 of the probabilities gives “”'],
		[
			['item_id,probability', '0,1,1'],
			'Line 2 of the probabilities has 3 columns where the first line names 2.',
		],
		[['item_id,probability', '7,1'], 'names the unknown action “7”'],
		[['round,0,1', '0,1,0', '2,1,0'], 'leave out round 1, which the log holds'],
		[['item_id,position,probability', '0,1,1'], 'leave out position 2, which the log holds'],
	])('%j is refused with a sentence', (lines, sentence) => {
		expect(() => weights(lines)).toThrow(sentence)
	})
})

describe('[S65] predictions of Open Bandit rows', () => {
	it('are the smoothed rates of all rows, or of other folds only', () => {
		const full = obdRows(LOG, uniformItems(LOG), 'full').rows
		expect(full.qLogged?.[0]).toBeCloseTo(2 / 101, 15)
		expect(full.qPolicy?.[0]).toBeCloseTo((2 / 101 + 1 / 102) / 2, 15)
		const crossfit = obdRows(LOG, uniformItems(LOG), 'crossfit').rows
		expect(crossfit.qLogged?.[0]).toBeCloseTo(1 / 100, 15)
	})
})
