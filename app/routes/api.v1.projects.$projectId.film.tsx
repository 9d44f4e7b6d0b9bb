/** POST: changes what holds for the whole film: the paper's ratio, the lock of numbers. */
import type { ActionFunctionArgs } from '@remix-run/node'
import { readJson } from '#app/http/read-json.ts'
import { reply } from '#app/http/reply.ts'
import { api, parseInput, requirePrincipal } from '#app/http/route.ts'
import { film as contract } from '#core/api/film-contracts.ts'

export const action = api(async (args: ActionFunctionArgs) => {
	const principal = requirePrincipal(args, contract.post.may)
	const { projectId } = parseInput(args.params, contract.params)
	const { aspectRatio, numbers } = parseInput(await readJson(args.request), contract.post.body)
	const change = { ...(aspectRatio ? { aspectRatio } : {}), ...(numbers ? { numbers } : {}) }
	return reply(
		contract.post,
		await args.context.services.projects.setFilm(principal, projectId, change),
	)
})
