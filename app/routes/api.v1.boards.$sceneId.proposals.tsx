/** POST: a person's own suggestion, held out of the document until somebody decides it. */
import type { ActionFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { ProposalMessageSchema } from '#app/features/suggestions/proposal-message.ts'
import { readJson } from '#app/http/read-json.ts'
import { api, parseInput, requirePrincipal } from '#app/http/route.ts'

const ParamsSchema = z.object({ sceneId: z.string().regex(/^[0-9A-Za-z]{1,40}$/) })

export const action = api(async (args: ActionFunctionArgs) => {
	const principal = requirePrincipal(args, 'suggestion.propose')
	const { sceneId } = parseInput(args.params, ParamsSchema)
	const proposal = parseInput(await readJson(args.request), ProposalMessageSchema)
	const { suggestions } = args.context.services
	return Response.json(await suggestions.propose(principal, { ...proposal, sceneId }))
})
