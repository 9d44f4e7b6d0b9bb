/** People as others see them: a name and one of seven colours (never amber, never the danger red). */
import { z } from 'zod'
import { ROLES } from './role.ts'

export const PERSON_COLORS = ['blue', 'rose', 'teal', 'violet', 'green', 'cyan', 'magenta'] as const
export const PersonColorSchema = z.enum(PERSON_COLORS)
export type PersonColor = z.infer<typeof PersonColorSchema>

export const MAX_NAME_LENGTH = 60
export const PersonNameSchema = z
	.string()
	.trim()
	.min(1, 'Type a name.')
	.max(MAX_NAME_LENGTH, `A name has at most ${MAX_NAME_LENGTH} letters.`)

/** What a server stamps on everything a person does; a client never supplies it. */
export const PersonSchema = z.object({
	userId: z.string(),
	name: PersonNameSchema,
	color: PersonColorSchema,
	role: z.enum(ROLES),
})
export type Person = z.infer<typeof PersonSchema>

/** Up to two initials of a name, in any script. */
export function initials(name: string): string {
	const words = name.trim().split(/\s+/u)
	const first = (word: string | undefined) => (word ? ([...word][0] ?? '') : '')
	const last = words.length > 1 ? first(words.at(-1)) : ''
	return (first(words[0]) + last).toLocaleUpperCase()
}
