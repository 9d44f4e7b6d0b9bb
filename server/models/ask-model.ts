/**
 * Asks one model, with everything around it: the film's budget, the rest after failures, the row that
 * is written before anything leaves, trying again with growing waits, and the time an answer may take.
 * An answer that breaks off keeps the proposals that were whole (MO21).
 */
import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Random } from '#core/random.ts'
import type { ModelCallRow, ModelStore } from '#db/model-store.ts'
import { type Asked, type AskOptions, askEndpoint, type Question } from './ask-endpoint.ts'
import type { Budgets } from './budgets.ts'
import type { CircuitBreaker } from './circuit-breaker.ts'
import {
	costOf,
	generatorIdOfModel,
	hostOf,
	type ModelSetup,
	makesPictures,
} from './model-config.ts'
import { type CallResult, isPassing, isTrouble, ModelFailure } from './model-failure.ts'
import { proposalJsonSchema } from './read-answer.ts'

/** First wait before asking again; each further one is twice as long. */
const FIRST_WAIT_MS = 400
/** For budgets, where an endpoint does not count: letters of a token, and tokens of a picture. */
const BYTES_PER_TOKEN = 4
const TOKENS_PER_PICTURE = 1500

export interface CallAbout
	extends Pick<ModelCallRow, 'projectId' | 'sceneId' | 'purpose' | 'prompt'> {
	callId: string
	holdsTexts: boolean
}
export interface AskModelDeps {
	store: ModelStore
	budgets: Budgets
	breakerOf: (modelId: string) => CircuitBreaker
	now: () => number
	random: Random
	resolve?: AskOptions['resolve']
}
export interface AskModelOptions {
	about: CallAbout
	allowed: ReadonlySet<string>
	signal: AbortSignal
	/** Whether a proposal can be used; those are counted. */
	onProposal: (value: unknown) => void
	/** How many of the proposals were of use, when it is over. */
	usable: () => number
	/** How one question is asked once; left out, for proposals. */
	endpoint?: typeof askEndpoint
}

/** Asks, and never throws for what a model does: the result says what became of it. */
export async function askModel(
	deps: AskModelDeps,
	setup: ModelSetup,
	question: Question,
	options: AskModelOptions,
): Promise<CallResult> {
	const { store, budgets, now } = deps
	const { about, usable } = options
	const { config } = setup
	const estimate = tokensOf(question)
	const once = makesPictures(setup)
		? costOf(config, { tokensIn: estimate, tokensOut: 0, pictures: 1 })
		: costOf(config, { tokensIn: estimate, tokensOut: config.maxTokens })
	// Whoever is asked again may charge for what it did not finish, too.
	const release = await budgets.reserve(about.projectId, once * (config.retries + 1))
	const ended = (
		result: CallResult,
		tokens: { tokensIn: number; tokensOut: number },
		pictures = 0,
	) =>
		store.endCall(about.callId, {
			...{ endedMs: now(), result, proposals: usable(), ...tokens },
			cost: costOf(config, { ...tokens, pictures }),
		})
	try {
		const breaker = deps.breakerOf(setup.modelId)
		const kept = release === null ? 'over_budget' : breaker.restsUntil(now()) ? 'resting' : null
		await store.beginCall(newRow(setup, question, { about, startedMs: now() }))
		if (kept !== null) {
			await ended(kept, { tokensIn: 0, tokensOut: 0 })
			return kept
		}
		breaker.enter(now())
		const run = await tryUntilAnswered(deps, setup, question, options)
		if (isTrouble(run.result)) breaker.failed(now())
		else if (run.result !== 'cancelled') breaker.succeeded()
		await ended(run.result, countedOr(run, estimate), isCharged(setup, run) ? 1 : 0)
		return run.result
	} finally {
		release?.()
	}
}

interface Run {
	result: CallResult
	asked: Asked | null
	timesSent: number
	letters: number
}

async function tryUntilAnswered(
	{ store, random, resolve }: AskModelDeps,
	setup: ModelSetup,
	question: Question,
	{ about, allowed, signal, onProposal, usable, endpoint = askEndpoint }: AskModelOptions,
): Promise<Run> {
	const deadline = AbortSignal.timeout(setup.config.totalS * 1000)
	const either = AbortSignal.any([signal, deadline])
	const run: Run = { result: 'failed', asked: null, timesSent: 0, letters: 0 }
	let heard = 0
	const once = () =>
		endpoint(setup, question, {
			...{ allowed, signal: either, ...(resolve && { resolve }) },
			onSend(body) {
				run.timesSent++
				const sentHash = createHash('sha256').update(body).digest('hex')
				store.sendingCall(about.callId, { sentHash, sentBytes: body.length })
			},
			onProposal(value) {
				heard++
				onProposal(value)
			},
			onText(letters) {
				run.letters += letters
			},
		})
	for (let attempt = 0; ; attempt++) {
		try {
			run.asked = await once()
			run.result = resultOf(run.asked, { heard, usable: usable() })
			return run
		} catch (error) {
			const failure = failureOf(error, signal)
			// What came whole before a break is kept; asking again would propose it twice.
			const isOver = heard > 0 || !isPassing(failure.result) || attempt >= setup.config.retries
			run.result = heard > 0 && failure.result !== 'cancelled' ? 'truncated' : failure.result
			if (isOver || either.aborted) return run
			const wait = failure.retryAfterMs ?? FIRST_WAIT_MS * 2 ** attempt * (0.5 + random())
			await sleep(wait, null, { signal: either }).catch(() => undefined)
			if (signal.aborted) run.result = 'cancelled'
			if (either.aborted) return run
		}
	}
}

/** What a picture may have been charged for, so that spending is never said to be less than it is (MO24). */
const MAY_BE_CHARGED: readonly CallResult[] = [
	...(['answered', 'unreadable', 'too_large'] as const),
	// Nobody waited for it any more; it may have been made all the same.
	...(['timeout', 'cancelled'] as const),
]
function isCharged(setup: ModelSetup, { result, timesSent }: Run): boolean {
	return makesPictures(setup) && timesSent > 0 && MAY_BE_CHARGED.includes(result)
}

function failureOf(error: unknown, stopped: AbortSignal): ModelFailure {
	if (stopped.aborted) return new ModelFailure('cancelled')
	if (error instanceof ModelFailure) return error
	const isTimeout = error instanceof Error && error.name === 'TimeoutError'
	return new ModelFailure(isTimeout ? 'timeout' : 'failed', { cause: error })
}

function resultOf(asked: Asked, { heard, usable }: { heard: number; usable: number }): CallResult {
	if (asked.isTruncated) return 'truncated'
	if (usable > 0) return 'answered'
	return heard === 0 && asked.isEmpty ? 'nothing' : 'unreadable'
}

/** What it counted itself, or our estimate for what was sent and came. */
function countedOr({ asked, timesSent, letters }: Run, estimate: number) {
	if (asked && asked.tokensIn > 0) return { tokensIn: asked.tokensIn, tokensOut: asked.tokensOut }
	return { tokensIn: estimate * timesSent, tokensOut: Math.ceil(letters / BYTES_PER_TOKEN) }
}

/** The schema travels with every question for proposals, as a schema or told in words. */
function tokensOf({ system, content, pictures }: Question): number {
	const words = [system, content, ...(system === '' ? [] : [JSON.stringify(proposalJsonSchema())])]
	const bytes = words.reduce((sum, text) => sum + Buffer.byteLength(text), 0)
	return Math.ceil(bytes / BYTES_PER_TOKEN) + pictures.length * TOKENS_PER_PICTURE
}

function newRow(
	{ modelId, config }: ModelSetup,
	{ pictures }: Question,
	{ about, startedMs }: { about: CallAbout; startedMs: number },
): ModelCallRow {
	return {
		...about,
		modelId,
		name: config.name,
		generatorId: generatorIdOfModel(config),
		host: hostOf(config),
		sentHash: null,
		sentBytes: 0,
		pictures: pictures.length,
		timesSent: 0,
		startedMs,
		endedMs: null,
		result: 'asking',
		proposals: 0,
		tokensIn: 0,
		tokensOut: 0,
		cost: 0,
	}
}
