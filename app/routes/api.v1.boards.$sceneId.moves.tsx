/** POST: moves panels of this scene to another one; once per idempotency key. */
import type { ActionFunctionArgs } from '@remix-run/node'
import { readJson } from '#app/http/read-json.ts'
import { reply } from '#app/http/reply.ts'
import { api, parseInput, requirePrincipal } from '#app/http/route.ts'
import { moves as contract } from '#core/api/board-contracts.ts'

export const action = api(async (args: ActionFunctionArgs) => {
	const principal = requirePrincipal(args, contract.post.may)
	const { sceneId: fromSceneId } = parseInput(args.params, contract.params)
	const body = parseInput(await readJson(args.request), contract.post.body)
	const { projects } = args.context.services
	return reply(contract.post, await projects.movePanels(principal, { ...body, fromSceneId }))
})
