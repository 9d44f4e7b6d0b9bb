import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { chanceOf, ITEMS, menRows, PLACES } from '#tests/golden/ope/obd-men.ts'
import { evaluateObd } from './evaluate-obd.ts'
import { readObdFolder } from './obd-folder.ts'

let folder: string
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'dailies-obd-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const ITEM_LINES = Array.from({ length: ITEMS }, (_, item) => `${item},${item},-0.5,a,b,c`)
const items = () =>
	`${[',item_id,item_feature_0,item_feature_1,item_feature_2,item_feature_3', ...ITEM_LINES].join('\n')}\n`

/** The reference rows in the published file’s columns. */
function men(): string {
	const header =
		',timestamp,item_id,position,click,propensity_score,user_feature_0,user-item_affinity_0'
	const lines = menRows().map(
		({ item, place, click }, i) =>
			`${i},2019-11-24 00:03:13.442536+00:00,${item},${place + 1},${click},${1 / ITEMS},cef3,0.0`,
	)
	return `${[header, ...lines].join('\n')}\n`
}

function policyFile(): string {
	const lines = Array.from({ length: ITEMS * PLACES }, (_, cell) => {
		const [item, place] = [Math.floor(cell / PLACES), cell % PLACES]
		return `${item},${place + 1},${chanceOf(item, place)}`
	})
	const file = join(folder, 'bts.csv')
	writeFileSync(file, ['item_id,position,probability', ...lines].join('\r\n'))
	return file
}

const request = () => ({
	...{ directory: folder, campaign: 'men', policyFile: null, model: 'full' as const },
	...{ limits: null, seed: '1', repetitions: 100 },
})

describe('an Open Bandit Dataset folder', () => {
	it('[S62] as published gives the reference values', async () => {
		writeFileSync(join(folder, 'item_context.csv'), items())
		writeFileSync(join(folder, 'men.csv'), men())

		const report = await evaluateObd({ ...request(), policyFile: policyFile() })

		expect(report).toMatchObject({ n: 10_000, onPolicyValue: 0.0046, actions: 34, positions: 3 })
		const dr = report.estimators.find(({ key }) => key === 'dr')
		expect(Math.abs((dr?.value ?? 0) - 0.004652911471801754)).toBeLessThan(1e-12)
		expect(report.overlap.verdict).toBe('enough')
		expect(report.neverShownMass).toBe(0)
	})

	it('may be gzipped and stand in a folder named for its campaign', async () => {
		mkdirSync(join(folder, 'men'))
		writeFileSync(join(folder, 'men', 'item_context.csv'), items())
		writeFileSync(join(folder, 'men', 'men.csv.gz'), gzipSync(men()))

		const report = await evaluateObd(request())

		expect(report).toMatchObject({ n: 10_000, policy: 'uniform' })
		// The log is uniform: every weight is 1 and every estimate the log's own mean.
		expect(report.meanWeight).toBeCloseTo(1, 12)
		const ips = report.estimators.find(({ key }) => key === 'ips')
		expect(ips?.value).toBeCloseTo(0.0046, 12)
	})

	it('that was cut off in the middle is never taken for a whole one', async () => {
		writeFileSync(join(folder, 'item_context.csv'), items())
		const whole = gzipSync(men())
		writeFileSync(join(folder, 'men.csv.gz'), whole.subarray(0, whole.length / 2))

		await expect(readObdFolder(folder, 'men')).rejects.toThrow('could not be read to its end')
	})

	it.each([
		['0,t,99,1,0,0.5', 'Line 2 of', 'does not name'],
		['0,t,1,x,0,0.5', 'Line 2 of', 'no usable position'],
		['0,t,1,1,0,0', 'Line 2 of', 'no propensity_score above 0'],
		['0,t,1,1,,0.5', 'Line 2 of', 'no usable click'],
	])('with the row %s is refused by file and line', async (row, where, what) => {
		writeFileSync(join(folder, 'item_context.csv'), items())
		const header = ',timestamp,item_id,position,click,propensity_score'
		writeFileSync(join(folder, 'men.csv'), `${header}\n${row}\n`)

		const reading = readObdFolder(folder, 'men')

		await expect(reading).rejects.toThrow(where)
		await expect(readObdFolder(folder, 'men')).rejects.toThrow(what)
	})

	it('that is not there is said so, with the next folder to name', async () => {
		mkdirSync(join(folder, 'random'))
		await expect(readObdFolder(folder, 'men')).rejects.toThrow(
			`Name the folder of one logging policy, such as ${folder}/random.`,
		)
	})
})
