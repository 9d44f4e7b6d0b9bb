/**
 * `signals export --config …`: words to a request, a request to a folder of data files, in a thread of its
 * own; the same rows as from the page and the API (S54). Without --config the log is written as it is.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { AppError } from '#core/errors.ts'
import { CONSENT_PURPOSES } from '#core/signals/consent.ts'
import { CONFIG_NAMES } from '#core/signals/export/configs.ts'
import { ALL_TRAIN } from '#core/signals/export/split.ts'
import { PICTURE_MODES } from '../signals/export/export-types.ts'
import { FORMATS } from '../signals/export/row-files.ts'
import type { Ask, Given } from './evaluate-command.ts'

export const EXPORT_HELP = `  signals export --project NAME --config all|${CONFIG_NAMES.join(',')} --out DIR
                                  data sets with card, Croissant and sums: [--format parquet|jsonl|both]
                                  [--purpose ${CONSENT_PURPOSES.join('|')}]
                                  [--pictures none|reference|bytes] [--split 80,10,10] [--since CURSOR]`
export const EXPORT_OPTIONS = {
	config: { type: 'string' },
	purpose: { type: 'string' },
	pictures: { type: 'string' },
	split: { type: 'string' },
	since: { type: 'string' },
} as const

export const DatasetInput = z.object({
	project: z.string(),
	out: z.string(),
	purpose: z.enum(CONSENT_PURPOSES).default('operate'),
	configs: z.array(z.enum(CONFIG_NAMES)).min(1),
	formats: z.array(z.enum(FORMATS)).min(1),
	pictures: z.enum(PICTURE_MODES).default('reference'),
	split: z.object({ train: z.number(), validation: z.number(), test: z.number() }),
	since: z.string().nullable(),
})
export const FollowExportInput = z.object({
	project: z.string(),
	job: z.string(),
	cancel: z.boolean(),
})
type Words = { name: string; input: Record<string, unknown> } | { refused: string }

/** The export that the words ask for, or what is wrong with them. */
export function readExportWords(given: Given): Words {
	const text = (name: string) => (typeof given[name] === 'string' ? given[name] : null)
	if (text('project') === null) return { refused: 'Name the project: --project NAME.' }
	if (text('out') === null) return { refused: 'Name the folder to write to: --out DIR.' }
	const configs = wordsIn(text('config') ?? 'all')
	const split = splitIn(text('split'))
	if (!split) return { refused: 'Shares of scenes add up to 100: --split 80,10,10.' }
	const input = DatasetInput.safeParse({
		...{ project: text('project'), out: text('out'), since: text('since'), split },
		configs: configs.includes('all') ? [...CONFIG_NAMES] : [...new Set(configs)],
		formats: formatsIn(text('format')),
		purpose: text('purpose') ?? undefined,
		pictures: text('pictures') ?? undefined,
	})
	return input.success
		? { name: 'signals-dataset', input: input.data }
		: { refused: z.prettifyError(input.error) }
}

function wordsIn(text: string): string[] {
	return text.split(',').map((word) => word.trim())
}

function formatsIn(text: string | null): string[] {
	return text === 'both' ? [...FORMATS] : [text ?? 'parquet']
}

function splitIn(text: string | null) {
	if (text === null) return ALL_TRAIN
	const [train, validation, test, ...more] = wordsIn(text).map(Number)
	if (train === undefined || validation === undefined || test === undefined) return null
	const shares = { train, validation, test }
	const sum = train + validation + test
	const isRight = more.length === 0 && sum === 100 && Math.min(train, validation, test) >= 0
	return isRight ? shares : null
}

/** How often a running export is asked after, milliseconds. */
const FOLLOW_EVERY_MS = 150
const Started = z.object({ job: z.string() })
const StateShape = z.looseObject({ state: z.enum(['running', 'done', 'failed', 'cancelled']) })

/** Starts an export and waits for it; `signal` cancels it. @throws AppError with a sentence. */
export async function followExport(
	ask: Ask,
	input: Record<string, unknown>,
	{ signal, tell }: { signal: AbortSignal; tell: (share: number) => void },
): Promise<unknown> {
	const { job } = Started.parse(await ask('signals-dataset', input))
	const { project } = input
	for (;;) {
		const cancel = signal.aborted
		const answer = StateShape.parse(await ask('signals-dataset-state', { project, job, cancel }))
		if (answer.state === 'done') return answer.report
		if (answer.state === 'failed') throw ended(String(answer.sentence))
		if (answer.state === 'cancelled')
			throw ended('The export was cancelled. What is finished stays; the same words continue it.')
		if (typeof answer.share === 'number') tell(answer.share)
		await pause(FOLLOW_EVERY_MS)
	}
}

function ended(sentence: string): AppError {
	return new AppError('unreadable', { userMessage: sentence })
}

const Exported = z.object({
	directory: z.string(),
	manifest: z.object({
		rows: z.record(z.string(), z.object({ rows: z.number() })),
		cursor: z.object({ through: z.string() }),
		suppressed: z.object({
			consent: z.object({ events: z.number(), rounds: z.number() }),
			fewPeople: z.record(z.string(), z.number()),
		}),
	}),
})

export function describeDataset(result: unknown): string[] {
	const { directory, manifest } = Exported.parse(result)
	const { suppressed, cursor } = manifest
	const few = Object.entries(suppressed.fewPeople)
	return [
		`Written to ${directory}:`,
		...Object.entries(manifest.rows).map(([config, { rows }]) => `  ${config}: ${rows} rows`),
		`Left out, not allowed by somebody in them: ${suppressed.consent.events} log rows, ${suppressed.consent.rounds} rounds.`,
		...few.map(([config, n]) => `Left out of ${config}, fewer than five people: ${n} rows.`),
		`To continue later: --since ${cursor.through}`,
	]
}
