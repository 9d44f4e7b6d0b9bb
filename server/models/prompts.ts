/**
 * The prompts: versioned files beside this one, named in the log by what they say. Changing a file
 * changes its hash, so that no two prompts ever stand under one name.
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

export const PROMPT_NAMES = ['suggest', 'words', 'test', 'picture'] as const
export type PromptName = (typeof PROMPT_NAMES)[number]

/** Proposals asked for at once. */
export const WANTED = 6
const HASH_LETTERS = 12

export interface Prompt {
	/** `suggest`, or `suggest+words`. */
	name: string
	text: string
	/** SHA-256 of the text as it is sent, hex. */
	hash: string
}

/** The prompt of the given files, one after the other. */
export function readPrompt(...names: readonly PromptName[]): Prompt {
	const texts = names.map((name) =>
		readFileSync(new URL(`./prompts/${name}.md`, import.meta.url), 'utf8').trim(),
	)
	const text = texts.join('\n\n').replaceAll('{{count}}', String(WANTED))
	return { name: names.join('+'), text, hash: createHash('sha256').update(text).digest('hex') }
}

/** How a suggestion names the prompt it came from: `suggest+words@0123456789ab`. */
export function promptVersion({ name, hash }: Pick<Prompt, 'name' | 'hash'>): string {
	return `${name}@${hash.slice(0, HASH_LETTERS)}`
}
