/** Every note of the film as CSV, one row each. */
import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { fileNameOf } from '#app/features/signals/file-name.ts'
import { api, parseInput, requirePrincipal } from '#app/http/route.ts'

const ParamsSchema = z.object({ projectId: z.string().regex(/^[0-9A-Za-z]{1,40}$/) })

export const loader = api(async (args: LoaderFunctionArgs) => {
	requirePrincipal(args)
	const { projectId } = parseInput(args.params, ParamsSchema)
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
