/** One export: how far it is, its manifest when it is done; a DELETE cancels it. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { reply } from '#app/http/reply.ts'
import { api, parseInput, requirePrincipal } from '#app/http/route.ts'
import { exportOfFilm as contract } from '#core/api/signal-contracts.ts'
import { AppError } from '#core/errors.ts'

export const loader = api(async (args: LoaderFunctionArgs) => {
	requirePrincipal(args, contract.get.may)
	const { projectId, exportId } = parseInput(args.params, contract.params)
	const state = args.context.services.signals.datasets.state(projectId, exportId)
	if (!state) throw new AppError('not_found')
	// Where it lies on the server is nobody's business outside.
	const answer =
		state.state === 'done' ? { state: 'done' as const, manifest: state.report.manifest } : state
	return reply(contract.get, answer, { 'Cache-Control': 'no-store' })
})

export const action = api(async (args: ActionFunctionArgs) => {
	requirePrincipal(args, contract.delete.may)
	if (args.request.method !== 'DELETE') throw new AppError('bad_request')
	const { projectId, exportId } = parseInput(args.params, contract.params)
	args.context.services.signals.datasets.cancel(projectId, exportId)
	return new Response(null, { status: 204 })
})
