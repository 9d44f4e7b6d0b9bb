/** `signals query "SELECT …"`: an answer as CSV on stdout; what was left out is said on stderr. */
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { AppError } from '#core/errors.ts'
import { CONSENT_PURPOSES } from '#core/signals/consent.ts'
import { csvOf } from '#core/signals/csv.ts'
import { CONFIG_NAMES } from '#core/signals/export/configs.ts'
import type { Ask } from './evaluate-command.ts'

export const QUERY_HELP = `  signals query "SELECT …" --project NAME [--purpose ${CONSENT_PURPOSES.join('|')}]
                                  ask what people allowed, in SQL, answered as CSV; tables:
                                  ${CONFIG_NAMES.join(', ')}`

export const QueryInput = z.object({
	project: z.string(),
	sql: z.string().trim().min(1).max(20_000),
	purpose: z.enum(CONSENT_PURPOSES).default('operate'),
})

/** How often a running query is asked after, milliseconds. */
const FOLLOW_EVERY_MS = 150
const Started = z.object({ job: z.string() })
const StateShape = z.looseObject({ state: z.enum(['running', 'done', 'failed', 'cancelled']) })

/** Starts a query and waits for it; `signal` cancels it. @throws AppError with a sentence. */
export async function followQuery(
	ask: Ask,
	input: Record<string, unknown>,
	{ signal, tell }: { signal: AbortSignal; tell: (share: number) => void },
): Promise<unknown> {
	const { job } = Started.parse(await ask('signals-query', input))
	const { project } = input
	for (;;) {
		const cancel = signal.aborted
		const answer = StateShape.parse(await ask('signals-query-state', { project, job, cancel }))
		if (answer.state === 'done') return answer.report
		if (answer.state === 'failed') throw ended(String(answer.sentence))
		if (answer.state === 'cancelled') throw ended('The query was cancelled.')
		if (typeof answer.share === 'number') tell(answer.share)
		await pause(FOLLOW_EVERY_MS)
	}
}

function ended(sentence: string): AppError {
	return new AppError('unreadable', { userMessage: sentence })
}

const Answer = z.object({
	columns: z.array(z.object({ name: z.string() })),
	rows: z.array(z.array(z.union([z.string(), z.number(), z.boolean(), z.null()]))),
	isCut: z.boolean(),
})

export function describeQuery(result: unknown): string[] {
	const { columns, rows, isCut } = Answer.parse(result)
	const csv = csvOf({
		header: columns.map(({ name }) => name),
		rows: rows.map((row) => row.map((cell) => (typeof cell === 'boolean' ? String(cell) : cell))),
	})
	if (isCut) process.stderr.write(`Only the first ${rows.length} rows; there are more.\n`)
	return [csv.trimEnd()]
}
