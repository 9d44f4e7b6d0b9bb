/**
 * `signals evaluate`: words to requests, requests to reports, reports to lines. The Open Bandit form
 * needs neither database nor server; a project's own log is evaluated in a thread of its own.
 */
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { AppError } from '#core/errors.ts'
import { ESTIMATOR_FAMILIES } from '#core/signals/ope/estimators.ts'
import { evaluateObd } from '../signals/ope/evaluate-obd.ts'
import type { EvaluationState } from '../signals/ope/evaluations.ts'

export const EVALUATE_HELP = `  signals evaluate --project NAME what a policy would have brought: --policy uniform|VERSION|FILE.csv
                                  [--estimator NAME,…] [--reward NAME] [--clip N,…] [--seed TEXT]
  signals evaluate --obd DIR --campaign NAME
                                  the same on an Open Bandit Dataset folder [--policy FILE.csv]
                                  [--reward-model full|crossfit]`

/** Options of the command line that only this command has. */
export const EVALUATE_OPTIONS = {
	obd: { type: 'string' },
	campaign: { type: 'string' },
	policy: { type: 'string' },
	estimator: { type: 'string' },
	reward: { type: 'string' },
	'reward-model': { type: 'string' },
	clip: { type: 'string' },
	seed: { type: 'string' },
	repetitions: { type: 'string' },
} as const

const DEFAULT_SEED = '1'
const Families = z.array(z.enum(ESTIMATOR_FAMILIES))
const Common = {
	limits: z.array(z.number().positive()).nullable(),
	seed: z.string().max(200),
	repetitions: z.number().int().min(100).max(100_000).nullable(),
}
const ObdInput = z.object({
	directory: z.string(),
	campaign: z.string(),
	policyFile: z.string().nullable(),
	model: z.enum(['full', 'crossfit']),
	...Common,
})
export const EvaluateInput = z.object({
	project: z.string(),
	policy: z.string().nullable(),
	policyCsv: z.object({ name: z.string(), text: z.string() }).nullable(),
	reward: z.string().nullable(),
	families: Families.nullable(),
	...Common,
})
export const FollowInput = z.object({ job: z.string(), cancel: z.boolean() })

export type Given = Partial<Record<string, string | boolean>>
type Words = { name: string; input: Record<string, unknown> } | { refused: string }

/** The request that the words ask for, or what is wrong with them. */
export function readEvaluateWords(given: Given): Words {
	const text = (name: string) => (typeof given[name] === 'string' ? given[name] : null)
	const limits = numbersIn(text('clip'))
	const repetitions = text('repetitions') === null ? null : Number(text('repetitions'))
	const common = { limits, seed: text('seed') ?? DEFAULT_SEED, repetitions }
	if (text('obd') !== null) {
		if (text('campaign') === null) return { refused: 'Name the campaign: --campaign NAME.' }
		const policy = text('policy')
		const input = ObdInput.safeParse({
			...{ directory: text('obd'), campaign: text('campaign'), ...common },
			policyFile: policy === 'uniform' ? null : policy,
			model: text('reward-model') ?? 'full',
		})
		return input.success
			? { name: 'signals-evaluate-obd', input: input.data }
			: { refused: z.prettifyError(input.error) }
	}
	if (text('project') === null) {
		return { refused: 'Name what to evaluate on: --project NAME, or --obd DIR --campaign NAME.' }
	}
	const unknown = familiesIn(text('estimator'))?.find((word) => !isFamily(word))
	if (unknown !== undefined) {
		return { refused: `“${unknown}” is no estimator; there are ${ESTIMATOR_FAMILIES.join(', ')}.` }
	}
	const input = EvaluateInput.safeParse({
		...{ project: text('project'), policy: text('policy') ?? 'uniform', policyCsv: null },
		...{ reward: text('reward'), families: familiesIn(text('estimator')), ...common },
	})
	return input.success
		? { name: 'signals-evaluate', input: input.data }
		: { refused: z.prettifyError(input.error) }
}

function wordsIn(text: string | null): string[] | null {
	return text === null ? null : text.split(',').map((word) => word.trim())
}

/** The item-position forms go by the names of the report as well. */
function familiesIn(text: string | null): string[] | null {
	return (
		wordsIn(text)?.map((word) => word.replace(/^iips/, 'ips').replace(/^sniips$/, 'snips')) ?? null
	)
}

function isFamily(word: string): boolean {
	return ESTIMATOR_FAMILIES.some((family) => family === word)
}

function numbersIn(text: string | null): number[] | null {
	return wordsIn(text)?.map(Number) ?? null
}

/** A policy that is named like a file is read here: the server may stand in another folder. */
export async function readPolicyFile(
	input: Record<string, unknown>,
): Promise<Record<string, unknown>> {
	const { policy } = input
	if (typeof policy !== 'string' || !/\.csv$/i.test(policy)) return input
	const text = await readFile(policy, 'utf8').catch((cause: unknown) => {
		throw new Error(`${policy} cannot be read. Check the name.`, { cause })
	})
	return { ...input, policy: null, policyCsv: { name: basename(policy), text } }
}

/** Evaluates an Open Bandit folder in this process. */
export async function runObd(input: Record<string, unknown>, tell: (share: number) => void) {
	return evaluateObd({ ...ObdInput.parse(input), onProgress: tell })
}

export type Ask = (name: string, input: unknown) => Promise<unknown>
/** How often a running evaluation is asked after, milliseconds. */
const FOLLOW_EVERY_MS = 150
const Started = z.object({ job: z.string() })
const StateShape = z.looseObject({ state: z.enum(['running', 'done', 'failed', 'cancelled']) })

/** Starts an evaluation and waits for its report; `signal` cancels it. @throws AppError with a sentence. */
export async function followEvaluation(
	ask: Ask,
	input: Record<string, unknown>,
	{ signal, tell }: { signal: AbortSignal; tell: (share: number) => void },
): Promise<unknown> {
	const { job } = Started.parse(await ask('signals-evaluate', await readPolicyFile(input)))
	for (;;) {
		const cancel = signal.aborted
		const answer = StateShape.parse(await ask('signals-evaluation', { job, cancel }))
		if (answer.state === 'done') return answer.report
		if (answer.state === 'cancelled') throw failed('The evaluation was cancelled.')
		if (answer.state === 'failed') throw failed(String(answer.sentence))
		if (typeof answer.share === 'number') tell(answer.share)
		await pause(FOLLOW_EVERY_MS)
	}
}

function failed(sentence: string): AppError {
	return new AppError('unreadable', { userMessage: sentence })
}

/** What an evaluation's state says when nobody knows it: the server was started anew. */
export function knownState(state: EvaluationState | null): EvaluationState {
	return state ?? { state: 'failed', sentence: 'That evaluation is not known any more. Ask again.' }
}
