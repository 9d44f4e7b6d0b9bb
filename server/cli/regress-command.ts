/** `signals regress`: what a provider would propose today where people refused, told in a few lines. */
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { AppError } from '#core/errors.ts'
import { CONSENT_PURPOSES } from '#core/signals/consent.ts'
import { CATEGORY_LABELS, CategorySchema } from '#core/suggestions/suggestion-record.ts'
import type { Ask } from './evaluate-command.ts'

export const REGRESS_HELP = `  signals regress --provider engine|MODEL --project NAME
                                  ask again where people refused, and count what comes back:
                                  the refused once more, or what they wanted [--purpose NAME]
                                  [--limit N: the newest contexts] [--top N: first proposals only]`
export const REGRESS_OPTIONS = {
	provider: { type: 'string' },
	limit: { type: 'string' },
	top: { type: 'string' },
} as const

/** A model is paid by the question. */
const DEFAULT_LIMIT = 100
const Count = (what: string) => z.coerce.number(`Say how many ${what}.`).int().min(1).max(100_000)
export const RegressInput = z.object({
	project: z.string(),
	provider: z.string(),
	purpose: z.enum(CONSENT_PURPOSES).default('tenant_research'),
	limit: Count('contexts').default(DEFAULT_LIMIT),
	top: Count('proposals').nullable().default(null),
})

/** How often a running rerun is asked after, milliseconds. */
const FOLLOW_EVERY_MS = 150
const Started = z.object({ job: z.string() })
const StateShape = z.looseObject({ state: z.enum(['running', 'done', 'failed', 'cancelled']) })

/** Starts a rerun and waits for it; `signal` cancels it. @throws AppError with a sentence. */
export async function followRegression(
	ask: Ask,
	input: Record<string, unknown>,
	{ signal, tell }: { signal: AbortSignal; tell: (share: number) => void },
): Promise<unknown> {
	const { job } = Started.parse(await ask('signals-regress', input))
	const { project } = input
	for (;;) {
		const cancel = signal.aborted
		const answer = StateShape.parse(await ask('signals-regress-state', { project, job, cancel }))
		if (answer.state === 'done') return answer.report
		if (answer.state === 'failed') throw ended(String(answer.sentence))
		if (answer.state === 'cancelled') throw ended('The rerun was cancelled.')
		if (typeof answer.share === 'number') tell(answer.share)
		await pause(FOLLOW_EVERY_MS)
	}
}

function ended(sentence: string): AppError {
	return new AppError('unreadable', { userMessage: sentence })
}

const ShareShape = z.object({
	...{ n: z.number(), count: z.number() },
	...{ rate: z.number(), low: z.number(), high: z.number() },
})
const Counts = z.object({
	...{ contexts: z.number(), silent: z.number(), proposals: z.number() },
	...{ repeated: ShareShape, repeatedInPart: ShareShape, met: ShareShape, metInPart: ShareShape },
})
const Report = Counts.extend({
	provider: z.object({ name: z.string(), generatorId: z.string(), version: z.string() }),
	purpose: z.string(),
	byCategory: z.array(Counts.extend({ category: CategorySchema })),
	results: z.record(z.string(), z.number()),
	...{ unfit: z.number(), duplicates: z.number() },
	leftOut: z.object({
		...{ consent: z.number(), erased: z.number(), inWords: z.number(), overLimit: z.number() },
	}),
})

export function describeRegression(result: unknown): string[] {
	const report = Report.parse(result)
	const { provider, contexts, silent, proposals, leftOut, results, unfit, duplicates } = report
	const came = Object.entries(results).map(([what, n]) => `${n} ${what}`)
	return [
		`${provider.name} (${provider.version}), asked again in ${contexts} contexts with a refusal: ${proposals} proposals, nothing in ${silent}.`,
		`  the refused again   ${shareWords(report.repeated)}; in part ${shareWords(report.repeatedInPart)}`,
		`  what was wanted     ${shareWords(report.met)}; in part ${shareWords(report.metInPart)}`,
		...report.byCategory.map(
			({ category, repeated, met }) =>
				`  ${CATEGORY_LABELS[category]}: refused again ${shareWords(repeated)}; wanted ${shareWords(met)}`,
		),
		`What came of the questions: ${came.join(', ') || 'none was asked'}. Proposals that could not be used: ${unfit}; said twice: ${duplicates}.`,
		`Left out: ${leftOut.consent} not allowed (${report.purpose}), ${leftOut.erased} erased, ${leftOut.inWords} asked in words, ${leftOut.overLimit} older than --limit.`,
	]
}

function shareWords({ n, count, rate, low, high }: z.infer<typeof ShareShape>): string {
	if (n === 0) return 'nothing to compare with'
	const percent = (value: number) => `${(100 * value).toFixed(1)} %`
	return `${count} of ${n} = ${percent(rate)} [${percent(low)}, ${percent(high)}]`
}
