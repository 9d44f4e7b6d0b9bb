/** One export: how far it is, its manifest when it is done; a DELETE cancels it. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { api, parseInput, requirePrincipal } from '#app/http/route.ts'
import { AppError } from '#core/errors.ts'

const ParamsSchema = z.object({ projectId: z.string(), exportId: z.string() })

export const loader = api(async (args: LoaderFunctionArgs) => {
	requirePrincipal(args, 'research.export')
	const { projectId, exportId } = parseInput(args.params, ParamsSchema)
	const state = args.context.services.signals.datasets.state(projectId, exportId)
	if (!state) throw new AppError('not_found')
	// Where it lies on the server is nobody's business outside.
	const answer = state.state === 'done' ? { state: 'done', manifest: state.report.manifest } : state
	return Response.json(answer, { headers: { 'Cache-Control': 'no-store' } })
})

export const action = api(async (args: ActionFunctionArgs) => {
	requirePrincipal(args, 'research.export')
	if (args.request.method !== 'DELETE') throw new AppError('bad_request')
	const { projectId, exportId } = parseInput(args.params, ParamsSchema)
	args.context.services.signals.datasets.cancel(projectId, exportId)
	return new Response(null, { status: 204 })
})
