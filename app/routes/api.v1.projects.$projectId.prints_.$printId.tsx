/** One print: how far it is; a DELETE cancels it. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { api, parseInput, requirePrincipal } from '#app/http/route.ts'
import { AppError } from '#core/errors.ts'

const ParamsSchema = z.object({ projectId: z.string(), printId: z.string() })

export const loader = api(async (args: LoaderFunctionArgs) => {
	requirePrincipal(args)
	const { projectId, printId } = parseInput(args.params, ParamsSchema)
	const state = args.context.services.prints.state(projectId, printId)
	if (!state) throw new AppError('not_found')
	// Where it lies on the server is nobody's business outside.
	const { file: _, ...report } = state.state === 'done' ? state.report : { file: '' }
	const answer = state.state === 'done' ? { state: 'done', report } : state
	return Response.json(answer, { headers: { 'Cache-Control': 'no-store' } })
})

export const action = api(async (args: ActionFunctionArgs) => {
	requirePrincipal(args)
	if (args.request.method !== 'DELETE') throw new AppError('bad_request')
	const { projectId, printId } = parseInput(args.params, ParamsSchema)
	args.context.services.prints.cancel(projectId, printId)
	return new Response(null, { status: 204 })
})
