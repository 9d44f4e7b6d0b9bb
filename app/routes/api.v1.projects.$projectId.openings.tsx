/** What a browser needs to open the room of a scene of this film: issued when it is wanted (sync W7). */
import type { ActionFunctionArgs } from '@remix-run/node'
import { reply } from '#app/http/reply.ts'
import { api, parseInput, readJson, requirePrincipal } from '#app/http/route.ts'
import { openings as contract } from '#core/api/film-contracts.ts'

export const action = api(async (args: ActionFunctionArgs) => {
	const me = requirePrincipal(args, contract.post.may)
	const { projectId } = parseInput(args.params, contract.params)
	const { sceneId } = parseInput(await readJson(args.request), contract.post.body)
	const opening = await args.context.services.shotList.openBoard(me, projectId, sceneId)
	return reply(contract.post, opening, { 'Cache-Control': 'no-store' })
})
