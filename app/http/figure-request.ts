/** Reads what a research page is asked for: its project and, from the address, grouping and filters. */
import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { FigureQuerySchema } from '#core/signals/analysis/query.ts'
import { parseInput } from './route.ts'

const ParamsSchema = z.object({ projectId: z.string() })

/** The project as research pages name it. @throws AppError('not_found' | 'trashed'). */
export async function readResearchProject(args: Pick<LoaderFunctionArgs, 'params' | 'context'>) {
	const { projectId } = parseInput(args.params, ParamsSchema)
	const { project } = await args.context.services.projects.open(projectId)
	return { id: projectId, title: project.title, isSynthetic: project.isSynthetic }
}

/** @throws AppError('bad_request') for an address that asks for what there is not. */
export async function readFigureRequest(args: LoaderFunctionArgs) {
	const { searchParams } = new URL(args.request.url)
	const query = parseInput(Object.fromEntries(searchParams), FigureQuerySchema)
	return { project: await readResearchProject(args), query }
}
