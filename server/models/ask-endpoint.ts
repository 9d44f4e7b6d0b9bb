/**
 * One question to one endpoint, once: what leaves is handed to `onSend` first, proposals come out as
 * they stream, and whatever goes wrong becomes a ModelFailure. Trying again is ask-model.ts's.
 */
import { APICallError, jsonSchema, Output, RetryError, streamText } from 'ai'
import { languageModel, providerOptions } from './language-models.ts'
import type { ModelSetup } from './model-config.ts'
import { ModelFailure } from './model-failure.ts'
import { createPinnedFetch, type PinnedFetchOptions } from './pinned-fetch.ts'
import { createElementPuller } from './pull-elements.ts'
import { proposalJsonSchema } from './read-answer.ts'

/** Far more than any answer of ours; a flood ends here. */
const MAX_ANSWER_BYTES = 2 * 1024 * 1024
/** Proposals read out of one answer. */
const MAX_PROPOSALS = 40

export interface Question {
	system: string
	/** The scene, and the person's words where they asked in some. */
	content: string
	pictures: readonly { label: string; png: Uint8Array }[]
}
export interface Asked {
	tokensIn: number
	tokensOut: number
	/** Whether the answer broke off in the middle. */
	isTruncated: boolean
	/** Whether it said in so many words that it has nothing to propose. */
	isEmpty: boolean
}

export interface AskOptions extends Pick<PinnedFetchOptions, 'allowed' | 'onSend' | 'resolve'> {
	signal: AbortSignal
	/** Hears each proposal, not yet checked. */
	onProposal: (value: unknown) => void
	/** Hears how many letters came. */
	onText?: (letters: number) => void
}

/** @throws ModelFailure, or the signal's reason when it was stopped. */
export async function askEndpoint(
	setup: ModelSetup,
	question: Question,
	options: AskOptions,
): Promise<Asked> {
	const { signal, onProposal } = options
	const { config } = setup
	const fetch = createPinnedFetch({
		...options,
		silenceMs: config.silenceS * 1000,
		maxBytes: MAX_ANSWER_BYTES,
	})
	const puller = createElementPuller()
	let count = 0
	let text = ''
	const asked = { tokensIn: 0, tokensOut: 0, isTruncated: false }
	const result = streamText({
		model: languageModel(setup, fetch),
		...messagesOf(setup, question),
		...(config.followsSchema && { output: OUTPUT }),
		providerOptions: providerOptions(config.followsSchema),
		maxOutputTokens: config.maxTokens,
		maxRetries: 0,
		abortSignal: signal,
		onError: () => undefined,
	})
	try {
		for await (const part of result.stream) {
			if (part.type === 'error') throw part.error
			if (part.type === 'abort') signal.throwIfAborted()
			if (part.type === 'text-delta') {
				text += part.text
				options.onText?.(part.text.length)
				for (const value of puller.push(part.text)) {
					if (++count > MAX_PROPOSALS) throw new ModelFailure('too_large')
					onProposal(value)
				}
			}
			if (part.type === 'finish') {
				asked.tokensIn = part.totalUsage.inputTokens ?? 0
				asked.tokensOut = part.totalUsage.outputTokens ?? 0
				asked.isTruncated = part.finishReason === 'length'
			}
		}
	} catch (error) {
		signal.throwIfAborted()
		throw failureOf(error)
	}
	signal.throwIfAborted()
	const isTruncated = asked.isTruncated || puller.isOpen()
	return { ...asked, isTruncated, isEmpty: /"elements"\s*:\s*\[\s*\]/.test(text) }
}

/**
 * The edit schema is the output schema. The SDK's own check is left out: it would throw a whole answer
 * away for one bad proposal, and the gate checks each.
 */
const OUTPUT = Output.array({
	element: jsonSchema<unknown>(proposalJsonSchema()),
	name: 'proposals',
})

function messagesOf({ config }: ModelSetup, { system, content, pictures }: Question) {
	const told = config.followsSchema
		? ''
		: `\n\nThe schema of an element: ${JSON.stringify(proposalJsonSchema())}`
	const shown = [
		{ type: 'text' as const, text: content },
		...pictures.flatMap(({ label, png }) => [
			{ type: 'text' as const, text: label },
			{ type: 'file' as const, data: png, mediaType: 'image/png' },
		]),
	]
	return { system: system + told, messages: [{ role: 'user' as const, content: shown }] }
}

/** What went wrong on the line, whatever the SDK wrapped it in. */
export function failureOf(error: unknown): ModelFailure {
	const known = causeIn(error)
	if (known) return known
	if (RetryError.isInstance(error)) return failureOf(error.lastError)
	if (APICallError.isInstance(error) && error.statusCode !== undefined) {
		const { statusCode: status } = error
		const retryAfterMs = waitOf(error.responseHeaders ?? {})
		const detail = `It answered with ${status}.`
		if (status === 429) return new ModelFailure('busy', { detail, retryAfterMs })
		if (status >= 500) return new ModelFailure('failed', { detail, retryAfterMs })
		// A good beginning with a page that is no answer of any model.
		return new ModelFailure(status < 400 ? 'unreadable' : 'refused', { detail })
	}
	return new ModelFailure('failed', { cause: error })
}

/** Our own failure, however deeply the SDK wrapped it. */
function causeIn(error: unknown): ModelFailure | null {
	let at = error
	for (let depth = 0; depth < 6 && at instanceof Error; depth++) {
		if (at instanceof ModelFailure) return at
		at = at.cause
	}
	return null
}

const MAX_WAIT_MS = 60_000

/** How long `Retry-After` (seconds or a date) asks us to wait. */
function waitOf(headers: Record<string, string>): number | null {
	const said = headers['retry-after']
	if (said === undefined) return null
	const ms = /^\d+(\.\d+)?$/.test(said) ? Number(said) * 1000 : Date.parse(said) - Date.now()
	return Number.isFinite(ms) ? Math.min(MAX_WAIT_MS, Math.max(0, ms)) : null
}
