/** POST: a person's own suggestion, held out of the document until somebody decides it. */
import type { ActionFunctionArgs } from '@remix-run/node'
import { readJson } from '#app/http/read-json.ts'
import { reply } from '#app/http/reply.ts'
import { api, parseInput, requirePrincipal } from '#app/http/route.ts'
import { proposals as contract } from '#core/api/board-contracts.ts'

export const action = api(async (args: ActionFunctionArgs) => {
	const principal = requirePrincipal(args, contract.post.may)
	const { sceneId } = parseInput(args.params, contract.params)
	const proposal = parseInput(await readJson(args.request), contract.post.body)
	const { suggestions } = args.context.services
	return reply(contract.post, await suggestions.propose(principal, { ...proposal, sceneId }))
})
