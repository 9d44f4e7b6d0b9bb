/** The three ways of speaking to a model, from the AI SDK, each through our own way out. */
import { createAnthropic } from '@ai-sdk/anthropic'
import { createGoogle } from '@ai-sdk/google'
import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import type { ImageModel, LanguageModel } from 'ai'
import type { ModelSetup } from './model-config.ts'

/** For endpoints that ask for no key; the SDK would look for one in the environment. */
const NO_KEY = 'none'

export function languageModel(
	{ config, key }: ModelSetup,
	fetch: typeof globalThis.fetch,
): LanguageModel {
	const baseURL = config.endpoint.replace(/\/+$/, '')
	const { model, followsSchema } = config
	switch (config.kind) {
		case 'openai':
			return createOpenAICompatible({
				name: 'endpoint',
				baseURL,
				fetch,
				includeUsage: true,
				supportsStructuredOutputs: followsSchema,
				...(key !== null && { apiKey: key }),
			})(model)
		case 'gemini':
			return createGoogle({ baseURL, fetch, apiKey: key ?? NO_KEY })(model)
		case 'anthropic':
			return createAnthropic({ baseURL, fetch, apiKey: key ?? NO_KEY })(model)
	}
}

/** A strict schema needs every field filled; ours lets a model name only what it changes. */
export function providerOptions(followsSchema: boolean) {
	return {
		endpoint: { strictJsonSchema: false },
		google: { structuredOutputs: followsSchema },
	}
}

/** A model that makes pictures: `images/generations` as OpenAI speaks it, which others speak too. */
export function imageModel(
	{ config, key }: ModelSetup,
	fetch: typeof globalThis.fetch,
): ImageModel {
	const baseURL = config.endpoint.replace(/\/+$/, '')
	const apiKey = key !== null && { apiKey: key }
	return createOpenAICompatible({ name: 'endpoint', baseURL, fetch, ...apiKey }).imageModel(
		config.model,
	)
}
