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
			check: z.object({
				suggestions: z.number(),
				effects: z.number(),
				policies: z.number(),
				undecidedPolicies: z.number(),
			}),
		}),
	),
	survival: z.object({ followed: z.number(), looks: z.number(), censored: z.number() }).nullable(),
	failures: z.array(z.string()),
})

const age = (days: number | null) => (days === null ? 'for good' : `${days} days`)

export function describeRetention(result: unknown): string[] {
	const { title, wordsDays, contextsDays, legalHold } = Policy.parse(result)
	const held = legalHold ? ' Held: nothing goes by age while this stands.' : ''
	return [
		`${title}: words are kept ${age(wordsDays)}, scenes as they stood ${age(contextsDays)}.${held}`,
	]
}

const counted = (faults: number) => (faults === 1 ? '1 fault:' : `${faults} faults:`)

export function describeUpkeep(result: unknown): string[] {
	const { projects, survival, failures } = Kept.parse(result)
	const followed = survival
		? [
				`${survival.followed} accepted changes followed: ${survival.looks} looks taken, ${survival.censored} of them too late.`,
			]
		: []
	const faults = failures.length > 0 ? [counted(failures.length), ...failures] : ['No faults.']
	return [...projects.flatMap(describeProject), ...followed, ...faults]
}

function describeProject({
	title,
	retention,
	check,
}: z.infer<typeof Kept>['projects'][number]): string[] {
	const { suggestions, effects, policies, undecidedPolicies } = check
	return [
		`${title}: ${retentionWords(retention)}`,
		`  ${suggestions} suggestions and ${effects} accepted changes held against their rows; chances of ${policies} policies checked, ${undecidedPolicies} with too few slates to tell.`,
	]
}

function retentionWords({
	wordsDestroyed,
	contextsDestroyed,
	keysDestroyed,
	skipped,
}: z.infer<typeof Kept>['projects'][number]['retention']): string {
	if (skipped === 'hold') return 'held, nothing goes by age.'
	if (skipped === 'none') return 'everything is kept.'
	return `${wordsDestroyed} words, ${contextsDestroyed} scenes and offers, ${keysDestroyed} keys destroyed by age.`
}
