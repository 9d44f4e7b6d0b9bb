/** `signals retention` and `upkeep`: how long contents are kept, and what the server does each night. */
import { z } from 'zod'
import type { Services } from '../services.ts'

export const RETENTION_HELP = `  signals retention --project NAME [--words DAYS|never] [--contexts DAYS|never] [--hold on|off]
                                  how long what people wrote, and scenes as they stood, are kept
  upkeep                          what the server does each night, now: contents past their age
                                  are destroyed, logs are checked; exit 3 when a check fails`
export const RETENTION_OPTIONS = {
	words: { type: 'string' },
	contexts: { type: 'string' },
	hold: { type: 'string' },
} as const

const Days = z.preprocess(
	(said) => (said === undefined ? undefined : said === 'never' ? null : Number(said)),
	z.number('Say a number of days, or “never”.').nullable().optional(),
)
export const RetentionInput = z.object({
	project: z.string(),
	words: Days,
	contexts: Days,
	hold: z.enum(['on', 'off'], 'Say --hold on or --hold off.').optional(),
})

/** Changes what was named, and tells what stands. */
export async function setRetention(
	{ signals }: Services,
	project: { projectId: string; title: string },
	{ words, contexts, hold }: z.infer<typeof RetentionInput>,
) {
	const { projectId, title } = project
	const standing = await signals.retention.policy(projectId)
	const next = {
		wordsDays: words === undefined ? standing.wordsDays : words,
		contextsDays: contexts === undefined ? standing.contextsDays : contexts,
		legalHold: hold === undefined ? standing.legalHold : hold === 'on',
	}
	const policy = await signals.retention.set(projectId, next, null)
	return { projectId, title, ...policy }
}

const Policy = z.object({
	title: z.string(),
	wordsDays: z.number().nullable(),
	contextsDays: z.number().nullable(),
	legalHold: z.boolean(),
})
const Kept = z.object({
	projects: z.array(
		z.object({
			title: z.string(),
			retention: z.object({
				wordsDestroyed: z.number(),
				contextsDestroyed: z.number(),
				keysDestroyed: z.number(),
				skipped: z.string().nullable(),
			}),
		}),
	),
})

const age = (days: number | null) => (days === null ? 'for good' : `${days} days`)

export function describeRetention(result: unknown): string[] {
	const { title, wordsDays, contextsDays, legalHold } = Policy.parse(result)
	const held = legalHold ? ' Held: nothing goes by age while this stands.' : ''
	return [
		`${title}: words are kept ${age(wordsDays)}, scenes as they stood ${age(contextsDays)}.${held}`,
	]
}

export function describeUpkeep(result: unknown): string[] {
	return Kept.parse(result).projects.map(({ title, retention }) => {
		const { wordsDestroyed, contextsDestroyed, keysDestroyed, skipped } = retention
		if (skipped === 'hold') return `${title}: held, nothing goes by age.`
		if (skipped === 'none') return `${title}: everything is kept.`
		return `${title}: ${wordsDestroyed} words, ${contextsDestroyed} scenes and offers, ${keysDestroyed} keys destroyed by age.`
	})
}
