/** Every note of the film as CSV, one row each. */
import type { LoaderFunctionArgs } from '@remix-run/node'
import { fileNameOf } from '#app/features/signals/file-name.ts'
import { api, parseInput, requirePrincipal } from '#app/http/route.ts'
import { notesCsv as contract } from '#core/api/film-contracts.ts'

export const loader = api(async (args: LoaderFunctionArgs) => {
	requirePrincipal(args, contract.get.may)
	const { projectId } = parseInput(args.params, contract.params)
	const { notes, projects } = args.context.services
	const { project } = await projects.open(projectId)
	return new Response(await notes.csv(projectId), {
		headers: {
			'Content-Type': 'text/csv; charset=utf-8',
			'Content-Disposition': `attachment; filename="${fileNameOf(project.title, 'notes.csv')}"`,
			'Cache-Control': 'no-store',
		},
	})
})
