/** GET: who is in the film's boards now, and on which panel. Asked again every few seconds by pages without a room. */
import type { LoaderFunctionArgs } from '@remix-run/node'
import { reply } from '#app/http/reply.ts'
import { api, parseInput, requirePrincipal } from '#app/http/route.ts'
import { people as contract } from '#core/api/film-contracts.ts'

export const loader = api(async (args: LoaderFunctionArgs) => {
	requirePrincipal(args, contract.get.may)
	const { projectId } = parseInput(args.params, contract.params)
	return reply(contract.get, args.context.services.rooms.present(`project:${projectId}`))
})
