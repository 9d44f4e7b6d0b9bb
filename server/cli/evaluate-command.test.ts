import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isAppError } from '#core/errors.ts'
import { type Ask, followEvaluation, readEvaluateWords } from './evaluate-command.ts'

describe('signals evaluate', () => {
	it('takes a project, or an Open Bandit folder with its campaign', () => {
		expect(readEvaluateWords({ project: 'Night Bus', estimator: 'dr,sniips' })).toMatchObject({
			name: 'signals-evaluate',
			input: { project: 'Night Bus', policy: 'uniform', families: ['dr', 'snips'], seed: '1' },
		})
		expect(readEvaluateWords({ obd: 'x', campaign: 'men', clip: '5,2' })).toMatchObject({
			name: 'signals-evaluate-obd',
			input: { directory: 'x', policyFile: null, model: 'full', limits: [5, 2] },
		})
	})

	it.each([
		[{}, 'Name what to evaluate on'],
		[{ obd: 'x' }, 'Name the campaign'],
		[{ project: 'p', estimator: 'guess' }, '“guess” is no estimator'],
		[{ project: 'p', clip: '-1' }, 'limits'],
		[{ project: 'p', repetitions: 'many' }, 'repetitions'],
	])('%j is refused with a sentence', (given, sentence) => {
		const words = readEvaluateWords(given)
		expect('refused' in words && words.refused).toContain(sentence)
	})
})

describe('[S70] an evaluation that is followed', () => {
	const input = { project: 'p', policy: 'uniform', policyCsv: null }
	/** A door that answers from a list of states and keeps what it was asked. */
	function door(states: object[]) {
		const asked: unknown[] = []
		const ask: Ask = async (name, given) => {
			asked.push(given)
			return name === 'signals-evaluate' ? { job: 'j' } : (states.shift() ?? { state: 'cancelled' })
		}
		return { ask, asked }
	}

	it('tells its progress and ends with the report', async () => {
		const { ask } = door([
			{ state: 'running', share: 0.5 },
			{ state: 'done', report: { n: 3 } },
		])
		const shares: number[] = []
		const { signal } = new AbortController()
		const report = await followEvaluation(ask, input, { signal, tell: (s) => shares.push(s) })
		expect(report).toEqual({ n: 3 })
		expect(shares).toEqual([0.5])
	})

	it('is cancelled where it runs, not just here', async () => {
		const { ask, asked } = door([])
		const abort = new AbortController()
		abort.abort()
		const following = followEvaluation(ask, input, { signal: abort.signal, tell: () => {} })
		await expect(following).rejects.toSatisfy(isAppError)
		expect(asked.at(-1)).toEqual({ job: 'j', cancel: true })
	})

	it('[S69] sends a policy’s file along, and says when it cannot be read', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'dailies-policy-'))
		try {
			const file = join(folder, 'mine.csv')
			writeFileSync(file, 'slate_id,action,probability\n')
			const { ask, asked } = door([{ state: 'done', report: 1 }])
			const { signal } = new AbortController()
			const options = { signal, tell: () => {} }
			await followEvaluation(ask, { ...input, policy: file }, options)
			expect(asked[0]).toMatchObject({
				policy: null,
				policyCsv: { name: 'mine.csv', text: 'slate_id,action,probability\n' },
			})
			const missing = followEvaluation(ask, { ...input, policy: 'no such.csv' }, options)
			await expect(missing).rejects.toThrow('no such.csv cannot be read')
		} finally {
			rmSync(folder, { recursive: true, force: true })
		}
	})
})
