/** One print: how far it is; a DELETE cancels it. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { reply } from '#app/http/reply.ts'
import { api, parseInput, requirePrincipal } from '#app/http/route.ts'
import { print as contract } from '#core/api/film-contracts.ts'
import { AppError } from '#core/errors.ts'

export const loader = api(async (args: LoaderFunctionArgs) => {
	requirePrincipal(args, contract.get.may)
	const { projectId, printId } = parseInput(args.params, contract.params)
	const state = args.context.services.prints.state(projectId, printId)
	if (!state) throw new AppError('not_found')
	// Where it lies on the server is nobody's business outside.
	const noStore = { 'Cache-Control': 'no-store' }
	if (state.state !== 'done') return reply(contract.get, state, noStore)
	const { file: _, ...report } = state.report
	return reply(contract.get, { state: 'done', report }, noStore)
})

export const action = api(async (args: ActionFunctionArgs) => {
	requirePrincipal(args, contract.delete.may)
	if (args.request.method !== 'DELETE') throw new AppError('bad_request')
	const { projectId, printId } = parseInput(args.params, contract.params)
	args.context.services.prints.cancel(projectId, printId)
	return new Response(null, { status: 204 })
})
