/** One table of the research page as a CSV file. */
import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { fileNameOf } from '#app/features/signals/file-name.ts'
import {
	acceptanceTable,
	csvOf,
	decisionTable,
	type PlainTable,
	reasonTable,
} from '#app/features/signals/tables.ts'
import { page, parseInput, requirePrincipal } from '#app/http/route.ts'

const ParamsSchema = z.object({
	projectId: z.string(),
	table: z.enum(['categories', 'rules', 'reasons', 'decisions']),
})
type TableName = z.infer<typeof ParamsSchema>['table']

export const loader = page(async (args: LoaderFunctionArgs) => {
	requirePrincipal(args, 'research.read')
	const { projectId, table } = parseInput(args.params, ParamsSchema)
	const { projects, signals } = args.context.services
	const { project } = await projects.open(projectId)
	const research = await signals.research(projectId)
	const all = [...research.byCategory, research.overall]
	const tables: Record<TableName, () => PlainTable> = {
		categories: () => acceptanceTable('Category', all),
		rules: () => acceptanceTable('Rule', [...research.byRule, research.overall]),
		reasons: () => reasonTable(research.reasons),
		decisions: () => decisionTable(research.latest),
	}
	return new Response(csvOf(tables[table]()), {
		headers: {
			'Content-Type': 'text/csv; charset=utf-8',
			'Content-Disposition': `attachment; filename="${fileNameOf(project.title, `${table}.csv`)}"`,
			'Cache-Control': 'no-store',
		},
	})
})
