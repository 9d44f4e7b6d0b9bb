/** What others did on a board since this person left. GET: the list. POST: it has been seen. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { reply } from '#app/http/reply.ts'
import { api, parseInput, requirePrincipal } from '#app/http/route.ts'
import { news as contract } from '#core/api/board-contracts.ts'

export const loader = api(async (args: LoaderFunctionArgs) => {
	const principal = requirePrincipal(args, contract.get.may)
	const { sceneId } = parseInput(args.params, contract.params)
	return reply(contract.get, await args.context.services.visits.news(principal, sceneId))
})

export const action = api(async (args: ActionFunctionArgs) => {
	const principal = requirePrincipal(args, contract.post.may)
	const { sceneId } = parseInput(args.params, contract.params)
	await args.context.services.visits.markSeen(principal, sceneId)
	return reply(contract.post, { ok: true })
})
