/** POST: how far a panel, or the whole scene, has come in review; the room writes who said it and when. */
import type { ActionFunctionArgs } from '@remix-run/node'
import { readJson } from '#app/http/read-json.ts'
import { reply } from '#app/http/reply.ts'
import { api, parseInput, requirePrincipal } from '#app/http/route.ts'
import { reviews as contract } from '#core/api/board-contracts.ts'

export const action = api(async (args: ActionFunctionArgs) => {
	const principal = requirePrincipal(args, contract.post.may)
	const { sceneId } = parseInput(args.params, contract.params)
	const body = parseInput(await readJson(args.request), contract.post.body)
	await args.context.services.notes.setReview(principal, { sceneId, ...body })
	return reply(contract.post, { ok: true })
})
