/**
 * `export --pdf FILE` and `export --png FILE.zip`: words to a print, made without a browser, in a thread
 * of its own; the same layouts as the print page.
 */
import { resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { AppError } from '#core/errors.ts'
import { LAYOUTS, PAPER_NAMES, PrintSettingsSchema } from '#core/exports/print-settings.ts'
import type { ProjectRow } from '#db/project-store.ts'
import type { Services } from '../services.ts'
import type { Ask, Given } from './evaluate-command.ts'

export const PRINT_HELP = `  export --project NAME --pdf FILE   print a film, or --scene NUMBER, or --panels 4A-1,4A-2
                                  [--paper ${PAPER_NAMES.join('|')}] [--orientation landscape|portrait]
                                  [--layout ${LAYOUTS.join('|')}] [--per-page 1-9] [--fields camera,props.action,…]
  export --project NAME --png FILE.zip   its panels' pictures, named by scene and shot`
export const PRINT_OPTIONS = {
	pdf: { type: 'string' },
	png: { type: 'string' },
	scene: { type: 'string' },
	panels: { type: 'string' },
	paper: { type: 'string' },
	orientation: { type: 'string' },
	layout: { type: 'string' },
	'per-page': { type: 'string' },
	fields: { type: 'string' },
} as const

export const PrintInput = z.object({
	project: z.string(),
	kind: z.enum(['pdf', 'png']),
	out: z.string(),
	/** A scene's number or id. */
	scene: z.string().nullable(),
	/** Panels' numbers or ids. */
	panels: z.array(z.string()).nullable(),
	settings: PrintSettingsSchema.partial(),
})
export const FollowPrintInput = z.object({
	project: z.string(),
	job: z.string(),
	cancel: z.boolean(),
})
type Words = { name: string; input: Record<string, unknown> } | { refused: string }

/** The print that the words ask for, or what is wrong with them. */
export function readPrintWords(given: Given): Words {
	const text = (name: string) => (typeof given[name] === 'string' ? given[name] : null)
	if (text('project') === null) return { refused: 'Name the project: --project NAME.' }
	const out = text('pdf') ?? text('png')
	if (!out)
		return { refused: 'Name the file: --pdf FILE, --png FILE.zip, --fountain FILE or --fdx FILE.' }
	const perPage = text('per-page')
	const settings = {
		...(text('paper') ? { paper: text('paper') } : {}),
		...(text('orientation') ? { orientation: text('orientation') } : {}),
		...(text('layout') ? { layout: text('layout') } : {}),
		...(perPage ? { perPage: Number(perPage) } : {}),
		...(text('fields')
			? {
					fields: text('fields')
						?.split(',')
						.map((id) => id.trim()),
				}
			: {}),
	}
	const parsed = PrintInput.safeParse({
		project: text('project'),
		kind: text('pdf') === null ? 'png' : 'pdf',
		out,
		scene: text('scene'),
		panels:
			text('panels')
				?.split(',')
				.map((number) => number.trim()) ?? null,
		settings,
	})
	return parsed.success
		? { name: 'print', input: { ...parsed.data, settings } }
		: { refused: z.prettifyError(parsed.error) }
}

/** Begins a print into a file; followed by its id. @throws AppError('not_found') for an unknown scene or panel */
export async function startPrint(
	services: Services,
	project: ProjectRow,
	input: z.infer<typeof PrintInput>,
) {
	const { projectId } = project
	const { scenes, panels } = await services.shotList.open(projectId)
	const scene = scenes.find(({ sceneId, number }) => [sceneId, number].includes(input.scene ?? ''))
	if (input.scene !== null && !scene) throw unknown(`There is no scene “${input.scene}”.`)
	const panelIds = input.panels?.map((name) => {
		const found = panels.find(({ panelId, number }) => [panelId, number].includes(name))
		if (!found) throw unknown(`There is no panel “${name}”.`)
		return found.panelId
	})
	const request = {
		...{ projectId, kind: input.kind, sceneId: scene?.sceneId ?? null },
		...{ panelIds: panelIds ?? null, settings: withoutGaps(input.settings) },
	}
	return { job: await services.prints.start(request, resolve(input.out)) }
}

export function printState(
	services: Services,
	project: ProjectRow,
	{ job, cancel }: z.infer<typeof FollowPrintInput>,
) {
	if (cancel) services.prints.cancel(project.projectId, job)
	const state = services.prints.state(project.projectId, job)
	return state ?? { state: 'failed', sentence: 'That print is not known any more. Ask again.' }
}

/** Settings that were not given are not set. */
export function withoutGaps(settings: Partial<z.infer<typeof PrintSettingsSchema>>) {
	return PrintSettingsSchema.partial().parse(
		Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)),
	)
}

function unknown(sentence: string) {
	return new AppError('not_found', { userMessage: sentence })
}

const FOLLOW_EVERY_MS = 150
const Started = z.object({ job: z.string() })
const StateShape = z.looseObject({ state: z.enum(['running', 'done', 'failed', 'cancelled']) })

/** Starts a print and waits for it; `signal` cancels it. @throws AppError with a sentence */
export async function followPrint(
	ask: Ask,
	input: Record<string, unknown>,
	{ signal, tell }: { signal: AbortSignal; tell: (share: number) => void },
): Promise<unknown> {
	const { job } = Started.parse(await ask('print', input))
	const { project } = input
	for (;;) {
		const cancel = signal.aborted
		const answer = StateShape.parse(await ask('print-state', { project, job, cancel }))
		if (answer.state === 'done') return answer.report
		if (answer.state === 'failed')
			throw new AppError('unreadable', { userMessage: String(answer.sentence) })
		if (answer.state === 'cancelled')
			throw new AppError('unreadable', {
				userMessage: 'The print was cancelled. Nothing was written.',
			})
		if (typeof answer.share === 'number') tell(answer.share)
		await pause(FOLLOW_EVERY_MS)
	}
}

const Printed = z.object({
	file: z.string(),
	count: z.number(),
	sizeBytes: z.number(),
	missingLetters: z.number(),
})

export function describePrint(result: unknown): string[] {
	const { file, count, sizeBytes, missingLetters } = Printed.parse(result)
	const what = file.endsWith('.zip') ? 'pictures' : 'pages'
	return [
		`${file}: ${count} ${what}, ${Math.ceil(sizeBytes / 1024)} KB.`,
		...(missingLetters > 0
			? [
					`${missingLetters} letters are in no font of the print and are shown as boxes. The print page in a browser shows them.`,
				]
			: []),
	]
}
