/**
 * One picture from one endpoint, once, over the same way out as every question (MO10-MO12). The bytes
 * must be in the answer itself: an address where they could be fetched is somebody else's address, and
 * nobody checked it. They are looked at before they count: what is no picture is no answer (PI2).
 */
import { DownloadError, generateImage, NoImageGeneratedError } from 'ai'
import { isAppError } from '#core/errors.ts'
import { type Asked, type AskOptions, failureOf, type Question } from './ask-endpoint.ts'
import { imageModel } from './language-models.ts'
import type { ModelSetup } from './model-config.ts'
import { ModelFailure } from './model-failure.ts'
import { createPinnedFetch } from './pinned-fetch.ts'

/** A picture of 16 MB as letters, and what stands around it. */
const MAX_ANSWER_BYTES = 24 * 1024 * 1024

/** @param read looks at the bytes; throws AppError('unreadable' | 'too_large') when they are no picture */
export function askPicture(seed: number, read: (bytes: Uint8Array) => Promise<unknown>) {
	return async (setup: ModelSetup, question: Question, options: AskOptions): Promise<Asked> => {
		const { config } = setup
		const { signal, onProposal } = options
		const fetch = createPinnedFetch({
			...options,
			// A picture comes in one piece, after a silence as long as the making of it.
			silenceMs: config.totalS * 1000,
			maxBytes: MAX_ANSWER_BYTES,
		})
		try {
			const { image, usage } = await generateImage({
				model: imageModel(setup, onlyAsked(fetch)),
				prompt: question.content,
				size: sizeOf(config.pictureSize),
				providerOptions: {
					endpoint: {
						...(config.followsSchema && { response_format: 'b64_json' }),
						...(config.takesSeed && { seed }),
					},
				},
				maxRetries: 0,
				abortSignal: signal,
			})
			onProposal(await read(image.uint8Array))
			const { inputTokens = 0, outputTokens = 0 } = usage
			return { tokensIn: inputTokens, tokensOut: outputTokens, isTruncated: false, isEmpty: false }
		} catch (error) {
			signal.throwIfAborted()
			throw pictureFailureOf(error)
		}
	}
}

/** Only the question itself is sent; whatever else is to be fetched stands somewhere else. */
function onlyAsked(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
	return (input, init) => {
		if (init?.method !== 'POST') throw new ModelFailure('redirected')
		return fetch(input, init)
	}
}

function sizeOf(size: string): `${number}x${number}` {
	const [w, h] = size.split('x').map(Number)
	return `${w ?? 1024}x${h ?? 1024}`
}

function pictureFailureOf(error: unknown): ModelFailure {
	if (isAppError(error))
		return new ModelFailure(error.code === 'too_large' ? 'too_large' : 'unreadable', {
			cause: error,
		})
	if (NoImageGeneratedError.isInstance(error)) return new ModelFailure('unreadable')
	if (DownloadError.isInstance(error)) return new ModelFailure('redirected')
	return failureOf(error)
}
