/** One table of the research pages as a CSV file, by the same address as its page. */
import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import {
	calibrationTable,
	disagreementTable,
	dissentTable,
	durationTable,
	editTable,
	survivalTable,
	weightTable,
} from '#app/features/signals/analysis-tables.ts'
import { evaluationTable } from '#app/features/signals/evaluation-table.ts'
import { fileNameOf } from '#app/features/signals/file-name.ts'
import { GROUPING_LABELS } from '#app/features/signals/filter-bar.tsx'
import { queryTable } from '#app/features/signals/query-request.ts'
import {
	acceptanceTable,
	decisionTable,
	proposalTable,
	reasonTable,
} from '#app/features/signals/tables.ts'
import { readFigureRequest } from '#app/http/figure-request.ts'
import { page, parseInput, requirePrincipal } from '#app/http/route.ts'
import { AppError } from '#core/errors.ts'
import type { FigureQuery } from '#core/signals/analysis/query.ts'
import { csvOf, type PlainTable } from '#core/signals/csv.ts'

const TABLES = [
	...(['categories', 'rules', 'decisions', 'acceptance', 'reasons', 'latency', 'dwell'] as const),
	...([
		'edits',
		'disagreement',
		'dissent',
		'survival',
		'proposals',
		'calibration',
		'chances',
		'evaluation',
	] as const),
	'query',
] as const
const ParamsSchema = z.object({ table: z.enum(TABLES) })
type TableName = Exclude<(typeof TABLES)[number], 'evaluation' | 'query'>
type Signals = LoaderFunctionArgs['context']['services']['signals']

export const loader = page(async (args: LoaderFunctionArgs) => {
	requirePrincipal(args, 'research.read')
	const { table } = parseInput(args.params, ParamsSchema)
	const { project, query } = await readFigureRequest(args)
	const { signals } = args.context.services
	const job = new URL(args.request.url).searchParams.get('job')
	// An answer holds words, as an export does.
	if (table === 'query') requirePrincipal(args, 'research.export')
	const made =
		table === 'evaluation'
			? evaluationOf(signals, project.id, job)
			: table === 'query'
				? answerOf(signals, project.id, job)
				: await tableOf(signals, project.id, { table, query })
	return new Response(csvOf(made), {
		headers: {
			'Content-Type': 'text/csv; charset=utf-8',
			'Content-Disposition': `attachment; filename="${fileNameOf(project.title, `${table}.csv`)}"`,
			'Cache-Control': 'no-store',
		},
	})
})

/** @throws AppError('not_found') for an answer that is not kept (any more). */
function evaluationOf({ evaluations }: Signals, projectId: string, job: string | null): PlainTable {
	const state = job === null ? null : evaluations.state(job)
	if (state?.state === 'done' && state.report.source.projectId === projectId)
		return evaluationTable(state.report)
	throw noLongerKept()
}

/** @throws AppError('not_found') for an answer that is not kept (any more). */
function answerOf({ queries }: Signals, projectId: string, job: string | null): PlainTable {
	const state = job === null ? null : queries.state(projectId, job)
	if (state?.state === 'done') return queryTable(state.report)
	throw noLongerKept()
}

function noLongerKept(): AppError {
	return new AppError('not_found', {
		userMessage: 'This answer is no longer kept. Ask for it again on its page.',
	})
}

async function tableOf(
	signals: Signals,
	projectId: string,
	{ table, query }: { table: TableName; query: FigureQuery },
): Promise<PlainTable> {
	const { analysis } = signals
	const accepted = async (by: FigureQuery['by']) => {
		const { groups, overall } = await analysis.acceptance(projectId, { ...query, by })
		return acceptanceTable(GROUPING_LABELS[by], [...groups, overall])
	}
	const behaviour = () => analysis.behaviour(projectId, query)
	const ranker = () => analysis.ranker(projectId, query)
	const tables: Record<TableName, () => Promise<PlainTable>> = {
		categories: () => accepted('category'),
		rules: () => accepted('rule'),
		acceptance: () => accepted(query.by),
		decisions: async () => decisionTable((await signals.research(projectId)).latest),
		reasons: async () => reasonTable((await analysis.acceptance(projectId, query)).reasons),
		proposals: async () => proposalTable((await analysis.acceptance(projectId, query)).proposals),
		latency: async () => durationTable((await behaviour()).latency),
		dwell: async () => durationTable((await behaviour()).dwell),
		edits: async () => editTable((await behaviour()).edits),
		disagreement: async () => disagreementTable((await behaviour()).disagreement),
		dissent: async () => dissentTable((await behaviour()).disagreement),
		survival: async () => survivalTable((await behaviour()).survival),
		calibration: async () => calibrationTable((await ranker()).calibration),
		chances: async () => weightTable((await ranker()).weights),
	}
	return tables[table]()
}
