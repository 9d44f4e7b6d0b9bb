/** Prints and pictures of a film as files: begun here, followed and fetched by their id. */
import type { ActionFunctionArgs } from '@remix-run/node'
import { reply } from '#app/http/reply.ts'
import { api, parseInput, readJson, requirePrincipal } from '#app/http/route.ts'
import { prints as contract } from '#core/api/film-contracts.ts'

export const action = api(async (args: ActionFunctionArgs) => {
	requirePrincipal(args, contract.post.may)
	const { projectId } = parseInput(args.params, contract.params)
	const { settings = {}, ...request } = parseInput(await readJson(args.request), contract.post.body)
	const { prints } = args.context.services
	const id = await prints.start({ ...request, projectId, settings }, null)
	return reply(contract.post, { id })
})
