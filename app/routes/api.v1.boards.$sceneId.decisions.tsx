/** POST: a verdict on a suggestion, or the reasons for one; once per idempotency key. */
import type { ActionFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { DecisionMessageSchema } from '#app/features/suggestions/decision-message.ts'
import { readJson } from '#app/http/read-json.ts'
import { api, parseInput, requirePrincipal } from '#app/http/route.ts'

const ParamsSchema = z.object({ sceneId: z.string().regex(/^[0-9A-Za-z]{1,40}$/) })

export const action = api(async (args: ActionFunctionArgs) => {
	const principal = requirePrincipal(args, 'suggestion.propose')
	const { sceneId } = parseInput(args.params, ParamsSchema)
	const message = parseInput(await readJson(args.request), DecisionMessageSchema)
	const { suggestions } = args.context.services
	const { verdict, ...rest } = message
	if (verdict === 'not_here') {
		const { scope: notHere = 'scene', ...said } = rest
		const refusal = { ...said, verdict: 'reject', notHere, sceneId } as const
		const reasonCodes = said.reasonCodes ?? ['intentional' as const]
		return Response.json(await suggestions.decide(principal, { ...refusal, reasonCodes }))
	}
	if (verdict !== 'reasons') {
		return Response.json(await suggestions.decide(principal, { ...rest, verdict, sceneId }))
	}
	const { surface: _surface, of: _of, scope: _scope, reasonCodes = [], ...why } = rest
	return Response.json(await suggestions.giveReasons(principal, { ...why, reasonCodes, sceneId }))
})
