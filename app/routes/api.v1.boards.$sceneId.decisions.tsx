/** POST: a verdict on a suggestion, or the reasons for one; once per idempotency key. */
import type { ActionFunctionArgs } from '@remix-run/node'
import { readJson } from '#app/http/read-json.ts'
import { reply } from '#app/http/reply.ts'
import { api, parseInput, requirePrincipal } from '#app/http/route.ts'
import { decisions as contract } from '#core/api/board-contracts.ts'

export const action = api(async (args: ActionFunctionArgs) => {
	const principal = requirePrincipal(args, contract.post.may)
	const { sceneId } = parseInput(args.params, contract.params)
	const message = parseInput(await readJson(args.request), contract.post.body)
	const { suggestions } = args.context.services
	const { verdict, ...rest } = message
	if (verdict === 'not_here') {
		const { scope: notHere = 'scene', ...said } = rest
		const refusal = { ...said, verdict: 'reject', notHere, sceneId } as const
		const reasonCodes = said.reasonCodes ?? ['intentional' as const]
		return reply(contract.post, await suggestions.decide(principal, { ...refusal, reasonCodes }))
	}
	if (verdict !== 'reasons') {
		return reply(contract.post, await suggestions.decide(principal, { ...rest, verdict, sceneId }))
	}
	const { surface: _surface, of: _of, scope: _scope, reasonCodes = [], ...why } = rest
	return reply(
		contract.post,
		await suggestions.giveReasons(principal, { ...why, reasonCodes, sceneId }),
	)
})
